"""`foedus texts embed`: vectors for search by meaning, here or in the background."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click

from foedus.cli.interrupts import stoppable
from foedus.cli.texts.options import plural
from foedus.cli.texts.progress import rated_bar
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus

_START = "import sys; from foedus.cli.main import run; sys.argv[0] = 'foedus'; sys.exit(run())"
_WAIT = 60.0
"""Seconds a start in the background may take; the encoder is read from disk in one or two."""
_MINUTE, _HOUR = 60, 3600


@click.command("embed")
@click.argument("name", metavar="CORPUS")
@click.option(
    "--processes",
    type=click.IntRange(min=1, max=64),
    default=2,
    show_default=True,
    help="That work side by side.",
)
@click.option("--background", is_flag=True, help="Start it, and give the terminal back.")
@click.option("--stop", is_flag=True, help="Ask the run that is on, wherever, to end.")
def embed_command(name: str, processes: int, background: bool, stop: bool) -> None:
    """Give each sentence of CORPUS a vector, so that search by meaning finds it.

    The encoder works offline and takes English, Chinese and Russian sentences to one space.
    Stopped, the same command goes on where it was; what was added since is taken along.
    `foedus texts corpora` says how far it is.

    \b
    Examples:
      foedus texts embed experts
      foedus texts embed ungd --background
      foedus texts embed ungd --stop
    """
    if stop and background:
        raise click.UsageError("--stop ends a run, --background starts one: leave one out.")
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.embedding.encoder import encode
    from foedus.documents.embedding.fill import embed, missing, vectors_of
    from foedus.documents.embedding.running import ask_to_stop

    corpus = open_corpus(name)
    folder = vectors_of(corpus).folder
    if stop:
        running = ask_to_stop(folder)
        click.echo("It ends after the sentences at hand." if running else "No run is on.")
        return
    absent = len(missing(corpus))
    if not absent:
        click.echo(f"{name}: all {len(vectors_of(corpus)):,} sentences have vectors.")
        return
    encode(["Is the encoder here?"])
    if background:
        _start(corpus, processes, absent)
        return
    began = time.monotonic()
    words = (
        f"Vectors made so far are kept; the same command goes on there: foedus texts embed {name}."
    )
    with stoppable(words) as heed, rated_bar("Embedding", "sentences") as report:
        done = embed(corpus, processes=processes, progress=heed(report))
    took = max(time.monotonic() - began, 1e-9)
    left = absent - done
    click.echo(
        f"{name}: {plural(done, 'sentence')} embedded in {lasting(took)} ({done / took:,.0f} a "
        f"second){f'; stopped with {left:,} left' if left > 0 else ''}."
    )


def _start(corpus: Corpus, processes: int, absent: int) -> None:
    """A process of its own that goes on when this one and its terminal are gone."""
    from foedus.documents.embedding.fill import vectors_of
    from foedus.documents.embedding.running import LOG, is_running, make_folder

    folder = vectors_of(corpus).folder
    if is_running(folder):
        raise FoedusError(
            f"Corpus {corpus.name!r} is being embedded already.",
            "See how far it is: foedus texts corpora.",
        )
    make_folder(folder)
    with (folder / LOG).open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _START,
                *("texts", "embed", corpus.name, "--processes", str(processes)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=_DETACHED if os.name == "nt" else 0,
            start_new_session=os.name != "nt",
        )
    until = time.monotonic() + _WAIT
    while not is_running(folder) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    if process.poll() not in (None, 0):
        said = (folder / LOG).read_text(encoding="utf-8", errors="replace").strip()
        raise FoedusError(
            f"The run in the background ended at once: {said or 'it said nothing'}.",
            f"Run it here to see more: foedus texts embed {corpus.name}.",
        )
    click.echo(
        f"{corpus.name}: {plural(absent, 'sentence')} are being embedded in the background.\n"
        f"How far it is: foedus texts corpora. To stop it: foedus texts embed {corpus.name} --stop."
    )


_DETACHED = 0x00000008 | 0x00000200
"""DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP, as Windows has it for a session of its own."""


def lasting(seconds: float) -> str:
    """A time in words.

    Examples
    --------
    >>> lasting(42.4), lasting(90), lasting(7300)
    ('42 s', '1 min 30 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"

"""`foedus texts check-coder`: does a machine coder follow the codebook?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import ListFormat, entry, format_option, paragraph, written
from foedus.cli.texts.chosen import (
    codebook_of,
    codebook_option,
    documents_of,
    version_option,
)
from foedus.cli.texts.machine import Machine, checked_method, machine_options
from foedus.cli.texts.options import conditions
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.coding.interface import Excerpt
    from foedus.documents.coding.probes import CoderChecks
    from foedus.documents.corpora.corpus import Corpus

_VERDICT = {True: "passed", False: "FAILED", None: "not assessable"}


@click.command("check-coder")
@click.argument("corpus")
@codebook_option
@version_option
@click.option(
    "--with",
    "method",
    required=True,
    metavar="METHOD",
    help="patterns or endpoint.",
)
@click.option(
    "--passages",
    type=click.IntRange(min=1, max=1000),
    default=40,
    show_default=True,
    help="Sentences that the coder is tried on, those with a code first. Each is coded thrice.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of passages and shuffles.")
@conditions
@machine_options
@format_option
def check_coder_command(
    corpus: str,
    codebook: str | None,
    version: str | None,
    method: str,
    passages: int,
    seed: int,
    form: ListFormat,
    **asked: Any,
) -> int:
    """Try a machine coder on passages of CORPUS: three checks that need no labels.

    \b
    legal labels         every label is one of the codebook
    order of codes       the codes shuffled, a passage keeps its codes
    swapped definitions  two definitions exchanged, the label goes with the
                         definition, not with the name

    Nothing is stored but answers of a server. A coder that passes may still be wrong: only
    labels by people can tell. Leaves with 1 where a check fails.

    \b
    Examples:
      foedus texts check-coder experts --with patterns
      foedus texts check-coder experts --with endpoint \\
        --url http://localhost:8080/v1 --model m
    """
    from foedus.documents.coding.probes import check_coder
    from foedus.documents.corpora.corpus import open_corpus

    opened = open_corpus(corpus)
    book = codebook_of(opened, codebook, version)
    names = [name for name in Machine.__dataclass_fields__ if name in asked]
    if method in ("nearest", "trained"):
        raise FoedusError(
            f"A coder of the kind {method!r} learns from labels and reads no definition.",
            "See how it agrees with people: foedus texts agreement CORPUS --machines.",
        )
    machine = Machine(checked_method(method), **{name: asked.pop(name) for name in names})
    chosen = _excerpts(opened, book, documents_of(opened, asked), passages, seed)
    found = check_coder(machine.maker(opened), book, chosen, seed=seed)
    if form == "terminal":
        click.echo(_shown(found), nl=False)
    else:
        rows = found.table().to_dict("records")
        click.echo(written([{str(k): v for k, v in r.items()} for r in rows], form), nl=False)
    return int(any(check.passed is False for check in found.checks))


def _excerpts(
    corpus: Corpus, book: Codebook, documents: list[int], count: int, seed: int
) -> list[Excerpt]:
    """Sentences with a code first, then any: drawn by number, the same for the same seed."""
    import numpy as np

    from foedus.documents.coding.codebooks_used import used_codebooks
    from foedus.documents.coding.interface import Excerpt
    from foedus.documents.coding.intervals import overlapping
    from foedus.documents.coding.places import places_of, spans_in
    from foedus.documents.coding.table import codings
    from foedus.documents.correction.gold_sample import numbers

    places = places_of(corpus, "sentence", documents)
    has = np.zeros(len(places), bool)
    if book.key in used_codebooks(corpus):
        given = spans_in(codings(corpus, book.name, version=book.version))
        has[overlapping(given, spans_in(places))[1]] = True
    drawn = numbers(seed, [str(u) for u in places["unit"]], "check")
    order = np.lexsort((drawn, ~has))[:count]
    with corpus.reading() as connection:
        languages = dict(connection.execute("SELECT id, language FROM document").fetchall())
    found = corpus.passages(places["unit"].to_numpy()[order])
    return [Excerpt(p.text, languages[p.document]) for p in found]


def _shown(found: CoderChecks) -> str:
    lines = [f"{found.coder}, on {found.passages} passages\n"]
    for check in found.checks:
        bounds = ""
        if check.interval is not None:
            low, high = check.interval.low, check.interval.high
            bounds = f" ({check.interval.level:.0%} interval {low:.0%} to {high:.0%})"
        lines.append(entry(f"{check.name}: {_VERDICT[check.passed]}", f"{check.text}{bounds}"))
    failed = [c.name for c in found.checks if c.passed is False]
    unknown = [c.name for c in found.checks if c.passed is None]
    if failed:
        said = f"This coder does not follow the codebook: {', '.join(failed)}."
    elif unknown:
        said = f"No check failed, but not all could be made: {', '.join(unknown)}. "
        said += "Take more passages (--passages), or code some first: those with a code are taken first."
    else:
        said = "This coder follows the codebook; whether it is right, only people's labels tell."
    return "".join([*lines, "\n", paragraph(said), "\n"])

"""`foedus data build --estimates`: the reference estimates of ideal points."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from foedus.cli.interrupts import stoppable
from foedus.cli.listing import paragraph

Report = Callable[[str, int, int], None]
KEPT = (
    "What is done is kept, to at most 30 seconds ago; `foedus data build --estimates` "
    "continues from there."
)
TITLES = {"foedus": "our model", "faithful": "published scheme"}
LINES = 20
"""Without a terminal a line is printed so many times a model."""
MUCH = 1.01
"""R-hat from which chains have not met."""


def build_estimates(places: list[Path], into: Path) -> None:
    """Build the estimates into a folder, with a bar, and say what was made."""
    from foedus.rollcalls.positions.reference_build import build

    with stoppable(KEPT) as heed, _progress() as report:
        built = build(places, into, report=heed(report))
    m = built.manifest
    click.echo(f"Ideal points built in {built.folder}")
    click.echo(f"    {m['rows']:,} states and sessions, {built.size / 1e6:.1f} MB")
    click.echo(f"    content {m['content_sha256']}")
    click.echo(f"    {built.seconds:.0f} s")
    for name, about in m["models"].items():
        click.echo(paragraph(model_words(name, about), "    ", "      "))
    if built.resumed:
        names = ", ".join(TITLES[r] for r in built.resumed)
        click.echo(f"    finished before: {names}")


def model_words(name: str, about: dict[str, Any]) -> str:
    """What the manifest says of a model, in a line.

    Examples
    --------
    >>> about = {"sessions": [1, 80], "dimensions": 2, "votes": 900000, "seconds": 600,
    ...     "settings": {"sweeps": 3000, "chains": 2}, "r_hat": {"0.9": 1.02, "1": 1.2}}
    >>> print(model_words("foedus", about))
    our model: sessions 1 to 80, 2 dimensions, 900,000 votes, 2 chains of 3,000 sweeps, 600 s; \
R-hat 1.02 at most for 90 % of positions, 1.2 for all: some chains have not met
    """
    first, last = about["sessions"]
    how, r_hat = about["settings"], about.get("r_hat", {})
    dims = f"{about['dimensions']} dimension{'s' * (about['dimensions'] > 1)}"
    text = (
        f"{TITLES[name]}: sessions {first} to {last}, {dims}, {about['votes']:,} votes, "
        f"{how['chains']} chains of {how['sweeps']:,} sweeps, {about['seconds']} s"
    )
    if not r_hat:
        return text
    unmet = ": some chains have not met" if r_hat["0.9"] > MUCH else ""
    return (
        f"{text}; R-hat {r_hat['0.9']:g} at most for 90 % of positions, {r_hat['1']:g} for all"
        f"{unmet}"
    )


@contextmanager
def _progress() -> Iterator[Report]:
    """A bar for each model with the time left, or lines where that is no terminal."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from foedus.cli.estimating import bars

    with bars(transient=False) as bar:
        tasks = {name: bar.add_task(t, start=False, total=None) for name, t in TITLES.items()}

        def report(name: str, done: int, of: int) -> None:
            if not bar.tasks[tasks[name]].started:
                bar.start_task(tasks[name])
            bar.update(tasks[name], completed=done, total=of)

        yield report


class _Lines:
    """Prints a line now and then, with the time left."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[float, int]] = {}
        self._told: dict[str, int] = {}

    def __call__(self, name: str, done: int, of: int) -> None:
        """Report `done` of `of` sweeps of a model."""
        now = time.monotonic()
        begun, before = self._begun.setdefault(name, (now, done))
        part = done * LINES // of
        if part == self._told.get(name):
            return
        self._told[name] = part
        left = (now - begun) / max(done - before, 1) * (of - done)
        told = f", {left / 60:.0f} min left" if done > before else ""
        click.echo(f"{TITLES[name]}: {done:,} of {of:,} sweeps{told}", err=True)

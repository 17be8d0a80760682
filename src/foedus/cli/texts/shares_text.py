"""Shares as people read them at the terminal: a block for each code, a line for each cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from foedus.cli.listing import paragraph
from foedus.cli.texts.options import plural
from foedus.cli.wide_text import filled

if TYPE_CHECKING:
    from foedus.documents.correction.corpus_shares import CorpusShares, Share

_CELL = 24
METHODS = {
    "dsl": "design-based supervised learning",
    "ppi": "prediction-powered inference (PPI++)",
}


def shown(name: str, found: CorpusShares) -> str:
    """The whole text."""
    lines = [paragraph(lead(name, found)), ""]
    for code, group in groupby(found.shares, lambda s: s.code):
        lines.append(
            f"{filled(code, _CELL)}{'share':>8}  {'interval':<16}{'gold':>6}{'of':>9}{'machine':>9}"
        )
        for by, cells in groupby(group, lambda s: s.by):
            if by != "all":
                lines.append(f"  by {by}")
            lines += [line for share in cells for line in _line(share)]
        lines.append("")
    lines += [paragraph(note) for note in notes(found)]
    return "\n".join(lines) + "\n"


def lead(name: str, found: CorpusShares) -> str:
    """What the shares are of, and what they rest on."""
    text = f"{name}: share of {plural(len(found.units), found.unit)} with each code."
    if found.method:
        text += f" Corrected with a gold sample ({METHODS[found.method]})."
    if found.people:
        text += f" People: {', '.join(found.people)}."
    if found.machines:
        text += f" Machine: {', '.join(found.machines)}."
    return text


def notes(found: CorpusShares) -> Iterator[str]:
    """How to read the table."""
    yield (
        f"Intervals: {found.level:.0%}, documents as they come. Gold: {found.unit}s that people "
        f"coded. Machine: what it alone says, which is no estimate of the share."
    )
    lost = [by for by, (_, place) in found.cells.items() if (place < 0).any()]
    for by in lost:
        count = int((found.cells[by][1] < 0).sum())
        yield f"{plural(count, found.unit)} of unknown {by} are in no cell of it."
    yield from found.notes


def cell_text(share: Share) -> tuple[str, str]:
    """A cell's figure and its interval, in words where there is none."""
    if share.value is None:
        return "-", ""
    bounds = "" if share.low is None or share.high is None else interval(share.low, share.high)
    return percent(share.value), bounds


def percent(value: float) -> str:
    """A share in per cent, with a digit more where it is small.

    Examples
    --------
    >>> percent(0.31), percent(0.0042), percent(0.0)
    ('31.0 %', '0.42 %', '0 %')
    """
    return f"{_number(value)} %"


def interval(low: float, high: float) -> str:
    """Bounds in per cent.

    Examples
    --------
    >>> interval(0.021, 0.055)
    '2.1 to 5.5'
    """
    return f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    if value in (0.0, 1.0):
        return f"{100 * value:.0f}"
    return f"{100 * value:.1f}" if value >= 0.00995 else f"{100 * value:.2g}"


def _line(share: Share) -> Iterator[str]:
    figure, bounds = cell_text(share)
    machine = "-" if share.machine is None else percent(share.machine)
    yield (
        f"  {filled(share.cell, _CELL - 2)}{figure:>8}  {bounds:<16}{share.gold:>6,}"
        f"{share.units:>9,}{machine:>9}"
    )
    if share.reason:
        yield paragraph(share.reason, "      ")

"""Sizes known before drawing: widths of text, ticks of an axis, labels that keep apart."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from unicodedata import east_asian_width

_NARROW = set("iljtfrI.,:;'|!()[] ")
_BROAD = set("mwMWОЖШЩЮФЫмшщюжф@%—")


def text_width(text: str, size: float) -> float:
    """Width of `text` in the charts' font, estimated from its letters, in pixels.

    Examples
    --------
    >>> text_width("中国", 13) > text_width("ab", 13) > text_width("il", 13)
    True
    """
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.28
    if letter in _BROAD:
        return 0.82
    return 0.6 if letter.isupper() else 0.51


def wrapped(text: str, width: float, size: float, lines: int = 3) -> list[str]:
    """`text` in at most `lines` lines no wider than `width` pixels; an ellipsis marks a cut.

    Lines break at spaces and after dashes and hyphens; a single word that is too wide stays whole
    unless it is the last line's.

    Examples
    --------
    >>> wrapped("United States–India", 80, 13)
    ['United', 'States–India']
    >>> wrapped("Trade of the partner", 60, 13, lines=1)
    ['Trade of …']
    >>> wrapped("France-Germany", 60, 13)
    ['France-', 'Germany']
    """
    found: list[str] = []
    for piece in re.findall(r"[^\s–—-]+[–—-]|\S+|\s+", text):
        if found and text_width((found[-1] + piece).rstrip(), size) <= width:
            found[-1] += piece
        elif piece.strip():
            found.append(piece)
    kept = [line.strip() for line in found[:lines]] or [""]
    if len(found) > lines or text_width(kept[-1], size) > width:
        while kept[-1] and text_width(f"{kept[-1]} …", size) > width:
            kept[-1] = kept[-1][:-1]
        kept[-1] = f"{kept[-1].rstrip()} …"
    return kept


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, about `about` steps apart.

    Examples
    --------
    >>> ticks(0, 0.93)
    [0.0, 0.25, 0.5, 0.75, 1.0]
    >>> ticks(3, 3)
    [2.0, 3.0, 4.0]
    """
    if high <= low:
        low, high, about = low - 1, high + 1, 2
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def short_number(value: float) -> str:
    """A number as an axis prints it: thousands set off, no idle zeros.

    Examples
    --------
    >>> short_number(12000), short_number(0.25), short_number(3.0), short_number(-0.5)
    ('12,000', '0.25', '3', '−0.5')
    """
    text = f"{abs(value):,.3f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def spread(
    wanted: Sequence[float],
    heights: Sequence[float],
    top: float,
    bottom: float,
) -> list[float]:
    """Centres of labels as near to `wanted` as they can be without touching.

    Labels are laid down from the top in the order of their places; each run that touches moves
    as one block to the mean of what its labels wanted.

    Parameters
    ----------
    wanted
        Where each label would be, in pixels from the top.
    heights
        Height of each label, in pixels.
    top, bottom
        The room there is. Labels that need more than that run over the bottom.

    Examples
    --------
    >>> spread([50, 52], [10, 10], 0, 100)
    [46.0, 56.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[tuple[list[int], float, float]] = []  # members, upper edge, height
    for i in order:
        members, height = [i], heights[i]
        edge = _kept(wanted[i] - height / 2, height, top, bottom)
        while blocks and blocks[-1][1] + blocks[-1][2] > edge + 1e-9:
            before, _, _ = blocks.pop()
            members = before + members
            edge, height = _block_edge(members, wanted, heights)
            edge = _kept(edge, height, top, bottom)
        blocks.append((members, edge, height))
    places = [0.0] * len(wanted)
    for members, upper, _ in blocks:
        edge = upper
        for i in members:
            places[i] = edge + heights[i] / 2
            edge += heights[i]
    return places


def _block_edge(
    members: list[int],
    wanted: Sequence[float],
    heights: Sequence[float],
) -> tuple[float, float]:
    offset, pulls = 0.0, []
    for i in members:
        pulls.append(wanted[i] - (offset + heights[i] / 2))
        offset += heights[i]
    return sum(pulls) / len(pulls), offset


def _kept(edge: float, height: float, top: float, bottom: float) -> float:
    return max(top, min(edge, bottom - height))


def rows_apart(starts: Sequence[float], widths: Sequence[float], gap: float = 10) -> list[int]:
    """The row each text goes to so that texts in a row do not touch (greedy, left to right).

    Examples
    --------
    >>> rows_apart([0, 10, 100], [50, 50, 50])
    [0, 1, 0]
    """
    rows = [0] * len(starts)
    ends: list[float] = []
    for i in sorted(range(len(starts)), key=lambda i: (starts[i], i)):
        row = next((r for r, end in enumerate(ends) if end + gap <= starts[i]), len(ends))
        if row == len(ends):
            ends.append(0.0)
        rows[i], ends[row] = row, starts[i] + widths[i]
    return rows

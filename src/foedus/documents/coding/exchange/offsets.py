"""Offsets between tools: code points here, UTF-16 units in some; texts cleaned and as they came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.documents.language.clean import clean

Counting = Literal["code points", "UTF-16"]
COUNTINGS: tuple[Counting, ...] = get_args(Counting)
Offsets = NDArray[np.int64]
OUTSIDE = -1
"""An offset beyond the text, or inside a character of two UTF-16 units."""
_LARGEST = 1 << 40
_BEYOND = 0xFFFF
_PRIVATE = range(0xE000, 0xF900)
"""Characters that mean nothing to anyone; cleaning leaves them."""


def to_utf16(text: str, offsets: Sequence[int]) -> Offsets:
    """Offsets in UTF-16 units for offsets in code points, shape (offsets,).

    Examples
    --------
    >>> to_utf16("a𠮷б", [0, 1, 2, 3]).tolist()
    [0, 1, 3, 4]
    """
    given = _asked(offsets)
    good = (given >= 0) & (given <= len(text))
    return np.where(good, _units(text)[np.where(good, given, 0)], OUTSIDE)


def from_utf16(text: str, offsets: Sequence[int]) -> Offsets:
    """Offsets in code points for offsets in UTF-16 units, shape (offsets,).

    Examples
    --------
    >>> from_utf16("a𠮷б", [0, 1, 3, 4, 2, 5]).tolist()
    [0, 1, 2, 3, -1, -1]
    """
    given = _asked(offsets)
    units = _units(text)
    place = np.minimum(np.searchsorted(units, given), len(text))
    return np.where(units[place] == given, place, OUTSIDE)


def counted(text: str, offsets: Sequence[int], counting: Counting) -> Offsets:
    """Offsets in code points for offsets counted either way; `OUTSIDE` where there is none.

    Raises
    ------
    FoedusError
        For another way of counting.
    """
    if counting not in COUNTINGS:
        raise unknown("way of counting", counting, COUNTINGS)
    if counting == "UTF-16":
        return from_utf16(text, offsets)
    given = _asked(offsets)
    return np.where((given >= 0) & (given <= len(text)), given, OUTSIDE)


def cleaned(raw: str, start: int, stop: int, text: str) -> tuple[int, int] | None:
    """Where a span of a text as it came lies in its clean form.

    Parameters
    ----------
    raw
        As it came.
    start, stop
        In `raw`, code points.
    text
        ``clean(raw)``.

    Returns
    -------
    (int, int) or None
        None where nothing of the span is left, or what is left does not read the same.

    Examples
    --------
    >>> raw = "One\\r\\n\\xa0two"
    >>> cleaned(raw, 5, 9, clean(raw))
    (4, 8)
    """
    if raw == text:
        return start, stop
    wanted = clean(raw[start:stop])
    if not wanted:
        return None
    # A mark that cleaning leaves alone shows where its place has gone.
    mark = next(c for c in map(chr, _PRIVATE) if c not in raw)
    first, last = (
        min(clean(raw[:k] + mark + raw[k:]).index(mark), len(text)) for k in (start, stop)
    )
    while first < last and text[first].isspace() and not raw[start].isspace():
        first += 1
    while first < last and text[last - 1].isspace() and not raw[stop - 1].isspace():
        last -= 1
    return (first, last) if text[first:last].strip() == wanted else None


def _asked(offsets: Sequence[int]) -> Offsets:
    # A number from a damaged file may be larger than an array can hold.
    return np.array([o if 0 <= o <= _LARGEST else OUTSIDE for o in offsets], np.int64)


def _units(text: str) -> Offsets:
    """UTF-16 units before each character, and in all; shape (characters + 1,)."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.concatenate([[0], np.cumsum(1 + (points > _BEYOND))]).astype(np.int64)

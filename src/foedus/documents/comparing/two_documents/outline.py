"""Headings, parts and paragraphs of a document.

Headings are those that the file marks (Markdown, HTML, Word styles). Where it marks none, they
are told by their shape: a short line of its own that is numbered as parts are (IV., 第三章,
Глава 3), stands in capitals, or ends without a full stop before a longer paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.two_documents.declared import Declared
from foedus.documents.comparing.two_documents.numbering import RUN_IN, UNNUMBERED, numbered
from foedus.documents.language.paragraphs import Spans, paragraphs

BODY = -1
"""Level of a paragraph that is no heading."""
TITLE = 0
"""Level of the document's own title."""
_LONGEST, _LONGEST_HAN = 150, 50
_LONGEST_BARE, _LONGEST_BARE_HAN = 90, 30
_LONG_ENOUGH, _LONG_ENOUGH_HAN = 60, 20
"""Characters from which a paragraph can follow a heading that nothing but its shape marks."""
_MOST_LINES = 2
"""A heading of two lines has two names (Eurasia / China and India)."""
_CAPITALS, _FEWEST_CAPITALS = 0.8, 4
_CAPITALS_LEVEL = 2
_END = re.compile("[.!?…;:,。！？；：，、][\"'”’»)）\\]]*$")
_HAN_STOP = re.compile("[。；：:;！!]")
_BULLET = re.compile("[-–—•*·▪]")
_FEWEST_DECLARED = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document, from its heading to the next of its level or above.

    Parameters
    ----------
    title
        As written, with its number.
    level
        0 for the document's title, then rising with depth.
    first, stop
        Places of its heading and of the block after its last.
    """

    title: str
    level: int
    first: int
    stop: int


@dataclass(frozen=True, eq=False)
class Outline:
    """What a document consists of; made by `outline`.

    Parameters
    ----------
    blocks : ndarray of int, shape (blocks, 2)
        Offsets of headings and paragraphs in code points, in the order of the text.
    level : ndarray of int, shape (blocks,)
        Level of each heading; -1 for paragraphs.
    sections : tuple of Section
        In the order of their headings.
    """

    blocks: Spans
    level: NDArray[np.int64]
    sections: tuple[Section, ...]

    @property
    def body(self) -> NDArray[np.int64]:
        """Places of the paragraphs among the blocks."""
        return np.flatnonzero(self.level == BODY)

    def section_of(self, block: int) -> Section | None:
        """The innermost part that a block stands in."""
        return next((s for s in reversed(self.sections) if s.first <= block < s.stop), None)


def outline(text: str, language: str, marked: Sequence[Declared] = ()) -> Outline:
    """Headings, parts and paragraphs of a clean text.

    Parameters
    ----------
    text
        A clean text (`foedus.documents.language.clean`).
    language
        en, zh or ru.
    marked
        Headings that the file marks, in its order. With two or more, there are no others.

    Examples
    --------
    >>> text = "I. Aims\\n\\nThe state seeks peace.\\n\\nII. Regions\\n\\nThe sea comes first."
    >>> found = outline(text, "en")
    >>> [(s.title, s.first, s.stop) for s in found.sections], found.body.tolist()
    ([('I. Aims', 0, 2), ('II. Regions', 2, 4)], [1, 3])
    """
    blocks = _split(text, paragraphs(text), {_folded(h.title) for h in marked})
    parts = [text[a:b] for a, b in blocks.tolist()]
    found = _as_marked(parts, marked)
    if len(found) < _FEWEST_DECLARED:
        found = _by_shape(parts, language)
    level = np.full(len(blocks), BODY, np.int64)
    for place, (depth, _, alone) in found.items():
        if alone:
            level[place] = depth
    return Outline(blocks, level, _sections(found, len(blocks)))


_Headings = dict[int, tuple[int, str, bool]]
"""Level and title of a heading by its block, and whether it stands alone in it."""


def _sections(found: _Headings, blocks: int) -> tuple[Section, ...]:
    places = sorted(found)
    sections = []
    for k, place in enumerate(places):
        level, title, _ = found[place]
        stop = next((p for p in places[k + 1 :] if found[p][0] <= level), blocks)
        sections.append(Section(title, level, place, stop))
    return tuple(sections)


def _split(text: str, spans: Spans, marked: set[str]) -> Spans:
    """Blocks whose first line is a heading come apart."""
    found: list[tuple[int, int]] = []
    for a, b in spans.tolist():
        line, cut, _ = text[a:b].partition("\n")
        number = numbered(line)
        heading = (
            number is not None
            and number.level < UNNUMBERED
            and number.kind not in ("arabic", "decimal")
            and len(line) <= _LONGEST
            and not _END.search(number.rest)
        )
        if cut and line.strip() and (heading or _folded(line) in marked):
            found += [(a, a + len(line)), (a + len(line) + 1, b)]
        else:
            found.append((a, b))
    return np.array(found, np.int64).reshape(-1, 2)


def _as_marked(parts: Sequence[str], marked: Sequence[Declared]) -> _Headings:
    """Marked headings in the order in which the text has them."""
    found: _Headings = {}
    folded = [_folded(part) for part in parts]
    at = 0
    for heading in marked:
        title = _folded(heading.title)
        place = next((k for k in range(at, len(parts)) if folded[k] == title), None)
        if place is not None:
            found[place] = (heading.level, " ".join(parts[place].split()), True)
            at = place + 1
    first = found.get(0)
    if first and all(level > first[0] for place, (level, _, _) in found.items() if place):
        found[0] = (TITLE, first[1], True)
    return found


def _folded(line: str) -> str:
    return "".join(line.split()).casefold()


def _by_shape(parts: Sequence[str], language: str) -> _Headings:
    found: _Headings = {}
    han = language == "zh"
    enough = _LONG_ENOUGH_HAN if han else _LONG_ENOUGH
    for k in range(len(parts) - 1, -1, -1):
        after = k + 1 < len(parts) and (
            len(parts[k + 1]) >= enough or (k + 1 in found and found[k + 1][2])
        )
        heading = _heading(parts[k], han, after)
        if heading is not None:
            level, title, alone = heading
            bare = level == UNNUMBERED or (level == _CAPITALS_LEVEL and numbered(title) is None)
            found[k] = (TITLE if k == 0 and bare else level, title, alone)
    return found


def _heading(part: str, han: bool, followed: bool) -> tuple[int, str, bool] | None:
    """Level, title, and whether the heading stands alone; None for a paragraph."""
    line = " ".join(part.split())
    number = numbered(line)
    if number is None:
        return _bare(part.split("\n"), line, han, followed)
    ends = _END.search(number.rest) is not None
    if number.kind in ("arabic", "decimal"):
        short = not ends and len(line) <= (_LONGEST_BARE_HAN if han else _LONGEST_BARE)
        alone = short and followed and _opens(number.rest)
        return (number.level, line, True) if alone else None
    stop = ends and (han or not number.rest.endswith("."))
    if len(line) <= (_LONGEST_HAN if han else _LONGEST) and not stop:
        return number.level, line, True
    return _run_in(line, number.kind in RUN_IN, number.level, number.label) if han else None


def _bare(rows: list[str], line: str, han: bool, followed: bool) -> tuple[int, str, bool] | None:
    """A heading that nothing numbers."""
    if len(rows) > _MOST_LINES or _BULLET.match(line):
        return None
    if any(_END.search(row) or not _opens(row.strip()) for row in rows):
        return None
    if len(line) <= (_LONGEST_HAN if han else _LONGEST) and _in_capitals(line):
        return _CAPITALS_LEVEL, line, True
    short = len(line) <= (_LONGEST_BARE_HAN if han else _LONGEST_BARE)
    title = " / ".join(row.strip() for row in rows)
    return (UNNUMBERED, title, True) if short and followed else None


def _run_in(line: str, may: bool, level: int, label: str) -> tuple[int, str, bool] | None:
    """A Chinese heading that its paragraph begins with."""
    stop = _HAN_STOP.search(line, len(label))
    title = line[: stop.start()] if stop else ""
    return (level, title, False) if may and 0 < len(title) <= _LONGEST_HAN else None


def _opens(line: str) -> bool:
    first = line[:1]
    return first.isupper() or (first.isalpha() and not first.islower()) or first in '“«"《'


def _in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= _FEWEST_CAPITALS and sum(map(str.isupper, letters)) >= _CAPITALS * len(
        letters
    )

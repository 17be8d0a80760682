"""The place of a state in the ordered list of regions of a document.

Three ways to read such a list, best first: the titled parts of the section on regions; the
regions and states that its paragraphs name first; states in the order in which it first names
them. Two versions are held against each other by a way that both allow.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Literal, get_args

from foedus.documents.comparing.two_documents.about import About
from foedus.documents.comparing.two_documents.outline import Outline, Section
from foedus.documents.comparing.two_documents.region_names import region_names
from foedus.documents.comparing.two_documents.sides import ReadSide
from foedus.states.table import systems

Way = Literal["parts", "openings", "names"]
WAYS: tuple[Way, ...] = get_args(Way)
WAYS_IN_WORDS: dict[Way, str] = {
    "parts": "titled parts of the section",
    "openings": "regions and states that its paragraphs name first",
    "names": "states in the order in which the section first names them",
}
FEWEST = 3
"""A list of fewer has no fringe."""
_BETWEEN = re.compile(
    "[\\s,、，/]*(?:and|as well as|with|или|и|а также|с|和|与|同|及|以及)?[\\s]*"
    "(?:the|its|neighbour)?[\\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    Parameters
    ----------
    label
        Title of the part, or the regions and states that a paragraph names first.
    block
        Where it begins.
    """

    label: str
    block: int


@dataclass(frozen=True)
class Listed:
    """Where the state stands in the list read in one way.

    Parameters
    ----------
    way
        How the list was read.
    items
        In the order of the text.
    place
        From 1; None where it is not assessable.
    why
        Why not; empty otherwise.
    """

    way: Way
    items: tuple[Item, ...]
    place: int | None
    why: str = ""


def listed(
    read: ReadSide, section: Section, about: About, focus: int, document: int = 0
) -> dict[Way, Listed]:
    """The place of a state in the list of regions, by each way of reading.

    Parameters
    ----------
    read
        The side.
    section
        That on regions.
    about
        Blocks of the document that are about a state.
    focus
        COW number.
    document
        Place of the document.
    """
    parts = read.outlines[document]
    return {
        "parts": _by_parts(parts, section, about, focus),
        "openings": _by_openings(read, parts, section, focus, document),
        "names": _by_names(read, parts, section, focus, document),
    }


def units(parts: Outline, section: Section) -> list[Section]:
    """The highest headings inside a section."""
    inside = [s for s in parts.sections if section.first < s.first < section.stop]
    top = min((s.level for s in inside), default=0)
    return [s for s in inside if s.level == top]


def _by_parts(parts: Outline, section: Section, about: About, focus: int) -> Listed:
    found = units(parts, section)
    items = tuple(Item(s.title, s.first) for s in found)
    if len(items) < FEWEST:
        why = f"not assessable: the section has {len(items)} titled parts, fewer than {FEWEST}"
        return Listed("parts", items, None, why)
    own = {b for b, c in zip(about.block.tolist(), about.ccode.tolist(), strict=True) if c == focus}
    titled = [k for k, s in enumerate(found) if s.first in own]
    holding = [k for k, s in enumerate(found) if any(s.first <= b < s.stop for b in own)]
    if not holding:
        return Listed("parts", items, None, "not assessable: no part of the section is about it")
    return Listed("parts", items, (titled or holding)[0] + 1)


def _by_openings(
    read: ReadSide, parts: Outline, section: Section, focus: int, document: int
) -> Listed:
    names = systems().states
    seen: set[int | str] = set()
    items: list[Item] = []
    place = None
    for block in range(section.first + 1, section.stop):
        topics = dict.fromkeys(_topics(read, parts, block, document))
        fresh = [topic for topic in topics if topic not in seen]
        if not fresh:
            continue
        seen.update(fresh)
        label = ", ".join(t if isinstance(t, str) else names[t].short for t in fresh)
        items.append(Item(label, block))
        if focus in fresh:
            place = len(items)
    return _placed("openings", items, place, "no paragraph of the section names it first")


def _by_names(
    read: ReadSide, parts: Outline, section: Section, focus: int, document: int
) -> Listed:
    names = systems().states
    mine = read.mentions.where(read.mentions.document == document)
    at = mine.inside(parts.blocks, document)
    inside = (at > section.first) & (at < section.stop)
    first: dict[int, Item] = {}
    for ccode, block in zip(mine.ccode[inside].tolist(), at[inside].tolist(), strict=True):
        first.setdefault(ccode, Item(names[ccode].short, block))
    place = list(first).index(focus) + 1 if focus in first else None
    return _placed("names", list(first.values()), place, "the section does not name it")


def _placed(way: Way, items: list[Item], place: int | None, absent: str) -> Listed:
    if len(items) < FEWEST:
        why = f"not assessable: the list has {len(items)} entries, fewer than {FEWEST}"
        return Listed(way, tuple(items), None, why)
    why = "" if place else f"not assessable: {absent}"
    return Listed(way, tuple(items), place, why)


def _topics(read: ReadSide, parts: Outline, block: int, document: int) -> list[int | str]:
    """Regions and states that a block names first: the first one, and those joined to it."""
    one = read.side.documents[document]
    a, b = parts.blocks[block].tolist()
    text = one.text[a:b]
    mine = read.mentions
    within = (mine.document == document) & (mine.spans[:, 0] >= a)
    within &= mine.spans[:, 0] < a + len(text)
    states: list[tuple[int, int, int | str]] = [
        (int(s) - a, int(e) - a, int(c))
        for (s, e), c in zip(mine.spans[within].tolist(), mine.ccode[within].tolist(), strict=True)
    ]
    regions: list[tuple[int, int, int | str]] = [
        (r.begin, r.end, r.region)
        for r in region_names(text, one.language)
        if all(r.end <= s or e <= r.begin for s, e, _ in states)
    ]
    named = sorted(states + regions, key=lambda found: found[0])
    kept = named[:1]
    for before, after in itertools.pairwise(named):
        if not _BETWEEN.fullmatch(text[before[1] : after[0]]):
            break
        kept.append(after)
    return [topic for _, _, topic in kept]

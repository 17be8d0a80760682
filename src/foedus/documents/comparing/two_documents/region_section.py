"""The section of a document that goes through the regions, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.documents.comparing.two_documents.about import About
from foedus.documents.comparing.two_documents.outline import TITLE, Outline, Section
from foedus.documents.comparing.two_documents.region_lists import (
    FEWEST,
    WAYS,
    Listed,
    Way,
    listed,
)
from foedus.documents.comparing.two_documents.region_names import about_regions, region_names
from foedus.documents.comparing.two_documents.sides import ReadSide

_SHOWN = 6


@dataclass(frozen=True)
class RegionPlaces:
    """The place of a state in the list of regions of one document.

    Parameters
    ----------
    section
        That goes through the regions; None where there is none.
    ways
        The place by each way of reading; empty without a section.
    why
        Why there is no section; empty otherwise.
    """

    section: Section | None
    ways: dict[Way, Listed]
    why: str = ""

    def of(self, way: Way) -> int | None:
        """The place by one way of reading, or None."""
        return self.ways[way].place if way in self.ways else None


def region_places(
    read: ReadSide, about: About, focus: int, *, heading: str | None = None, document: int = 0
) -> RegionPlaces:
    """Find the section on regions, and where in it a state is treated.

    Parameters
    ----------
    read
        The side.
    about
        Blocks of the document that are about a state.
    focus
        COW number.
    heading
        Words of the section's heading, where the user names it.
    document
        Place of the document.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.about import about_states
    >>> from foedus.documents.comparing.two_documents.sides import Document, Side, read_side
    >>> text = "I. Regional priorities\\n\\nWith India trade grows.\\n\\nThe Arctic is calm." \\
    ...     "\\n\\nChina is a partner.\\n\\nII. Conclusions\\n\\nThis document is final."
    >>> read = read_side(Side("a", (Document("a", text, "en"),)))
    >>> found = region_places(read, about_states(read), 710)
    >>> [item.label for item in found.ways["openings"].items], found.of("openings")
    (['India', 'Arctic', 'China'], 3)
    """
    language = read.side.documents[document].language
    parts = read.outlines[document]
    section, why = _section(read, parts, about, language, heading)
    if section is None:
        return RegionPlaces(None, {}, why)
    return RegionPlaces(section, listed(read, section, about, focus, document))


def common_way(old: RegionPlaces, new: RegionPlaces) -> Way | None:
    """The best way of reading that gives a place in both documents; None where there is none."""
    both = (w for w in WAYS if old.of(w) is not None and new.of(w) is not None)
    return next(both, None)


def _section(
    read: ReadSide, parts: Outline, about: About, language: str, heading: str | None
) -> tuple[Section | None, str]:
    titles = ", ".join(repr(s.title[:60]) for s in parts.sections[:_SHOWN])
    shown = f"headings are {titles}" if titles else "no headings were found"
    whole = [_with_siblings(parts, s, about, language) for s in parts.sections]
    if heading is not None:
        named = [s for s in whole if heading.casefold() in s.title.casefold()]
        why = f"not assessable: no heading holds {heading!r}; {shown}"
        return (named[0], "") if named else (None, why)
    scored = [
        (about_regions(s.title, language), _states(about, s), s) for s in whole if s.level != TITLE
    ]
    fitting = [row for row in scored if row[0] and row[2].stop - row[2].first > FEWEST]
    if fitting:
        # Plainest heading, then most states; among equals the one that stands first.
        best = max(fitting, key=lambda row: (row[0], row[1]))
        return best[2], ""
    run = _run_of_regions(parts, about, language)
    if run is not None:
        return run, ""
    why = "not assessable: no heading announces regions, and no run of headings names them"
    return None, f"{why}; {shown}"


def _states(about: About, section: Section) -> int:
    inside = (about.block >= section.first) & (about.block < section.stop)
    return len(np.unique(about.ccode[inside]))


def _names_a_place(section: Section, about: About, language: str) -> bool:
    return bool((about.block == section.first).any()) or bool(region_names(section.title, language))


def _with_siblings(parts: Outline, section: Section, about: About, language: str) -> Section:
    """A heading with nothing below it takes in those of its level that name a place."""
    if section.stop > section.first + 1:
        return section
    stop = section.stop
    for other in parts.sections:
        if other.first == stop and other.level == section.level:
            if not _names_a_place(other, about, language):
                break
            stop = other.stop
    return Section(section.title, section.level - 1, section.first, stop)


def _run_of_regions(parts: Outline, about: About, language: str) -> Section | None:
    """Three headings or more of one level, each about a region or state, one after the other."""
    best: tuple[int, Section] | None = None
    for k, first in enumerate(parts.sections):
        if first.level == TITLE or not _names_a_place(first, about, language):
            continue
        stop, length = first.stop, 1
        for other in parts.sections[k + 1 :]:
            if other.first == stop and other.level == first.level:
                if not _names_a_place(other, about, language):
                    break
                stop, length = other.stop, length + 1
        if length >= FEWEST and (best is None or length > best[0]):
            # From the block before the run, so that its first heading is inside.
            best = length, Section("(run of headings)", first.level - 1, first.first - 1, stop)
    return None if best is None else best[1]

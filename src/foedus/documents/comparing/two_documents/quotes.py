"""The passages behind each figure: where they stand, and what in them is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from foedus.documents.comparing.two_documents.outline import BODY
from foedus.documents.comparing.two_documents.sides import ReadSide
from foedus.documents.language.lemmas import lexicon

_AROUND = 70
_AROUND_HAN = 30
"""Characters shown on either side of a word."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a document.

    Parameters
    ----------
    document
        Place of the document on its side.
    begin, end
        Offsets in its text, in code points.
    marks
        Offsets of what is meant, in the document's text.
    where
        Number of the paragraph and title of its part, in words.
    """

    document: int
    begin: int
    end: int
    marks: tuple[tuple[int, int], ...]
    where: str


def block_quote(side: ReadSide, block: int, ccode: int, document: int = 0) -> Quote:
    """A heading or paragraph, with the mentions of a state in it."""
    parts = side.outlines[document]
    begin, end = parts.blocks[block].tolist()
    mine = side.mentions
    inside = (mine.document == document) & (mine.ccode == ccode)
    inside &= (mine.spans[:, 0] >= begin) & (mine.spans[:, 0] < end)
    marks = tuple((a, min(b, end)) for a, b in mine.spans[inside].tolist())
    return Quote(document, begin, end, marks, where(side, block, document))


def entry_quote(side: ReadSide, block: int, ccode: int, document: int = 0) -> Quote:
    """A paragraph; a heading with the paragraph that follows it."""
    parts = side.outlines[document]
    first = block_quote(side, block, ccode, document)
    after = block + 1
    if parts.level[block] == BODY or after == len(parts.blocks) or parts.level[after] != BODY:
        return first
    second = block_quote(side, after, ccode, document)
    return replace(first, end=second.end, marks=(*first.marks, *second.marks))


def where(side: ReadSide, block: int, document: int = 0) -> str:
    """Where a block stands, in words."""
    parts = side.outlines[document]
    section = parts.section_of(block)
    place = np.flatnonzero(parts.body == block)
    said = f"paragraph {int(place[0]) + 1}" if len(place) else "heading"
    if len(side.side.documents) > 1:
        said = f"{side.side.documents[document].name}, {said}"
    if section is None or section.first == block:
        return said
    return f"{said}, in {section.title[:80]!r}"


def naming(side: ReadSide, ccode: int) -> list[tuple[int, int]]:
    """Document and block of every passage that names a state, in order."""
    mine = side.mentions.where(side.mentions.ccode == ccode)
    found = []
    for document in np.unique(mine.document).tolist():
        place = mine.inside(side.outlines[document].blocks, document)
        found += [(document, block) for block in np.unique(place[place >= 0]).tolist()]
    return found


def word_quotes(
    side: ReadSide, features: Sequence[str], most: int
) -> dict[str, tuple[int, list[Quote]]]:
    """Where each word or lemma stands: how often, and the first places with words around them.

    Parameters
    ----------
    side
        The side; its documents are of one language.
    features
        Words as `marking_words` gives them.
    most
        Quotes of each.
    """
    language = side.side.language or ""
    wanted: dict[str, tuple[int, list[Quote]]] = {f: (0, []) for f in features}
    for document, found in enumerate(side.words):
        known = lexicon(found.form, language)
        text = side.side.documents[document].text
        for k, form in enumerate(found.form):
            feature = form if known is None else known[form]
            if feature not in wanted:
                continue
            count, quotes = wanted[feature]
            wanted[feature] = count + 1, quotes
            if len(quotes) < most:
                a, b = found.spans[k].tolist()
                begin, end = _around(text, a, b, language)
                name = side.side.documents[document].name if len(side.words) > 1 else ""
                quotes.append(Quote(document, begin, end, ((a, b),), name))
    return wanted


def _around(text: str, begin: int, end: int, language: str) -> tuple[int, int]:
    """A stretch of the text around a word; whole words, where spaces part them."""
    around = _AROUND_HAN if language == "zh" else _AROUND
    first, last = max(0, begin - around), min(len(text), end + around)
    if language == "zh":
        return first, last
    if first:
        first = text.find(" ", first, begin) + 1 or begin
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = end if space < 0 else space
    return first, last

"""Which blocks of a document are about which state, and which comes first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.documents.comparing.two_documents.outline import BODY, TITLE, Outline
from foedus.documents.comparing.two_documents.sides import ReadSide
from foedus.documents.language.sentences import sentences
from foedus.documents.mentions.mentions import Ints
from foedus.documents.mentions.passages import FEWEST_MENTIONS, LEAST_SHARE


@dataclass(frozen=True, eq=False)
class About:
    """Blocks that are about a state, in the order of the text; made by `about_states`.

    Parameters
    ----------
    block, ccode : ndarray of int, shape (passages,)
        Place of the block, and the state; a block may be about two.
    """

    block: Ints
    ccode: Ints

    def order(self, within: tuple[int, int] | None = None) -> list[tuple[int, int]]:
        """Each state with its first block, in the order of the text.

        Parameters
        ----------
        within
            First block and the one after the last; the whole document otherwise.
        """
        first: dict[int, int] = {}
        for block, ccode in zip(self.block.tolist(), self.ccode.tolist(), strict=True):
            if within is None or within[0] <= block < within[1]:
                first.setdefault(ccode, block)
        return list(first.items())


@dataclass(frozen=True)
class FirstPassage:
    """Where the first passage about a state stands.

    Parameters
    ----------
    rank, of
        Among all states with a passage of their own, in the order of the text.
    paragraph, paragraphs
        Number of the paragraph (that after a heading that names the state), and of all.
    block
        Place of the block; -1 where there is none.
    order
        COW number and block of every state with a passage.
    why
        Why there is no rank; empty otherwise.
    """

    rank: int | None
    of: int
    paragraph: int | None
    paragraphs: int
    block: int
    order: tuple[tuple[int, int], ...]
    why: str = ""


def about_states(read: ReadSide, document: int = 0) -> About:
    """The blocks of a document that are about a state.

    A paragraph is about a state that makes up half or more of the mentions in it and is named
    twice (as in `foedus.documents.mentions.passages.dedicated`); one mention is enough in the
    first sentence of a paragraph that names no other. A heading is about every state it names.

    Parameters
    ----------
    read
        The side.
    document
        Place of the document.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.sides import Document, Side, read_side
    >>> text = "Ties with India grow.\\n\\nIndia, France, Japan and China.\\n\\nChina. And China."
    >>> found = about_states(read_side(Side("a", (Document("a", text, "en"),))))
    >>> found.order()
    [(750, 0), (710, 2)]
    """
    one, parts = read.side.documents[document], read.outlines[document]
    mine = read.mentions.where(read.mentions.document == document)
    place = mine.inside(parts.blocks, document)
    kept = place >= 0
    place, ccode, begin = place[kept], mine.ccode[kept], mine.spans[kept, 0]
    ccodes, column = np.unique(ccode, return_inverse=True)
    n = len(parts.blocks)
    cell = place * len(ccodes) + column
    count = np.bincount(cell, minlength=n * len(ccodes)).reshape(n, len(ccodes))
    named = count.sum(axis=1, keepdims=True)
    most = (count > 0) & (count >= LEAST_SHARE * named)
    alone = (named == count) & (count > 0)
    opening = np.zeros(n, bool)
    heading = parts.level != BODY
    for block in np.flatnonzero(alone.any(axis=1) & (named[:, 0] < FEWEST_MENTIONS)).tolist():
        a, b = parts.blocks[block].tolist()
        ends = sentences(one.text[a:b], one.language)
        first = begin[np.searchsorted(place, block)] - a
        opening[block] = bool(len(ends)) and first < ends[0, 1]
    passed = most & ((count >= FEWEST_MENTIONS) | (alone & opening[:, None]))
    passed |= heading[:, None] & (count > 0)
    # In the order in which they are first named, also within a block.
    _, first_at = np.unique(cell, return_index=True)
    rows = np.sort(first_at)
    rows = rows[passed[place[rows], column[rows]]]
    return About(place[rows], ccode[rows])


def first_passage(about: About, parts: Outline, focus: int) -> FirstPassage:
    """Rank of the first passage about a state among all states that have one.

    The document's own title is no passage.

    Parameters
    ----------
    about
        Of the document.
    parts
        Its headings and paragraphs.
    focus
        COW number.
    """
    titled = any(s.level == TITLE for s in parts.sections)
    order = tuple(about.order((int(titled), len(parts.blocks))))
    body = parts.body
    found = next((k for k, (ccode, _) in enumerate(order) if ccode == focus), None)
    if found is None:
        why = "not assessable: no paragraph and no heading is about it"
        return FirstPassage(None, len(order), None, len(body), -1, order, why)
    block = order[found][1]
    number = min(int(np.searchsorted(body, block)) + 1, len(body))
    return FirstPassage(found + 1, len(order), number, len(body), block, order)

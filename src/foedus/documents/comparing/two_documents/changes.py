"""Paragraphs kept, moved, rewritten, added and dropped, those that name the state first."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from foedus.documents.comparing.two_documents.sides import ReadSide
from foedus.documents.comparing.versions import CHANGES, Aligned, Change, aligned
from foedus.documents.language.words import forms

MOST = 4_000
"""Paragraphs of both documents together: all pairs of them are held against each other."""
_NUMBER = re.compile(
    "\\s*(?:\\d{1,3}(?:\\.\\d{1,3})*[.)．、]|[(（][^\\W_]{1,4}[)）]|[IVXLC]{1,6}[.)]|[一二三四五六七八九十百]{1,4}、)"
)
"""What a paragraph is numbered with: a new number makes no new paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What became of one paragraph.

    Parameters
    ----------
    change
        One of `foedus.documents.comparing.versions.CHANGES`.
    old, new
        Its number among the paragraphs of each version, from 1; None where it has none.
    alike
        Share of words and word pairs in common; None for added and dropped ones.
    same_words
        Word for word, number apart. A kept paragraph may differ in a word of two hundred.
    old_mentions, new_mentions
        Of the state asked about.
    """

    change: Change
    old: int | None
    new: int | None
    alike: float | None
    same_words: bool
    old_mentions: int
    new_mentions: int

    @property
    def names_it(self) -> bool:
        """Either version of it names the state."""
        return self.old_mentions + self.new_mentions > 0


@dataclass(frozen=True)
class Changes:
    """What became of all paragraphs.

    Parameters
    ----------
    rows
        Those that name the state first; then in the order of the new version.
    old, new
        Paragraphs of each version; headings are none.
    why
        Why paragraphs were not compared; empty otherwise.
    """

    rows: tuple[Paragraph, ...]
    old: int
    new: int
    why: str = ""

    def counts(self, *, naming: bool = False) -> dict[Change, int]:
        """How many paragraphs met each change; of all, or of those that name the state."""
        rows = [row for row in self.rows if row.names_it or not naming]
        return {change: sum(row.change == change for row in rows) for change in CHANGES}


def changes(old: ReadSide, new: ReadSide, focus: int) -> Changes:
    """Pair the paragraphs of two documents of one language.

    Parameters
    ----------
    old, new
        Each of one document.
    focus
        COW number of the state whose paragraphs come first.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.sides import Document, Side, read_side
    >>> texts = ("1. Trade with India grows.\\n\\nPeace is first.",
    ...          "Peace is first.\\n\\n2. Trade with India grows.\\n\\nThe sea matters most.")
    >>> one, two = (read_side(Side("a", (Document("a", t, "en"),))) for t in texts)
    >>> [(row.change, row.old, row.new) for row in changes(one, two, 750).rows]
    [('moved', 1, 2), ('kept', 2, 1), ('added', None, 3)]
    """
    sizes = [sum(len(parts.body) for parts in side.outlines) for side in (old, new)]
    why = _why_not(old, new, sum(sizes))
    if why:
        return Changes((), sizes[0], sizes[1], why)
    words = [_words(side) for side in (old, new)]
    found = aligned(words[0], words[1])
    rows = _rows(found, words, [_mentions(side, focus) for side in (old, new)])
    ordered = [*(r for r in rows if r.names_it), *(r for r in rows if not r.names_it)]
    return Changes(tuple(ordered), sizes[0], sizes[1])


def _why_not(old: ReadSide, new: ReadSide, paragraphs: int) -> str:
    if old.alone is None or new.alone is None:
        return "not assessable: paragraphs are paired between two documents, not between sets"
    if old.alone.language != new.alone.language:
        return "not assessable: the two are in different languages"
    if paragraphs > MOST:
        return f"not assessable: {paragraphs:,} paragraphs in both, more than {MOST:,}"
    return ""


def _words(side: ReadSide) -> list[list[str]]:
    one, parts = side.side.documents[0], side.outlines[0]
    spans = parts.blocks[parts.body].tolist()
    return forms((_NUMBER.sub("", one.text[a:b], count=1) for a, b in spans), one.language)


def _mentions(side: ReadSide, focus: int) -> list[int]:
    parts = side.outlines[0]
    place = side.mentions.inside(parts.blocks[parts.body])
    own = place[(place >= 0) & (side.mentions.ccode == focus)]
    found: list[int] = np.bincount(own, minlength=len(parts.body)).tolist()
    return found


def _rows(
    found: Aligned, words: list[list[list[str]]], mentions: list[list[int]]
) -> list[Paragraph]:
    rows = []
    for i, j, change, alike in zip(
        found.old.tolist(), found.new.tolist(), found.change, found.alike.tolist(), strict=True
    ):
        both = i >= 0 and j >= 0
        rows.append(
            Paragraph(
                change,
                i + 1 if i >= 0 else None,
                j + 1 if j >= 0 else None,
                round(alike, 4) if both else None,
                both and words[0][i] == words[1][j],
                mentions[0][i] if i >= 0 else 0,
                mentions[1][j] if j >= 0 else 0,
            )
        )
    return rows

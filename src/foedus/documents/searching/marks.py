"""Where in a passage the words of a query stand, for a reader's eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.documents.language.detect import LANGUAGES, detect
from foedus.documents.language.lemmas import lemmas
from foedus.documents.language.words import words
from foedus.documents.searching.words_search import By

Marks = tuple[tuple[int, int], ...]
"""Spans in code points, rising, without overlap."""


@dataclass(frozen=True)
class Term:
    """Words that stand side by side.

    Parameters
    ----------
    words : tuple of str
    open : bool
        Whether the last may go on.
    """

    words: tuple[str, ...]
    open: bool


def terms(query: str, by: By, language: str | None = None) -> list[Term]:
    """The words and phrases that `search_words` looks for.

    Examples
    --------
    >>> terms('"strategic partners" limit*', "lemma", "en")
    [Term(words=('strategic', 'partner'), open=False), Term(words=('limit',), open=True)]
    """
    if language is None:
        found = detect(query).language
        language = found if found in LANGUAGES else "en"
    out = []
    for k, piece in enumerate(query.split('"')):
        for group in [piece] if k % 2 else piece.split():
            forms = words(group, language).form
            if forms:
                base = lemmas(forms, language) if by == "lemma" else forms
                out.append(Term(tuple(base), group.endswith("*")))
    return out


def word_marks(text: str, language: str, asked: Sequence[Term], by: By) -> Marks:
    """Spans of words and phrases in a passage.

    Examples
    --------
    >>> text = "Strategic partners and limits."
    >>> word_marks(text, "en", terms('"strategic partner"', "lemma"), "lemma")
    ((0, 18),)
    """
    found = words(text, language)
    base = lemmas(found.form, language) if by == "lemma" else found.form
    spans = []
    for term in asked:
        n = len(term.words)
        for k in range(len(base) - n + 1):
            last = base[k + n - 1]
            ends = last.startswith(term.words[-1]) if term.open else last == term.words[-1]
            if ends and tuple(base[k : k + n - 1]) == term.words[:-1]:
                spans.append((int(found.spans[k, 0]), int(found.spans[k + n - 1, 1])))
    return joined(spans)


def written_marks(text: str, pieces: Sequence[str]) -> Marks:
    """Spans of letters as written, case apart.

    Examples
    --------
    >>> written_marks("战略伙伴关系与伙伴", ["伙伴"])
    ((2, 4), (7, 9))
    """
    one = re.compile("|".join(map(re.escape, pieces)), re.IGNORECASE)
    return joined(match.span() for match in one.finditer(text))


def joined(spans: Iterable[tuple[int, int]], *, touching: bool = False) -> Marks:
    """Spans in order, those that overlap as one.

    Parameters
    ----------
    touching
        Whether those that only touch become one too, as 中 and 俄 do in 中俄.

    Examples
    --------
    >>> joined([(5, 8), (0, 3), (2, 4)])
    ((0, 4), (5, 8))
    >>> joined([(0, 1), (1, 2)], touching=True)
    ((0, 2),)
    """
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and (a < out[-1][1] or (touching and a == out[-1][1])):
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)

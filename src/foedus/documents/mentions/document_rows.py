"""Mentions of states in documents of a corpus, as the rows that are kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.schema import SENTENCE
from foedus.documents.language.detect import LANGUAGES
from foedus.documents.language.words import words
from foedus.documents.mentions.mentions import Mentions, find_all

Row = tuple[int, str, str | None, str | None]
"""Document, language, date and side."""
MentionRow = tuple[int, int, int, int, int, int, int | None]
"""Document, start, stop, state, kind, certainty and sentence."""


def speaker_of(side: str | None, year: int | None = None) -> int | None:
    """COW number of the state that a side is; None where it is none.

    Examples
    --------
    >>> speaker_of("CHN"), speaker_of("Россия"), speaker_of("the West")
    (710, 365, None)
    """
    return _speaker(side, year) if side else None


@cache
def _speaker(side: str, year: int | None) -> int | None:
    from foedus.states.resolve import resolve

    for when in dict.fromkeys((year, None)):
        try:
            return resolve(side, when).ccode
        except FoedusError:
            continue
    return None


def year_of(date: str | None) -> int | None:
    """The year that an ISO date begins with."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def deciding(
    language: str, date: str | None, side: str | None
) -> tuple[str, int | None, int | None]:
    """What decides the mentions of a document besides its text: language, year, speaker."""
    year = year_of(date)
    return language, year, speaker_of(side, year)


def rows_of(
    corpus: Corpus, batch: Sequence[Row]
) -> tuple[list[tuple[int, str, int | None, int | None, int]], list[MentionRow]]:
    """Rows of some documents, and rows of their mentions."""
    readable = [row for row in batch if row[1] in LANGUAGES]
    texts, spans = _texts(corpus, [row[0] for row in readable])
    cut = [words(text, row[1]) for text, row in zip(texts, readable, strict=True)]
    decided = {row[0]: deciding(*row[1:]) for row in batch}
    found = find_all(
        texts,
        [row[1] for row in readable],
        years=[decided[row[0]][1] for row in readable],
        speakers=[decided[row[0]][2] for row in readable],
        found_words=cut,
    )
    tokens = {row[0]: len(one) for row, one in zip(readable, cut, strict=True)}
    documents = [(row[0], *decided[row[0]], tokens.get(row[0], 0)) for row in batch]
    return documents, _mention_rows(found, [row[0] for row in readable], spans)


def _texts(
    corpus: Corpus, numbers: Sequence[int]
) -> tuple[list[str], list[tuple[list[int], list[tuple[int, int]]]]]:
    """Text of each document, with the numbers and spans of its sentences."""
    texts, spans = [], []
    with corpus.reading() as connection:
        for number in numbers:
            texts.append(
                connection.execute("SELECT text FROM document WHERE id = ?", (number,)).fetchone()[
                    0
                ]
            )
            rows = connection.execute(
                "SELECT id, start, stop FROM segment WHERE document = ? AND kind = ? "
                "ORDER BY start",
                (number, SENTENCE),
            ).fetchall()
            spans.append(([row[0] for row in rows], [(row[1], row[2]) for row in rows]))
    return texts, spans


def _mention_rows(
    found: Mentions, numbers: list[int], spans: list[tuple[list[int], list[tuple[int, int]]]]
) -> list[MentionRow]:
    first = np.searchsorted(found.document, np.arange(len(numbers) + 1))
    rows: list[MentionRow] = []
    for k, number in enumerate(numbers):
        a, b = int(first[k]), int(first[k + 1])
        segments, places = spans[k]
        starts = np.array([start for start, _ in places], np.int64)
        at = np.searchsorted(starts, found.spans[a:b, 0], side="right") - 1
        inside = [segments[j] if j >= 0 else None for j in at.tolist()]
        rows += [
            (number, start, stop, ccode, kind, certainty, segment)
            for (start, stop), ccode, kind, certainty, segment in zip(
                found.spans[a:b].tolist(),
                found.ccode[a:b].tolist(),
                found.kind[a:b].tolist(),
                found.certainty[a:b].tolist(),
                inside,
                strict=True,
            )
        ]
    return rows

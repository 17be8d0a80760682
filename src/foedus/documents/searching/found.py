"""What a search found: passages with their documents, and how many there are in all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.searching.chosen import Chosen, chosen

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Hit:
    """A passage that was found.

    Parameters
    ----------
    segment, document : int
    start, stop : int
        Offsets in the document's text, in code points, end not included.
    text : str
    score : float
        The higher the better; BM25 or a cosine, comparable within one search only.
    title, author, side, institution, date, language, url : str or None
        Of the document.
    """

    segment: int
    document: int
    start: int
    stop: int
    text: str
    score: float
    title: str | None
    author: str | None
    side: str | None
    institution: str | None
    date: str | None
    language: str
    url: str | None


@dataclass(frozen=True)
class Found:
    """Passages, best first, and how many there are.

    Parameters
    ----------
    hits : tuple of Hit
    passages, documents : int
        In all, beyond those shown.
    """

    hits: tuple[Hit, ...]
    passages: int
    documents: int

    def frame(self) -> pd.DataFrame:
        """One row a passage, with the columns of `Hit`."""
        import pandas as pd

        return pd.DataFrame([vars(hit) for hit in self.hits], columns=list(Hit.__annotations__))


_HIT = """
    SELECT s.id, s.document, s.start, s.stop, substr(d.text, s.start + 1, s.stop - s.start),
        d.title, d.author, d.side, d.institution, d.date, d.language, d.url
    FROM segment s JOIN document d ON d.id = s.document WHERE s.id = ?"""


def found_passages(corpus: Corpus, match: str, documents: Chosen, most: int) -> Found:
    """Sentences that match a query of the index, best first; equals by their order."""
    with corpus.reading() as connection:
        condition, values = documents.condition()
        chosen(connection, documents)
        query = (
            "SELECT w.rowid, bm25(words), s.document FROM words w "
            "JOIN segment s ON s.id = w.rowid JOIN document d ON d.id = s.document "
            f"WHERE words MATCH ? AND {condition} ORDER BY 2, 1"
        )
        try:
            rows = connection.execute(query, [match, *values]).fetchall()
        except sqlite3.OperationalError as error:
            raise FoedusError(
                f"The query cannot be searched for: {error}.",
                'Ask for words or "a phrase in quotation marks".',
            ) from error
        best = [(int(row), -float(rank)) for row, rank, _ in rows[:most]]
        return Found(hits(connection, best), len(rows), len({row[2] for row in rows}))


def hits(connection: sqlite3.Connection, best: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    """Segments and their scores with text and document."""
    out = []
    for segment, score in best:
        row = connection.execute(_HIT, (segment,)).fetchone()
        if row is not None:
            out.append(Hit(*(*row[:5], score, *row[5:])))
    return tuple(out)

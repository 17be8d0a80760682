"""What a search found: passages with their documents, and how many there are in all."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.searching.chosen import Chosen, check_chosen

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


DATE_ORDER = "coalesce(d.date, '9'), d.id"
"""The earliest first, documents without a date last."""
RANKED = 100_000
"""Sentences with the words asked for that are ranked at most."""
# In this order: the index finds what few sentences hold, whatever documents are asked for.
_MATCHED = (
    "FROM words w CROSS JOIN segment s ON s.id = w.rowid "
    "CROSS JOIN document d ON d.id = s.document WHERE words MATCH ? AND "
)
_HIT = """
    SELECT s.id, s.document, s.start, s.stop, substr(d.text, s.start + 1, s.stop - s.start),
        d.title, d.author, d.side, d.institution, d.date, d.language, d.url
    FROM segment s JOIN document d ON d.id = s.document WHERE s.id = ?"""


def found_passages(
    corpus: Corpus,
    match: str,
    documents: Chosen,
    most: int,
    among: Collection[int] | None = None,
    by_date: bool = False,
) -> Found:
    """Sentences that match a query of the index, best first; equals by their order.

    Of words that stand in very many sentences, as "the" does, only the first `RANKED`
    are ranked: what is told of half a million by rank is their length. All are counted.

    Parameters
    ----------
    among
        Numbers of the sentences that count; all where None.
    by_date
        Whether the earliest come first, those without a date last.
    """
    with corpus.reading() as connection:
        check_chosen(connection, documents)
        condition, values = documents.condition()
        if among is not None:
            condition += f" AND w.rowid IN (SELECT id FROM {_noted(connection, among)})"
        matched = _MATCHED + condition
        given = [match, *values]
        try:
            passages, held = connection.execute(
                f"SELECT count(*), count(DISTINCT s.document) {matched}", given
            ).fetchone()
            until, order = "", DATE_ORDER if by_date else "2"
            if passages > RANKED and not by_date:
                query = f"SELECT w.rowid {matched} ORDER BY 1 LIMIT 1 OFFSET {RANKED - 1}"
                until = f" AND w.rowid <= {int(connection.execute(query, given).fetchone()[0])}"
            rows = connection.execute(
                f"SELECT w.rowid, bm25(words) {matched}{until} ORDER BY {order}, 1 LIMIT {int(most)}",
                given,
            ).fetchall()
        except sqlite3.OperationalError as error:
            raise FoedusError(
                f"The query cannot be searched for: {error}.",
                'Ask for words or "a phrase in quotation marks".',
            ) from error
        best = [(int(row), -float(rank)) for row, rank in rows]
        return Found(hits(connection, best), int(passages), int(held))


def _noted(connection: sqlite3.Connection, numbers: Collection[int]) -> str:
    """A table of numbers that lasts as long as the connection; its name."""
    connection.execute("CREATE TEMP TABLE counted (id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO counted VALUES (?)", ((int(number),) for number in numbers)
    )
    return "counted"


def hits(connection: sqlite3.Connection, best: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    """Segments and their scores with text and document."""
    out = []
    for segment, score in best:
        row = connection.execute(_HIT, (segment,)).fetchone()
        if row is not None:
            out.append(Hit(*(*row[:5], score, *row[5:])))
    return tuple(out)

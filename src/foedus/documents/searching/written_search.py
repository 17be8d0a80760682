"""Passages that hold letters just as they are written, whatever words they are part of.

What Chinese is searched for as written: a dictionary cuts 战略伙伴关系 into words, so that a
search by words for 伙伴 passes over it.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.schema import SENTENCE
from foedus.documents.language.clean import clean
from foedus.documents.searching.chosen import Chosen, chosen
from foedus.documents.searching.found import DATE_ORDER, Found, hits
from foedus.documents.searching.marks import Marks, written_marks


def search_written(
    corpus: Corpus,
    query: str,
    *,
    documents: Chosen | None = None,
    most: int = 50,
    among: Collection[int] | None = None,
    by_date: bool = False,
) -> Found:
    """Sentences that hold all pieces of a query as written, those with most of them first.

    Letters of the Latin alphabet match in either case.

    Parameters
    ----------
    query
        Pieces parted by spaces; what stands in quotation marks is one piece, spaces and all.
    documents
        Which count; all but near-duplicates where None.
    most
        Passages returned; how many there are is counted in any case. The score is the number
        of places in the passage.
    among
        Numbers of the sentences that count; all where None.
    by_date
        Whether the earliest come first, those without a date last.

    Raises
    ------
    FoedusError
        For an empty query, or documents that are none.
    """
    asked = pieces(query)
    condition, values = (documents or Chosen()).condition()
    # ASCII letters alone have a case that SQLite folds; Chinese has none.
    holds = " AND ".join("instr(lower(d.text), lower(?)) > 0" for _ in asked)
    rows: list[tuple[int, int]] = []
    with corpus.reading() as connection:
        chosen(connection, documents or Chosen())
        found = connection.execute(
            f"SELECT d.id, d.text FROM document d WHERE {condition} AND {holds} ORDER BY {DATE_ORDER}",
            [*values, *asked],
        )
        of: set[int] = set()
        kept = None if among is None else frozenset(among)
        for number, text in found:
            segments = np.array(
                connection.execute(
                    "SELECT id, start, stop FROM segment WHERE document = ? AND kind = ? "
                    "ORDER BY start",
                    (number, SENTENCE),
                ).fetchall(),
                np.int64,
            ).reshape(-1, 3)
            for segment, count in _held(segments, [written_marks(text, [p]) for p in asked]):
                if kept is None or segment in kept:
                    rows.append((segment, count))
                    of.add(number)
        if not by_date:
            rows.sort(key=lambda row: (-row[1], row[0]))
        best = [(segment, float(count)) for segment, count in rows[:most]]
        return Found(hits(connection, best), len(rows), len(of))


def pieces(query: str) -> list[str]:
    """The pieces of a query, in order, each once.

    Raises
    ------
    FoedusError
        If there is none.

    Examples
    --------
    >>> pieces('伙伴 "Ростех China"')
    ['伙伴', 'Ростех China']
    """
    found: list[str] = []
    for k, piece in enumerate(clean(query).split('"')):
        # Every second piece stood in quotation marks.
        found += [piece.strip()] if k % 2 else piece.split()
    found = [piece for piece in dict.fromkeys(found) if piece]
    if not found:
        raise FoedusError(
            f"The query {query!r} has no words.", 'Ask for words or "a phrase in quotation marks".'
        )
    return found


def _held(
    segments: np.ndarray[tuple[int, ...], np.dtype[np.int64]], places: list[Marks]
) -> list[tuple[int, int]]:
    """Sentences that hold a place of every piece, and how many places."""
    counts = []
    for marks in places:
        begins = np.array([a for a, _ in marks], np.int64)
        at = np.searchsorted(segments[:, 1], begins, side="right") - 1
        inside = (at >= 0) & (begins < segments[at, 2]) if len(segments) else np.zeros(0, bool)
        counts.append(np.bincount(at[inside], minlength=len(segments)))
    every = np.stack(counts)
    which = np.flatnonzero((every > 0).all(axis=0))
    return [(int(segments[k, 0]), int(every[:, k].sum())) for k in which.tolist()]

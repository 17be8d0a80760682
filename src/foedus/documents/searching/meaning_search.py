"""Passages that mean something like a question, in whatever language they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.ranges import Ranges, sentence_ranges
from foedus.documents.embedding.encoder import encode
from foedus.documents.embedding.fill import vectors_of
from foedus.documents.searching.chosen import Chosen, check_chosen, chosen
from foedus.documents.searching.found import Found, hits


def search_meaning(
    corpus: Corpus,
    question: str,
    *,
    documents: Chosen | None = None,
    most: int = 50,
    among: Collection[int] | None = None,
) -> Found:
    """The sentences nearest to a question; ``passages`` counts those that were compared.

    Nearness is of topic, not of stance: a statement and its opposite lie close.

    Parameters
    ----------
    question
        A sentence in English, Chinese or Russian.
    documents
        Which count; all but near-duplicates where None.
    most
        Passages returned.
    among
        Numbers of the sentences that count; all where None.

    Raises
    ------
    FoedusError
        If the corpus has no vectors yet, the question no words, or no document is chosen.
    """
    if not question.strip():
        raise FoedusError("The question is empty.", "Ask in a sentence of some words.")
    with corpus.reading() as connection:
        check_chosen(connection, documents or Chosen())
    store = vectors_of(corpus)
    segments = store.segments()
    if not len(segments):
        raise FoedusError(
            f"Corpus {corpus.name!r} has no vectors yet.", f"Run: foedus texts embed {corpus.name}."
        )
    with corpus.reading() as connection:
        ranges = sentence_ranges(connection)
        counts = _counting(connection, documents or Chosen(), ranges)
        place = ranges.of(segments)
        # Sentences of documents that were removed have a place no more.
        compared = (place >= 0) & counts[place]
        if among is not None:
            compared &= np.isin(segments, np.fromiter(among, np.int64))
        near, cosine = store.nearest(encode([question])[0], most, compared)
        best = list(zip(near.tolist(), cosine.tolist(), strict=True))
        held = int(np.count_nonzero(np.bincount(place[compared])))
        return Found(hits(connection, best), int(compared.sum()), held)


def _counting(connection: sqlite3.Connection, asked: Chosen, ranges: Ranges) -> NDArray[np.bool_]:
    """Which of the documents count, shape (documents,) and at least one."""
    if asked == Chosen():
        check_chosen(connection, asked)
        rows = connection.execute("SELECT id FROM document WHERE copy_of IS NOT NULL").fetchall()
        copies = np.array(rows, np.int64).reshape(-1)
        return np.append(np.isin(ranges.document, copies, invert=True), False)
    return np.append(np.isin(ranges.document, np.array(chosen(connection, asked))), False)

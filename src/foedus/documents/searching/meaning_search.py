"""Passages that mean something like a question, in whatever language they are."""

from __future__ import annotations

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.embedding.encoder import encode
from foedus.documents.embedding.fill import vectors_of
from foedus.documents.searching.chosen import Chosen, chosen
from foedus.documents.searching.found import Found, hits


def search_meaning(
    corpus: Corpus,
    question: str,
    *,
    documents: Chosen | None = None,
    most: int = 50,
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

    Raises
    ------
    FoedusError
        If the corpus has no vectors yet, the question no words, or no document is chosen.
    """
    if not question.strip():
        raise FoedusError("The question is empty.", "Ask in a sentence of some words.")
    store = vectors_of(corpus)
    segments = store.segments()
    if not len(segments):
        raise FoedusError(
            f"Corpus {corpus.name!r} has no vectors yet.", f"Run: foedus texts embed {corpus.name}."
        )
    with corpus.reading() as connection:
        wanted = chosen(connection, documents or Chosen())
        of = np.array(
            connection.execute("SELECT id, document FROM segment WHERE kind = 1").fetchall(),
            np.int64,
        ).reshape(-1, 2)
        counts = of[np.isin(of[:, 1], wanted), 0]
        among = np.isin(segments, counts, assume_unique=True)
        near, cosine = store.nearest(encode([question])[0], most, among)
        best = list(zip(near.tolist(), cosine.tolist(), strict=True))
        held = of[np.isin(of[:, 0], segments[among])]
        return Found(hits(connection, best), int(among.sum()), len(np.unique(held[:, 1])))

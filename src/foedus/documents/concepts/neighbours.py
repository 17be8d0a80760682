"""Sentences near a concept that hold none of its terms: for a reader to accept or reject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.concepts.concept import Concept
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.embedding.encoder import encode
from foedus.documents.embedding.fill import vectors_of
from foedus.documents.searching.chosen import Chosen, chosen

_MORE = 6
"""Times as many sentences are looked at as are asked for: some hold a term and fall out."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sentence near the concept without a term of it.

    Parameters
    ----------
    document, start, stop
        Where it stands.
    language, side, date
        Of the document.
    cosine
        With the nearest of the concept's probes.
    text
        The sentence.
    """

    document: int
    start: int
    stop: int
    language: str
    side: str
    date: str
    cosine: float
    text: str

    def row(self, concept: Concept, corpus: str) -> dict[str, Any]:
        """As a row of the reader's file, without a verdict."""
        return {
            "concept": concept.name,
            "version": concept.version,
            "corpus": corpus,
            "document": self.document,
            "start": self.start,
            "stop": self.stop,
            "language": self.language,
            "side": self.side,
            "date": self.date,
            "cosine": f"{self.cosine:.3f}",
            "text": " ".join(self.text.split()),
        }


def neighbours(
    corpus: Corpus, concept: Concept, *, documents: Chosen | None = None, most: int = 20
) -> list[Neighbour]:
    """The sentences nearest to a concept's probes that hold none of its terms, nearest first.

    Nearness is of topic, not of stance, and no proof: a reader decides.

    Parameters
    ----------
    documents
        Which count; all but near-duplicates where None.
    most
        Sentences returned.

    Raises
    ------
    FoedusError
        If the concept has no probes, or the corpus no vectors yet.
    """
    probes = [probe for given in concept.probes.values() for probe in given]
    if not probes:
        raise FoedusError(
            f"Concept {concept.name!r} has no probes.",
            "Add sentences that mean it without its terms: [probes] en = ['...'].",
        )
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
        among = np.isin(segments, of[np.isin(of[:, 1], wanted), 0], assume_unique=True)
        best: dict[int, float] = {}
        for vector in encode(probes):
            near, cosine = store.nearest(vector, most * _MORE, among)
            for segment, c in zip(near.tolist(), cosine.tolist(), strict=True):
                best[segment] = max(c, best.get(segment, -1.0))
        found: list[Neighbour] = []
        for segment, c in sorted(best.items(), key=lambda item: (-item[1], item[0])):
            row = connection.execute(_SENTENCE, (segment,)).fetchone()
            document, start, stop, language, side, date, text = row
            if language in concept.languages and len(concept.spans(text, language)):
                continue
            found.append(
                Neighbour(document, start, stop, language, side or "", date or "", c, text)
            )
            if len(found) == most:
                break
    return found


_SENTENCE = """
    SELECT s.document, s.start, s.stop, d.language, d.side, d.date,
        substr(d.text, s.start + 1, s.stop - s.start)
    FROM segment s JOIN document d ON d.id = s.document WHERE s.id = ?"""

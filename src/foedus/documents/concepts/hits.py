"""Where a concept is named in a corpus: hits by document, and the sentences that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.concepts.checked import Checked
from foedus.documents.concepts.concept import Concept
from foedus.documents.concepts.speakers import Speeches
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.schema import SENTENCE

Ints = NDArray[np.int64]
_BLOCK = 400


@dataclass(frozen=True, eq=False)
class ConceptHits:
    """Hits of a concept in the documents that count.

    Parameters
    ----------
    concept : Concept
    speeches : Speeches
        The documents; those in a language without words of the concept are left out.
    count : ndarray of int, shape (documents,)
        Hits, and sentences without one that a reader accepted.
    row : ndarray of int, shape (hits,)
        Place of each hit's document.
    start, stop : ndarray of int, shape (hits,)
        Offsets of the hit in its document, in code points.
    added : int
        Sentences among them that a reader accepted.
    left_out : int
        Documents in languages without words of the concept.
    """

    concept: Concept
    speeches: Speeches
    count: Ints
    row: Ints
    start: Ints
    stop: Ints
    added: int
    left_out: int

    def __len__(self) -> int:
        return len(self.row)


def find_concept(
    corpus: Corpus, concept: Concept, speeches: Speeches, checked: Checked | None = None
) -> ConceptHits:
    """Look for a concept in documents.

    Parameters
    ----------
    checked
        Sentences a reader has accepted count as one hit each.

    Raises
    ------
    FoedusError
        If the concept has no words in any language of the documents.
    """
    known = np.array([lang in concept.languages for lang in speeches.language], bool)
    if not known.any():
        told = ", ".join(sorted(set(speeches.language)))
        raise FoedusError(
            f"Concept {concept.name!r} has no words in the languages of these documents ({told}).",
            f"It has some in {', '.join(concept.languages)}.",
        )
    kept = speeches.where(known)
    place = {int(d): k for k, d in enumerate(kept.document)}
    rows: list[int] = []
    spans: list[tuple[int, int]] = []
    for document, text in texts(corpus, kept.document):
        k = place[document]
        found = concept.finder(kept.language[k]).spans(text)
        rows += [k] * len(found)
        spans += [(int(a), int(b)) for a, b in found]
    accepted = checked.accepted(concept.name, corpus.name) if checked else []
    extra = [(place[d], a, b) for d, a, b in accepted if d in place]
    rows += [k for k, _, _ in extra]
    spans += [(a, b) for _, a, b in extra]
    row = np.array(rows, np.int64)
    at = np.array(spans, np.int64).reshape(-1, 2)
    order = np.lexsort((at[:, 0], row))
    count = np.bincount(row, minlength=len(kept)).astype(np.int64)
    return ConceptHits(
        concept,
        kept,
        count,
        row[order],
        at[order, 0],
        at[order, 1],
        len(extra),
        int((~known).sum()),
    )


def texts(corpus: Corpus, documents: Ints) -> Iterator[tuple[int, str]]:
    """Number and text of documents, read in blocks."""
    with corpus.reading() as connection:
        for a in range(0, len(documents), _BLOCK):
            part = [int(d) for d in documents[a : a + _BLOCK]]
            marks = ",".join("?" * len(part))
            yield from connection.execute(
                f"SELECT id, text FROM document WHERE id IN ({marks}) ORDER BY id", part
            )


@dataclass(frozen=True, slots=True)
class HitSentence:
    """A sentence that names the concept.

    Parameters
    ----------
    row
        Place of its document among those that count.
    segment, document
        Numbers in the corpus.
    start, stop
        Offsets of the sentence in its document.
    text
        The sentence.
    """

    row: int
    segment: int
    document: int
    start: int
    stop: int
    text: str


def hit_sentences(corpus: Corpus, hits: ConceptHits) -> list[HitSentence]:
    """The sentences that name the concept, each once, in the order of the texts."""
    found: dict[int, HitSentence] = {}
    if not len(hits):
        return []
    rows, first = np.unique(hits.row, return_index=True)
    last = np.append(first[1:], len(hits))
    with corpus.reading() as connection:
        for k, a, b in zip(rows.tolist(), first.tolist(), last.tolist(), strict=True):
            document = int(hits.speeches.document[k])
            segments = np.array(
                connection.execute(
                    "SELECT id, start, stop FROM segment WHERE document = ? AND kind = ? "
                    "ORDER BY start",
                    (document, SENTENCE),
                ).fetchall(),
                np.int64,
            ).reshape(-1, 3)
            if not len(segments):
                continue
            at = np.searchsorted(segments[:, 1], hits.start[a:b], side="right") - 1
            within = np.unique(at[at >= 0])
            text = connection.execute(
                "SELECT text FROM document WHERE id = ?", (document,)
            ).fetchone()[0]
            for number, start, stop in segments[within].tolist():
                found[number] = HitSentence(k, number, document, start, stop, text[start:stop])
    return list(found.values())

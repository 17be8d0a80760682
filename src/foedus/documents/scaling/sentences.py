"""Sums of word positions by sentence, and documents' bounds from sentences drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.scaling.placements import Floats

FEWEST_SENTENCES = 10
"""Below so many scored sentences none is drawn again: few cannot show what others hold."""
_CELLS = 4_000_000


@dataclass(frozen=True, eq=False)
class SentenceSums:
    """Scored sentences, ordered by document.

    Parameters
    ----------
    position : ndarray, shape (scored sentences,)
        Sum of the positions of its tokens.
    token : ndarray, shape (scored sentences,)
        Its tokens that have a position.
    number : ndarray of int, shape (documents,)
        Scored sentences of each document.
    """

    position: Floats
    token: Floats
    number: NDArray[np.int64]

    def of(self, values: Floats) -> Floats:
        """Sums over each document's sentences; shape (documents,)."""
        running = np.concatenate([[0.0], np.cumsum(values)])
        ends = np.cumsum(self.number)
        return np.asarray(running[ends] - running[ends - self.number])

    def tokens(self) -> NDArray[np.int64]:
        """Scored tokens of each document."""
        return np.rint(self.of(self.token)).astype(np.int64)

    def scores(self) -> Floats:
        """Mean position of each document's tokens; NaN where none is scored."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.of(self.position) / self.of(self.token))


def sentence_sums(
    sentences: DocumentCounts, at: Floats, document: NDArray[np.int64], documents: int
) -> SentenceSums:
    """Sums by sentence, those without a scored token left out.

    Parameters
    ----------
    sentences
        Counts by sentence.
    at : ndarray, shape (features,)
        Position of each feature; NaN for those that place nothing.
    document : ndarray of int, shape (sentences,)
        Document of each sentence.
    documents
        Number of documents.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> counts = count_words({"s1": "ab", "s2": "b", "s3": "c"})
    >>> sums = sentence_sums(counts, np.array([1.0, -1.0, np.nan]), np.array([0, 0, 1]), 2)
    >>> sums.number.tolist(), sums.scores()[:1].round(3).tolist()
    ([2, 0], [-0.333])
    """
    known = ~np.isnan(at[sentences.feature])
    row, count = sentences.document[known], sentences.count[known]
    n = len(sentences)
    position = np.bincount(row, count * at[sentences.feature[known]], n).astype(float)
    token = np.bincount(row, count, n).astype(float)
    order = np.argsort(document, kind="stable")
    order = order[token[order] > 0]
    number = np.bincount(document[order], minlength=documents).astype(np.int64)
    return SentenceSums(position[order], token[order], number)


def sentence_bounds(
    sums: SentenceSums, level: float, draws: int, seed: int
) -> tuple[Floats, Floats, Floats]:
    """Errors and percentile bounds of documents, each one's sentences drawn again.

    Returns
    -------
    se, low, high : ndarray, shape (documents,)
        NaN below `FEWEST_SENTENCES`, and where every resampling comes out the same.
    """
    out = np.full((3, len(sums.number)), np.nan)
    enough = np.flatnonzero(sums.number >= FEWEST_SENTENCES)
    if not len(enough):
        return out[0], out[1], out[2]
    kept = np.repeat(sums.number >= FEWEST_SENTENCES, sums.number)
    inside = SentenceSums(sums.position[kept], sums.token[kept], sums.number[enough])
    begins = np.cumsum(inside.number) - inside.number
    first, size = np.repeat(begins, inside.number), np.repeat(inside.number, inside.number)
    rng = np.random.default_rng(seed)
    drawn = np.empty((draws, len(enough)))
    step = max(_CELLS // len(size), 1)
    for a in range(0, draws, step):
        u = rng.random((min(step, draws - a), len(size)))
        which = first + (u * size).astype(np.int64)
        above = np.add.reduceat(inside.position[which], begins, axis=1)
        drawn[a : a + len(u)] = above / np.add.reduceat(inside.token[which], begins, axis=1)
    ends = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(drawn, ends, axis=0, method="inverted_cdf")
    varied = np.ptp(drawn, axis=0) > 1e-12 * np.abs(drawn).max(axis=0)
    for k, found in enumerate((drawn.std(axis=0, ddof=1), low, high)):
        out[k, enough] = np.where(varied, found, np.nan)
    return out[0], out[1], out[2]

"""Latent semantic scaling: documents placed by how near their words lie to seed words.

Watanabe (2021), Latent semantic scaling: a semisupervised text analysis technique for new
domains and languages, Communication Methods and Measures 15: 81-102. Words that stand in
like sentences lie near each other; nothing is needed but tokens, in any language.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.resampling import check_level
from foedus.documents.comparing.rows import Places, places
from foedus.documents.scaling.placements import Floats, Placements, unplaced
from foedus.documents.scaling.seeds import Seeds, by_others, seed_notes, seeds_of
from foedus.documents.scaling.sentences import (
    FEWEST_SENTENCES,
    SentenceSums,
    sentence_bounds,
    sentence_sums,
)
from foedus.documents.scaling.singular import right_singular

Weighting = Literal["count", "logarithm", "presence"]


def latent_semantic_scaling(
    sentences: DocumentCounts,
    documents: Sequence[Hashable] | NDArray[Any],
    seeds: Mapping[str, float],
    *,
    k: int = 300,
    weighting: Weighting = "count",
    terms: Places | None = None,
    rescaled: bool = True,
    level: float = 0.95,
    draws: int = 500,
    seed: int = 1,
) -> Placements:
    """Place documents between two sets of seed words.

    A word's position is the weighted sum of its cosines with the seed words, over the main
    directions of the sentences by words; a document's is the mean of its words'.

    Parameters
    ----------
    sentences
        Counts by sentence (or another short context).
    documents : array, shape (sentences,)
        Document of each sentence.
    seeds
        Weight by seed word: above 0 for one end, below 0 for the other; the weights of each
        end are brought to a sum of 1.
    k
        Directions kept; fewer where the table has fewer.
    weighting
        What stands in the table: the ``count``, its ``logarithm`` (of 1 + count), or mere
        ``presence``.
    terms
        Features that place documents; all by default. Others still shape the directions.
    rescaled
        Scores with mean 0 and standard deviation 1 over the documents placed, or the mean
        positions as they are.
    level, draws, seed
        Nominal coverage, resamplings of each document's sentences, and the seed of these and
        of the decomposition.

    Returns
    -------
    Placements
        Bounds take the words' positions as known. `more` holds the raw scores, scored
        sentences and tokens; `feature_more` the counts, seed weights, and where the other
        seeds put each seed.

    Raises
    ------
    UnknownName
        If there is no such weighting or term.
    FoedusError
        If there is not one document for each sentence, no seed, or k is below 1.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> pairs = [("good", "calm"), ("good", "peace"), ("bad", "war"), ("bad", "harm")] * 5
    >>> said = {f"s{i}": words for i, words in enumerate(pairs)}
    >>> said |= {"x": ("calm", "peace"), "y": ("war", "harm")}
    >>> of = ["training"] * 20 + ["one", "two"]
    >>> found = latent_semantic_scaling(count_words(said), of, {"good": 1, "bad": -1}, k=2)
    >>> found.documents, found.scores.round(2).tolist()
    (('training', 'one', 'two'), [0.0, 1.22, -1.22])
    """
    if weighting not in get_args(Weighting):
        raise unknown("weighting", weighting, get_args(Weighting))
    check_level(level, draws)
    if k < 1:
        raise FoedusError(f"{k} directions.", "Keep at least 1; 300 is usual.")
    used = sentences.trimmed()
    scoring = _scoring(sentences, used, terms)
    known = seeds_of(seeds, used.features)
    sums_of = _documents(documents, len(used))
    names = tuple(str(label) for label in sums_of[0])
    if known.why:
        return unplaced("latent semantic scaling", names, known.why, level)
    k = min(k, len(used), len(used.features))
    unit = unit_vectors(used, weighting, k, seed)
    positions = unit @ (known.weights @ np.nan_to_num(unit[known.features]))
    others = by_others(known, unit)
    at = np.where(scoring, positions, np.nan)
    sums = sentence_sums(used, at, sums_of[1], len(names))
    notes = (
        "bounds take the words' positions as known",
        *seed_notes(known, others, used.features),
    )
    more = _features(used, known, others, scoring)
    return _placed(names, sums, (positions, used, more), notes, rescaled, level, draws, seed)


def unit_vectors(counts: DocumentCounts, weighting: Weighting, k: int, seed: int) -> Floats:
    """Vectors of the features in the k main directions, of length 1; NaN where there is none.

    Returns
    -------
    ndarray, shape (features, k)
    """
    value = {
        "count": counts.count.astype(float),
        "logarithm": np.log1p(counts.count),
        "presence": np.ones(len(counts.count)),
    }[weighting]
    strength, vectors = right_singular(counts, value, k, seed)
    # A direction of no strength is whatever rounding made it.
    vectors = vectors[:, strength > 1e-6 * strength[0]]
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(length > 1e-9, vectors / length, np.nan))


def _scoring(
    sentences: DocumentCounts, used: DocumentCounts, terms: Places | None
) -> NDArray[np.bool_]:
    """Which of the features that occur place documents."""
    if terms is None:
        return np.ones(len(used.features), bool)
    chosen = np.zeros(len(sentences.features), bool)
    chosen[places("feature", terms, sentences.features)] = True
    return chosen[sentences.totals > 0]


def _documents(
    documents: Sequence[Hashable] | NDArray[Any], sentences: int
) -> tuple[list[Hashable], NDArray[np.int64]]:
    """Documents in the order met, and that of each sentence."""
    labels = np.asarray(documents).tolist()
    if len(labels) != sentences:
        raise FoedusError(
            f"{len(labels)} documents named for {sentences} sentences.",
            "Name the document of each sentence.",
        )
    seen: dict[Hashable, int] = {}
    row = np.array([seen.setdefault(label, len(seen)) for label in labels], np.int64)
    return list(seen), row


def _features(
    used: DocumentCounts, known: Seeds, others: Floats, scoring: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    weights = np.full(len(used.features), np.nan)
    weights[known.features] = known.weights
    return {"count": used.totals, "seed": weights, "by_others": others, "scores": scoring}


def _placed(
    names: tuple[str, ...],
    sums: SentenceSums,
    words: tuple[Floats, DocumentCounts, dict[str, NDArray[Any]]],
    notes: tuple[str, ...],
    rescaled: bool,
    level: float,
    draws: int,
    seed: int,
) -> Placements:
    raw = sums.scores()
    se, low, high = sentence_bounds(sums, level, draws, seed)
    placed = ~np.isnan(raw)
    why = np.where(placed, "", "not assessable: holds no word that has a position")
    centre, spread = 0.0, 1.0
    if rescaled and placed.any():
        centre, spread = float(raw[placed].mean()), float(raw[placed].std())
        if not spread > 0:
            reason = "not assessable: documents that do not differ cannot be rescaled"
            why = np.where(placed, reason, why)
            centre = spread = np.nan
    few = int((placed & np.isnan(low)).sum())
    if few:
        notes += (
            f"{few} documents with fewer than {FEWEST_SENTENCES} scored sentences: no bounds",
        )
    positions, used, more = words
    return Placements(
        "latent semantic scaling",
        names,
        (raw - centre) / spread,
        se / spread,
        (low - centre) / spread,
        (high - centre) / spread,
        tuple(why.tolist()),
        level,
        f"{draws:,} resamplings of each document's sentences",
        used.features,
        positions,
        notes,
        {"raw": raw, "sentences": sums.number, "tokens": sums.tokens()},
        more,
    )

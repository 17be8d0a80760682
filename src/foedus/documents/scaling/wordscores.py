"""Wordscores: documents scored by the words they share with texts of known position.

Laver, Benoit and Garry (2003), Extracting policy positions from political texts using words
as data, American Political Science Review 97: 311-331.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.resampling import check_level
from foedus.documents.comparing.rows import places
from foedus.documents.scaling.placements import Floats, Placements, normal_bounds

Rescaling = Literal["none", "lbg", "mv"]
Spread = Literal["virgin", "all"]
_BASIS = {
    "none": "normal intervals, tokens taken as independent (Laver, Benoit and Garry)",
    "lbg": "normal intervals stretched with the scores (Laver, Benoit and Garry)",
    "mv": "normal intervals stretched with the scores (Martin and Vanberg)",
}


def wordscores(
    counts: DocumentCounts,
    reference: Mapping[str, float],
    *,
    rescaling: Rescaling = "none",
    spread: Spread = "virgin",
    level: float = 0.95,
) -> Placements:
    """Place documents by reference texts.

    A word's position is the mean of the reference texts' positions, weighted by how likely
    each is to be the text when that word is read; a document's is the mean of its words'.

    Parameters
    ----------
    counts
        Counts of all documents, the reference texts among them.
    reference
        Known position by name of document; two or more that differ.
    rescaling
        Raw scores crowd in the middle, since most words stand in all texts. ``none`` leaves
        them so; ``lbg`` gives them the reference positions' standard deviation; ``mv`` puts
        the two outermost reference texts at their known positions (Martin and Vanberg 2008).
    spread
        Whose spread ``lbg`` stretches: the ``virgin`` texts' as in the paper, or that of
        ``all`` documents as some programs do. Scores then depend on which texts are scored.
    level
        Nominal coverage of the bounds.

    Returns
    -------
    Placements
        `more` holds the raw scores and their errors, the scored tokens, and the reference
        positions (NaN for virgin texts).

    Raises
    ------
    UnknownName
        If a reference text is not among the documents, or there is no such rescaling.
    FoedusError
        If there are fewer than two reference positions, or a reference text has no feature.

    References
    ----------
    Martin, L. W. and Vanberg, G. (2008). A robust transformation procedure for interpreting
    political text. Political Analysis 16: 93-100.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> texts = {"left": "aab", "right": "bbc", "new": "abb"}
    >>> found = wordscores(count_words(texts), {"left": -1.0, "right": 1.0})
    >>> found.positions.round(3).tolist(), float(found.scores[2].round(3))
    ([-1.0, 0.333, 1.0], -0.111)
    """
    for kind, value, known in (
        ("rescaling", rescaling, get_args(Rescaling)),
        ("spread", spread, get_args(Spread)),
    ):
        if value not in known:
            raise unknown(kind, value, known)
    check_level(level)
    position = _reference(counts, reference)
    words = _positions(counts, position)
    raw, se, scored = _scored(counts, words)
    why = np.where(scored > 0, "", "not assessable: shares no feature with the reference texts")
    shift, stretch, reason = _line(rescaling, spread, raw, position)
    if reason:
        why = np.where(why == "", reason, why)
    scores = shift + stretch * raw
    errors = abs(stretch) * se
    low, high = normal_bounds(scores, errors, level)
    kept = ~np.isnan(words)
    named = np.flatnonzero(kept)
    return Placements(
        "wordscores",
        counts.documents,
        scores,
        errors,
        low,
        high,
        tuple(why.tolist()),
        level,
        _BASIS[rescaling],
        tuple(counts.features[k] for k in named.tolist()),
        words[kept],
        _notes(rescaling, position, errors),
        {"raw": raw, "raw_se": se, "scored": scored, "reference": position},
    )


def _reference(counts: DocumentCounts, reference: Mapping[str, float]) -> Floats:
    """Known position of each document, NaN for virgin texts."""
    which = places("document", list(reference), counts.documents)
    known = np.array(list(reference.values()), float)
    if not np.isfinite(known).all():
        raise FoedusError("A reference position is missing.", "Give a number for each text.")
    if len(np.unique(known)) < 2:
        raise FoedusError(
            f"{len(known)} reference texts at {len(np.unique(known))} position(s).",
            "Name two or more texts whose positions differ.",
        )
    empty = which[counts.sums[which] == 0]
    if len(empty):
        raise FoedusError(
            f"The reference text {counts.documents[empty[0]]!r} holds none of the features.",
            "Take another text, or keep more features.",
        )
    position = np.full(len(counts), np.nan)
    position[which] = known
    return position


def _positions(counts: DocumentCounts, position: Floats) -> Floats:
    """Position of each feature; NaN where no reference text holds it."""
    kept = ~np.isnan(position[counts.document])
    row, column = counts.document[kept], counts.feature[kept]
    share = counts.count[kept] / counts.sums[row]
    n = len(counts.features)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(
            np.bincount(column, share * position[row], n) / np.bincount(column, share, n)
        )


def _scored(counts: DocumentCounts, words: Floats) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Raw scores, their errors, and the tokens they rest on."""
    at = words[counts.feature]
    known = ~np.isnan(at)
    row, at, count = counts.document[known], at[known], counts.count[known]
    n = len(counts)
    tokens = np.bincount(row, count, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        raw = np.bincount(row, count * at, n) / tokens
        # The spread of a document's words about its score, over the square root of their number.
        variance = np.bincount(row, count * (at - raw[row]) ** 2, n) / tokens
        # What rounding leaves of words that all lie at one position is no spread.
        variance[variance < 1e-24 * np.nanmax(np.abs(words)) ** 2] = 0.0
        se = np.sqrt(variance / tokens)
    return raw, se, tokens.astype(np.int64)


def _line(
    rescaling: Rescaling, spread: Spread, raw: Floats, position: Floats
) -> tuple[float, float, str]:
    """Shift and stretch of the raw scores, or why there are none."""
    nothing = (np.nan, np.nan)
    if rescaling == "none":
        return 0.0, 1.0, ""
    known = ~np.isnan(position)
    if rescaling == "lbg":
        among = raw[~np.isnan(raw) & (~known | (spread == "all"))]
        if len(among) < 2 or np.ptp(among) == 0:
            return *nothing, (
                "not assessable: LBG rescaling needs two or more texts whose raw scores differ "
                "(rescaling='mv' needs none)"
            )
        stretch = float(np.std(position[known], ddof=1) / np.std(among, ddof=1))
        return float(among.mean() * (1 - stretch)), stretch, ""
    low, high = float(np.nanmin(position)), float(np.nanmax(position))
    # Texts at the same outermost position count together.
    ends = [float(raw[position == end].mean()) for end in (low, high)]
    if ends[0] == ends[1]:
        return *nothing, "not assessable: the outermost reference texts have the same raw score"
    stretch = (high - low) / (ends[1] - ends[0])
    return low - stretch * ends[0], stretch, ""


def _notes(rescaling: Rescaling, position: Floats, errors: Floats) -> tuple[str, ...]:
    notes = ["the errors take tokens as independent and word positions as known: too small"]
    if rescaling == "mv" and len(np.unique(position[~np.isnan(position)])) > 2:
        notes.append("Martin and Vanberg's rescaling uses the two outermost positions only")
    if rescaling == "lbg":
        notes.append("with LBG rescaling a score depends on which other texts are scored")
    flat = int((errors == 0).sum())
    if flat:
        notes.append(f"{flat} documents hold words of one position only: no interval")
    return tuple(notes)

"""Wordfish: documents placed by their words alone, without texts of known position.

Slapin and Proksch (2008), A scaling model for estimating time-series party positions from
texts, American Journal of Political Science 52: 705-722.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.resampling import FEWEST_DRAWS, check_level
from foedus.documents.comparing.rows import places
from foedus.documents.scaling.connected import connected
from foedus.documents.scaling.placements import (
    Floats,
    Placements,
    normal_bounds,
    unplaced,
)
from foedus.documents.scaling.wordfish_errors import position_errors
from foedus.documents.scaling.wordfish_fit import Fit, fitted
from foedus.documents.scaling.wordfish_information import word_errors
from foedus.documents.scaling.wordfish_model import dispersion, start

Variance = Literal["poisson", "dispersed"]
FEWEST_DOCUMENTS = 3
FEWEST_TOKENS = 10
_DISPERSED, _SAME = 1.2, 1e-6


def wordfish(
    counts: DocumentCounts,
    direction: tuple[str, str],
    *,
    prior_sd: float = 3.0,
    variance: Variance = "poisson",
    level: float = 0.95,
    resamplings: int = 0,
    seed: int = 1,
) -> Placements:
    """Place documents on the dimension along which their words differ most.

    What that dimension is must be read from the words at its ends; it need not be policy.

    Parameters
    ----------
    counts
        Counts; features in one document only say little and may be trimmed first.
    direction
        Two documents: the first is to lie below the second.
    prior_sd
        Standard deviation of a normal prior of the words' slopes about 0. Without one the
        slope of a word that only the outermost document holds is infinite.
    variance
        ``poisson`` as in the paper, or ``dispersed``: errors widened by the square root of
        how much more the counts vary than the model has it. In real texts they do.
    level
        Nominal coverage of the bounds.
    resamplings
        Parametric bootstrap: counts drawn from the fitted model and fitted again so often (20
        or more). With 0 the errors come from the profiled information.
    seed
        Seed of the resamplings.

    Returns
    -------
    Placements
        Scores have mean 0 and standard deviation 1 over the documents placed. `more` holds
        the documents' levels (alpha) and tokens, `feature_more` the words' levels (psi),
        the errors of their positions, and their counts.

    Raises
    ------
    UnknownName
        If there is no document of that name, or no such variance.
    FoedusError
        If the direction names one document twice or one that cannot be placed, or the
        prior's standard deviation is not above 0.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> texts = {"a": "x" * 30 + "z" * 20, "b": "x" * 20 + "y" * 10 + "z" * 20}
    >>> texts |= {"c": "x" * 10 + "y" * 20 + "z" * 20, "d": "y" * 30 + "z" * 20}
    >>> found = wordfish(count_words(texts), ("a", "d"))
    >>> [found.documents[k] for k in found.scores.argsort()]
    ['a', 'b', 'c', 'd']
    """
    if variance not in get_args(Variance):
        raise unknown("variance", variance, get_args(Variance))
    check_level(level, resamplings or FEWEST_DRAWS)
    if not prior_sd > 0:
        raise FoedusError(f"A prior standard deviation of {prior_sd}.", "Give one above 0.")
    ends = places("document", list(direction), counts.documents)
    if len(ends) != 2:
        raise FoedusError(f"The direction names {len(ends)} documents.", "Name two.")
    kept, why = _assessable(counts)
    if int(kept.sum()) < FEWEST_DOCUMENTS:
        reason = (
            f"not assessable: {int(kept.sum())} documents that share features, at least "
            f"{FEWEST_DOCUMENTS} needed"
        )
        return unplaced("wordfish", counts.documents, reason, level)
    for k in ends.tolist():
        if not kept[k]:
            raise FoedusError(
                f"The direction names {counts.documents[k]!r}, which is {why[k]}.",
                "Name two documents that can be placed.",
            )
    used = counts.of(kept).trimmed()
    same = "not assessable: the documents do not differ in their words"
    with np.errstate(invalid="ignore"):
        begin = start(used)
    if np.isnan(begin.theta).any():
        # Words in the same shares to the last digit leave nothing to standardise.
        return unplaced("wordfish", counts.documents, same, level)
    fit = fitted(used, begin, prior_sd)
    if float(np.abs(fit.state.beta).max()) < _SAME:
        return unplaced("wordfish", counts.documents, same, level)
    at = np.cumsum(kept) - 1
    if fit.state.theta[at[ends[0]]] > fit.state.theta[at[ends[1]]]:
        state = fit.state._replace(theta=-fit.state.theta, beta=-fit.state.beta)
        fit = Fit(state, fit.settled, fit.steps)
    se, basis, notes = position_errors(used, fit, prior_sd, resamplings, seed)
    spread = dispersion(used, fit.state)
    if variance == "dispersed":
        se = se * np.sqrt(max(spread, 1.0))
        basis = f"{basis}, widened for dispersion"
    elif spread > _DISPERSED:
        notes.append(
            f"counts vary {spread:.1f} times as much as the model has it: errors are about "
            f"{np.sqrt(spread):.1f} times too small (variance='dispersed' widens them)"
        )
    return _placed(counts, used, kept, why, fit, se, (basis, notes), level, prior_sd)


def _assessable(counts: DocumentCounts) -> tuple[NDArray[np.bool_], list[str]]:
    """Which documents can be placed, and why the others cannot."""
    enough = counts.sums >= FEWEST_TOKENS
    together = connected(counts, enough)
    why = [""] * len(counts)
    for k in np.flatnonzero(~together).tolist():
        why[k] = (
            "not assessable: shares no feature with the other documents"
            if enough[k]
            else f"not assessable: {counts.sums[k]} tokens of the features, at least "
            f"{FEWEST_TOKENS} needed"
        )
    return together, why


def _placed(
    counts: DocumentCounts,
    used: DocumentCounts,
    kept: NDArray[np.bool_],
    why: list[str],
    fit: Fit,
    se: Floats,
    said: tuple[str, list[str]],
    level: float,
    prior_sd: float,
) -> Placements:
    columns = np.full((3, len(counts)), np.nan)
    columns[:, kept] = fit.state.theta, se, fit.state.alpha
    theta, errors, alpha = columns
    low, high = normal_bounds(theta, errors, level)
    return Placements(
        "wordfish",
        counts.documents,
        theta,
        errors,
        low,
        high,
        tuple(why),
        level,
        said[0],
        used.features,
        fit.state.beta,
        _notes(fit, said[1]),
        {"alpha": alpha, "tokens": counts.sums},
        {
            "se": word_errors(used, fit.state, prior_sd),
            "psi": fit.state.psi,
            "count": used.totals,
        },
    )


def _notes(fit: Fit, said: list[str]) -> tuple[str, ...]:
    notes = [*said, "read what the dimension is from the words at its ends"]
    if not fit.settled:
        notes.append(f"the positions had not settled after {fit.steps} steps")
    far = int((np.abs(fit.state.theta) > 4).sum())
    if far:
        notes.append(f"{far} documents lie beyond 4 standard deviations: they set the scale")
    return tuple(notes)

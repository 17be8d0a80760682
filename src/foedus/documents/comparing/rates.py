"""Mentions per 1,000 tokens and shares of all mentions, each with its interval.

Exact intervals (Garwood 1936 for a Poisson count, Clopper and Pearson 1934 for a share) and
Wilson's (1927) take mentions as independent of each other; where there are enough documents,
an interval by drawing documents again stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.interval import Interval
from foedus.documents.comparing.exact_bounds import clopper_pearson, garwood, wilson
from foedus.documents.comparing.resampling import (
    FEWEST_DOCUMENTS,
    check_level,
    drawn_sums,
    percentiles,
)

Counted = int | NDArray[Any] | list[int]
"""One number, or one for each document."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Mentions per so many tokens.

    Parameters
    ----------
    mentions, tokens, documents
        What was counted.
    per
        Tokens the rate is given for.
    value
        The rate; None where it is not assessable.
    interval
        Exact Poisson bounds.
    by_documents
        Bounds from documents drawn again; None where `why_no_documents` says why.
    why
        Why there is no rate; empty otherwise.
    why_no_documents
        Why there are no bounds by documents.
    """

    mentions: int
    tokens: int
    documents: int
    per: int
    value: float | None
    interval: Interval | None
    by_documents: Interval | None
    why: str = ""
    why_no_documents: str = ""

    def text(self) -> str:
        """The rate in one line."""
        if self.value is None or self.interval is None:
            return self.why
        shown = self.by_documents or self.interval
        return (
            f"{self.mentions:,} mentions in {self.tokens:,} tokens: {self.value:.3g} per "
            f"{self.per:,} ({shown.level:.0%} interval {shown.low:.3g} to {shown.high:.3g})"
        )


@dataclass(frozen=True, slots=True)
class Share:
    """Mentions of one name among the mentions of all.

    Parameters
    ----------
    mentions, of, documents
        Mentions of the one, of all together, and the documents they stand in.
    value
        The share, 0 to 1; None where it is not assessable.
    exact, wilson
        Clopper and Pearson's and Wilson's bounds.
    by_documents
        Bounds from documents drawn again; None where `why_no_documents` says why.
    why, why_no_documents
        Why there is no share, no bounds by documents; empty otherwise.
    """

    mentions: int
    of: int
    documents: int
    value: float | None
    exact: Interval | None
    wilson: Interval | None
    by_documents: Interval | None
    why: str = ""
    why_no_documents: str = ""

    def text(self) -> str:
        """The share in one line."""
        if self.value is None or self.exact is None:
            return self.why
        shown = self.by_documents or self.exact
        return (
            f"{self.mentions:,} of {self.of:,} mentions: {self.value:.1%} "
            f"({shown.level:.0%} interval {shown.low:.1%} to {shown.high:.1%})"
        )


def rate(
    mentions: Counted,
    tokens: Counted,
    *,
    per: int = 1000,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> Rate:
    """Mentions per 1,000 tokens, with exact Poisson bounds and bounds by documents.

    Parameters
    ----------
    mentions, tokens : int, or array of int, shape (documents,)
        Mentions and tokens of the text, or of each document.
    per
        Tokens the rate is given for.
    level
        Nominal coverage of the bounds.
    draws, seed
        Resamplings of the documents, and their seed.

    Raises
    ------
    FoedusError
        If a number is negative or missing, or there is not one for each document.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28: 437-442.

    Examples
    --------
    >>> print(rate(10, 5000).text())
    10 mentions in 5,000 tokens: 2 per 1,000 (95% interval 0.959 to 3.68)
    """
    check_level(level, draws)
    k, n = counted(mentions, tokens, "mentions", "tokens")
    total, exposure = int(k.sum()), int(n.sum())
    if exposure == 0:
        why = "not assessable: there are no tokens"
        return Rate(total, 0, len(k), per, None, None, None, why, why)
    low, high = (bound * per / exposure for bound in garwood(total, level))
    basis = "exact Poisson intervals (Garwood), mentions taken as independent"
    drawn, why = by_documents(k, n, level, draws, (seed,))
    scaled = drawn and Interval(drawn.low * per, drawn.high * per, drawn.level, drawn.basis)
    value = total * per / exposure
    exact = Interval(low, high, level, basis)
    return Rate(total, exposure, len(k), per, value, exact, scaled, "", why)


def share(
    mentions: Counted,
    of: Counted,
    *,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> Share:
    """Share of one name's mentions among all mentions.

    Parameters
    ----------
    mentions, of : int, or array of int, shape (documents,)
        Mentions of the one and of all (the one included), or those of each document.
    level, draws, seed
        As for `rate`.

    Raises
    ------
    FoedusError
        If a number is negative or missing, or one is mentioned more often than all.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26: 404-413. Wilson, E. B. (1927).
    Journal of the American Statistical Association 22: 209-212.

    Examples
    --------
    >>> print(share(7, 40).text())
    7 of 40 mentions: 17.5% (95% interval 7.3% to 32.8%)
    """
    check_level(level, draws)
    k, n = counted(mentions, of, "mentions", "mentions of all")
    if (k > n).any():
        raise FoedusError(
            f"{int(k[k > n][0])} mentions of one among {int(n[k > n][0])} of all.",
            "Count the one among all.",
        )
    one, total = int(k.sum()), int(n.sum())
    if total == 0:
        why = "not assessable: nothing is named"
        return Share(one, 0, len(k), None, None, None, None, why, why)
    exact = Interval(*clopper_pearson(one, total, level), level, "exact binomial intervals")
    near = Interval(*wilson(one, total, level), level, "Wilson intervals of a share")
    drawn, why = by_documents(k, n, level, draws, (seed,))
    return Share(one, total, len(k), one / total, exact, near, drawn, "", why)


def by_documents(
    above: NDArray[np.int64],
    below: NDArray[np.int64],
    level: float,
    draws: int,
    seed: tuple[int, ...],
) -> tuple[Interval | None, str]:
    """Bounds of a ratio of sums from documents drawn again, or None and why not.

    Parameters
    ----------
    above, below : ndarray, shape (documents,)
        What is summed above and below the line.
    """
    holding = int((below > 0).sum())
    if holding < FEWEST_DOCUMENTS:
        return None, (
            f"not assessable by documents: {holding} of them, at least {FEWEST_DOCUMENTS} needed"
        )
    if int((above > 0).sum()) < 2:
        return None, "not assessable by documents: fewer than two of them hold a mention"
    sums = drawn_sums(np.stack([above, below], axis=1), draws, seed)
    with np.errstate(invalid="ignore"):
        low, high = percentiles(sums[:, 0] / sums[:, 1], level)
    return Interval(low, high, level, f"{draws:,} resamplings of {len(above):,} documents"), ""


def counted(
    above: Counted, below: Counted, name: str, name_below: str
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Two counts as arrays over documents, checked."""
    arrays = []
    for what, given in ((name, above), (name_below, below)):
        array = np.atleast_1d(np.asarray(given))
        if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
            raise FoedusError(f"The {what} are no counts.", "Give whole numbers, none missing.")
        if (array < 0).any() or (array != np.rint(array)).any():
            raise FoedusError(f"The {what} are no counts.", "Give whole numbers from 0 on.")
        arrays.append(array.astype(np.int64))
    if arrays[0].shape != arrays[1].shape or arrays[0].ndim != 1:
        raise FoedusError(
            f"{len(arrays[0])} documents with {name}, {len(arrays[1])} with {name_below}.",
            "Give one number each, or one for each document.",
        )
    return arrays[0], arrays[1]

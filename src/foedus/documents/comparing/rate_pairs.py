"""Two rates side by side: their ratio and difference, with intervals.

The ratio's bounds are exact: given the mentions of both together, those of the first are
binomial (Przyborowski and Wilenski 1940). The difference's are put together from the two
exact Poisson intervals (Zou and Donner 2008). By documents, both sets are drawn again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.comparing.exact_bounds import clopper_pearson
from foedus.documents.comparing.incomplete import beta_tails
from foedus.documents.comparing.rates import Counted, Rate, counted, rate
from foedus.documents.comparing.resampling import FEWEST_DOCUMENTS, drawn_sums, percentiles


@dataclass(frozen=True, slots=True)
class RatePair:
    """A second rate against a first (new against old, one side against the other).

    Parameters
    ----------
    first, second
        The two rates.
    difference, difference_interval
        Second less first, in the unit of the rates.
    ratio, ratio_interval
        Second over first; the ratio is infinite where only the second has mentions, and a
        bound is infinite where nothing speaks for one.
    p
        Two-sided exact probability of counts so uneven if the rates were the same.
    difference_by_documents, ratio_by_documents
        Bounds from documents of both sets drawn again; None where `why_no_documents` says why.
    why, why_no_documents
        Why there is no comparison, no bounds by documents; empty otherwise.
    """

    first: Rate
    second: Rate
    difference: float | None
    difference_interval: Interval | None
    ratio: float | None
    ratio_interval: Interval | None
    p: float | None
    difference_by_documents: Interval | None
    ratio_by_documents: Interval | None
    why: str = ""
    why_no_documents: str = ""

    def text(self) -> str:
        """The comparison in one line."""
        if self.difference is None or self.difference_interval is None:
            return self.why
        d = self.difference_by_documents or self.difference_interval
        line = (
            f"{self.first.value:.3g} to {self.second.value:.3g} per {self.first.per:,}: "
            f"{self.difference:+.3g} ({d.low:+.3g} to {d.high:+.3g})"
        )
        r = self.ratio_by_documents or self.ratio_interval
        if self.ratio is None or r is None:
            return f"{line}; ratio {self.why}"
        return f"{line}, {self.ratio:.3g} times as often ({r.low:.3g} to {r.high:.3g})"


def compare_rates(
    first: tuple[Counted, Counted],
    second: tuple[Counted, Counted],
    *,
    per: int = 1000,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> RatePair:
    """Compare mentions per 1,000 tokens in two texts or two sets of documents.

    Parameters
    ----------
    first, second : tuple of (mentions, tokens)
        As for `rate`: one number each, or one for each document.
    per, level, draws, seed
        As for `rate`.

    Raises
    ------
    FoedusError
        If a number is no count, or there is not one for each document.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from
    Poisson series. Biometrika 31: 313-323. Zou, G. Y. and Donner, A. (2008). Construction of
    confidence limits about effect measures: a general approach. Statistics in Medicine 27:
    1693-1702.

    Examples
    --------
    >>> print(compare_rates((8, 4000), (20, 5000)).text())
    2 to 4 per 1,000: +2 (-0.488 to +4.46), 2 times as often (0.844 to 5.25)
    """
    one = rate(*first, per=per, level=level, draws=draws, seed=seed)
    two = rate(*second, per=per, level=level, draws=draws, seed=seed)
    why = next((f"{name} text {r.why}" for name, r in _named(one, two) if r.value is None), "")
    if not (one.interval and two.interval) or one.value is None or two.value is None:
        return RatePair(one, two, None, None, None, None, None, None, None, why, why)
    difference = two.value - one.value
    apart = _apart((one.value, one.interval), (two.value, two.interval))
    by_difference, by_ratio, why_documents = _drawn(first, second, per, level, draws, seed)
    if not one.mentions + two.mentions:
        why = "not assessable: neither text has a mention"
        none = (None, None, None)
        return RatePair(one, two, difference, apart, *none, by_difference, None, why, why_documents)
    ratio = two.value / one.value if one.mentions else np.inf
    low, high, p = exact_ratio(one.mentions, one.tokens, two.mentions, two.tokens, level)
    bounds = Interval(low, high, level, "exact intervals given the mentions of both")
    return RatePair(
        one, two, difference, apart, ratio, bounds, p, by_difference, by_ratio, "", why_documents
    )


def exact_ratio(
    first: int, first_tokens: int, second: int, second_tokens: int, level: float = 0.95
) -> tuple[float, float, float]:
    """Exact bounds of the second rate over the first, and the two-sided probability.

    Returns
    -------
    low, high, p
        p is twice the smaller tail, at most 1, so that it agrees with the bounds.

    Examples
    --------
    >>> low, high, p = exact_ratio(3, 1000, 12, 1000)
    >>> round(low, 3), round(high, 3), round(p, 4)
    (1.079, 22.088, 0.0352)
    """
    both = first + second
    odds = [b / (1 - b) if b < 1 else np.inf for b in clopper_pearson(second, both, level)]
    fair = np.array([second_tokens / (first_tokens + second_tokens)])
    x, y = fair, 1 - fair
    # P(at most s of n) lies above x in the beta distribution with s + 1 and n - s.
    most = beta_tails(x, y, np.array([second + 1.0]), np.array([float(first)]))[1] if first else 1
    least = beta_tails(x, y, np.array([float(second)]), np.array([first + 1.0]))[0] if second else 1
    p = min(1.0, 2 * float(np.min(np.minimum(most, least))))
    scale = first_tokens / second_tokens
    return odds[0] * scale, odds[1] * scale, p


def _apart(one: tuple[float, Interval], two: tuple[float, Interval]) -> Interval:
    """Bounds of the difference, recovered from the exact bounds of the two rates."""
    (first, around_first), (second, around_second) = one, two
    down = math.hypot(second - around_second.low, around_first.high - first)
    up = math.hypot(around_second.high - second, first - around_first.low)
    difference, level = second - first, around_first.level
    basis = "intervals from the two exact Poisson intervals (Zou and Donner)"
    return Interval(difference - down, difference + up, level, basis)


def _drawn(
    first: tuple[Counted, Counted],
    second: tuple[Counted, Counted],
    per: int,
    level: float,
    draws: int,
    seed: int,
) -> tuple[Interval | None, Interval | None, str]:
    """Difference and ratio over documents of both sets drawn again, or None and why not."""
    drawn, sizes = [], []
    for k, (mentions, tokens) in enumerate((first, second)):
        above, below = counted(mentions, tokens, "mentions", "tokens")
        holding = int((below > 0).sum())
        if holding < FEWEST_DOCUMENTS:
            text = f"{holding} in the {('first', 'second')[k]} set"
            why = f"not assessable by documents: {text}, at least {FEWEST_DOCUMENTS} needed"
            return None, None, why
        sums = drawn_sums(np.stack([above, below], axis=1), draws, (seed, k))
        drawn.append(_ratio(sums[:, 0], sums[:, 1]))
        sizes.append((len(above), int((above > 0).sum())))
    if max(n for _, n in sizes) < 2:
        return None, None, "not assessable by documents: fewer than two hold a mention"
    basis = f"{draws:,} resamplings of {sizes[0][0]:,} and {sizes[1][0]:,} documents"
    apart = Interval(*percentiles((drawn[1] - drawn[0]) * per, level), level, basis)
    if min(n for _, n in sizes) < 2:
        return apart, None, "ratio not assessable by documents: one set has too few mentions"
    ratios = Interval(*percentiles(_ratio(drawn[1], drawn[0]), level), level, basis)
    return apart, ratios, ""


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ratio; infinite over nothing, NaN for nothing over nothing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(above / below)


def _named(one: Rate, two: Rate) -> tuple[tuple[str, Rate], tuple[str, Rate]]:
    return ("first", one), ("second", two)

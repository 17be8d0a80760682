"""Recovery by simulation: known paths, items drawn with the real gaps, the whole pipeline refitted.

Clean data follow the model without dyad-by-item intercepts; then intercepts of
standard deviation 1 (as the model assumes) and 1.5 (more than it assumes).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ties.inputs import evidence, say
from benchmarks.ties.metrics import SEED
from benchmarks.ties.output import report
from foedus.measures.graded_response import MISSING, Items, SlopeRule, fit
from foedus.measures.ties.items import HEADLINE
from foedus.measures.ties.model import RULE, conditional, interval, static_items
from foedus.measures.ties.paths import Walk, fit_paths

TABLES = ("recovery",)
DYADS = 4000
SPREADS = (0.0, 1.0, 1.5)
AIMS = {0.0: "0.88-0.92", 1.0: "", 1.5: ">= 0.85"}


def gaps(rng: np.random.Generator) -> NDArray[np.bool_]:
    """Which items are observed for a draw of real directed dyads, (items, years, dyads)."""
    from foedus.measures.ties.model import histories

    known = evidence().only(HEADLINE)
    laid = histories(known)
    weight = np.bincount(np.unique(laid.which).searchsorted(laid.which.ravel()))
    chosen = rng.choice(laid.answers.shape[2], DYADS, p=weight / weight.sum())
    return np.asarray(laid.answers[:, :, chosen] >= 0)


def simulate(
    items: Items, seen: NDArray[np.bool_], spread: float, walk: Walk, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """True paths and items drawn from them."""
    _, years, dyads = seen.shape
    path = np.empty((years, dyads))
    path[0] = rng.normal(size=dyads)
    for t in range(1, years):
        path[t] = walk.phi * path[t - 1] + np.sqrt(walk.innovation) * rng.normal(size=dyads)
    answers = np.full(seen.shape, MISSING, np.int8)
    for j, cuts in enumerate(items.cuts):
        eta = (
            items.slopes[j] * path + spread * rng.normal(size=dyads) + rng.logistic(size=path.shape)
        )
        answers[j] = (eta[None] > cuts[:, None, None]).sum(axis=0)
    return path, np.where(seen, answers, MISSING).astype(np.int8)


def recovered(items: Items, spread: float, scaled: bool, walk: Walk) -> tuple[float, ...]:
    """Correlation, bias, root mean square error and coverage of 90 % intervals."""
    rng = np.random.default_rng(SEED)
    seen = gaps(rng)
    path, answers = simulate(items, seen, spread, walk, rng)
    pooled = answers[:, ::5].reshape(len(answers), -1).T
    found = fit(pooled[(pooled >= 0).any(axis=1)], rule=SlopeRule(cap=4 * RULE.cap))
    mean, sd = fit_paths(answers, conditional(found, walk) if scaled else found, walk)
    at = (answers >= 0).any(axis=0)
    low, high = interval(mean, sd)
    inside = (path >= low) & (path <= high)
    r = float(np.corrcoef(mean[at], path[at])[0, 1])
    error = (mean - path)[at]
    return r, float(error.mean()), float(np.sqrt((error**2).mean())), float(inside[at].mean())


def run() -> None:
    """Simulate, refit, compare."""
    walk = Walk()
    items = static_items(evidence().only(HEADLINE))
    rows: list[tuple[Any, ...]] = []
    for spread in SPREADS:
        for scaled in (True, False):
            say(f"intercepts of sd {spread}, slopes {'scaled' if scaled else 'as fitted'}")
            rows.append(
                (
                    spread,
                    "yes" if scaled else "no",
                    *recovered(items, spread, scaled, walk),
                    AIMS[spread],
                )
            )
    report(
        "recovery",
        "Recovery of simulated paths (real gaps, item parameters refitted)",
        ("intercept_sd", "slopes_scaled", "r", "bias", "rmse", "coverage_90", "aim"),
        rows,
    )

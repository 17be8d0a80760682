"""Ideal points: rows of the result for one case."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from benchmarks.competitors.methods import Fit, Method, correlation, fitted, rank_correlation
from benchmarks.competitors.votes import Case, Floats

Row = dict[str, object]
THREADS = 1


def compare(
    case: Case, methods: list[Method], absent: dict[str, str], made: list[Case]
) -> tuple[list[Row], list[Row]]:
    """A row a method, and a row a pair of methods; coverage on the `made` up votes.

    A first run of each mode of foedus, which compiles its kernels, is not counted.
    """
    found: dict[str, Fit] = {}
    rows: list[Row] = []
    for method in methods:
        if method.name.startswith("foedus"):
            fitted(method, case)
        fit = fitted(method, case)
        if isinstance(fit, str):
            rows.append(missing(case, method.name, fit))
        else:
            found[method.name] = fit
            rows.append(row(case, method, fit) | covered(method, made))
        print("  ".join(f"{k} {v}" for k, v in rows[-1].items()), flush=True)
    rows += [missing(case, name, f"not available: {why}") for name, why in absent.items()]
    among: list[Row] = [
        {"case": case.name, "method": a, "other": b, "r": f"{correlation(found[a].mean, found[b].mean):.4f}"}
        for a, b in combinations(found, 2)
    ]  # fmt: skip
    return rows, among


def row(case: Case, method: Method, fit: Fit) -> Row:
    """What one program took and found."""
    per_second = "" if np.isnan(fit.ess) else f"{fit.ess / fit.fit_cpu:.2f}"
    return {
        "case": case.name,
        "method": method.name,
        "version": fit.version,
        "size": f"{len(case.votes)} votes, {len(case.votes.points)} points",
        "threads": THREADS,
        "cpu_s": f"{fit.cost.cpu:.1f}",
        "fit_cpu_s": f"{fit.fit_cpu:.2f}",
        "wall_s": f"{fit.cost.wall:.1f}",
        "peak_mb": f"{fit.cost.peak:.0f}",
        "draws": fit.draws or "",
        "ess": "" if np.isnan(fit.ess) else f"{fit.ess:.0f}",
        "ess_per_cpu_s": per_second,
        "r_published": f"{correlation(fit.mean, case.known):.4f}",
        "rank_r_published": f"{rank_correlation(fit.mean, case.known):.4f}",
        "r_within": f"{within(case, fit.mean):.4f}",
        "note": method.remark,
    }


def within(case: Case, mean: Floats) -> float:
    """Mean of the correlations within sessions."""
    period = case.votes.points.period
    return float(
        np.mean(
            [correlation(mean[period == t], case.known[period == t]) for t in np.unique(period)]
        )
    )


def covered(method: Method, made: list[Case]) -> Row:
    """Share of true positions within the 90 % intervals, all made-up votes together."""
    inside, r = [], []
    for case in made:
        fit = fitted(method, case, "made up")
        if isinstance(fit, str):
            return {"coverage": "", "r_truth": "", "coverage_of_each": fit}
        inside.append((fit.low <= case.known) & (case.known <= fit.high))
        r.append(correlation(fit.mean, case.known))
    if not made:
        return {"coverage": "", "r_truth": "", "coverage_of_each": ""}
    each = "; ".join(f"{c.name}: {x.mean():.3f}" for c, x in zip(made, inside, strict=True))
    return {
        "coverage": f"{np.concatenate(inside).mean():.3f}",
        "r_truth": f"{np.mean(r):.4f}",
        "coverage_of_each": each,
    }


def missing(case: Case, name: str, why: str) -> Row:
    """A row that says why there are no figures."""
    return {"case": case.name, "method": name, "note": why}

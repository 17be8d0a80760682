"""How far the score depends on swap lines, on eras and on mass treaties."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.ties.inputs import LAST, say
from benchmarks.ties.output import report
from benchmarks.ties.variants import ROBUSTNESS

TABLES = ("robustness", "robustness_pairs", "items")
PAIRS = (
    (365, 710),
    (710, 365),
    (2, 200),
    (2, 740),
    (2, 365),
    (710, 731),
    (365, 750),
    (750, 365),
    (220, 255),
)
YEARS = (1985, 2000, 2010, LAST)


def run() -> None:
    """Each variant beside the shipped score; lead pairs; item parameters."""
    rows: list[tuple[Any, ...]] = []
    listed: list[tuple[Any, ...]] = []
    parameters: list[tuple[Any, ...]] = []
    shipped = None
    for variant in ROBUSTNESS:
        say(variant.name)
        part = variant.source()
        frame = part.frame
        mean, items = variant.score(part)
        shipped = mean if shipped is None else shipped
        names = list(variant.reshape(part).codes)
        parameters += [
            (variant.name, n, float(s), *(float(c) for c in (*cuts, *[np.nan] * 5)[:5]))
            for n, s, cuts in zip(names, items.slopes, items.cuts, strict=True)
        ]
        tied = shipped >= 1
        apart = np.abs(mean - shipped)
        rows.append((variant.name, float(np.corrcoef(mean.ravel(), shipped.ravel())[0, 1]),
                     float(np.corrcoef(mean[tied], shipped[tied])[0, 1]),
                     float(apart[tied].mean()), float((apart[tied] > 0.5).mean())))  # fmt: skip
        for i, j in PAIRS:
            at = frame.rows([i] * len(YEARS), [j] * len(YEARS), YEARS)
            listed.append(
                (variant.name, i, j, *(float(mean[r, int(i > j)]) if r >= 0 else None for r in at))
            )
    report("robustness", "Variants beside the shipped score (tied: at least 1)",
           ("variant", "r_all", "r_tied", "mean_distance_tied", "share_over_half"), rows)  # fmt: skip
    report(
        "robustness_pairs", "Lead pairs", ("variant", "ccode1", "ccode2", *map(str, YEARS)), listed
    )
    report("items", "Item parameters", ("variant", "item", "slope", *(f"cut_{k}" for k in range(1, 6))),
           [tuple(None if isinstance(v, float) and np.isnan(v) else v for v in r) for r in parameters])  # fmt: skip

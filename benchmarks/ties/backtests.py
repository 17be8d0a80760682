"""Backtests: all inputs hidden after a year; do carried-forward intervals cover what came?

The value established later is the posterior mean once all inputs to 2018 are in. Carried
forward means fitted to the cut year, item parameters too, and let walk on.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.ties.inputs import LAST, cut_at, evidence, fitted, say
from benchmarks.ties.output import report
from foedus.measures.graded_response import MISSING
from foedus.measures.ties.items import HEADLINE
from foedus.measures.ties.model import LEVEL_90, interval, static_items

TABLES = ("backtests",)
CUTS = (2010, 2014, 2016)
TIED = 1.0
AIM = 0.85


def run() -> None:
    """For each cut and later year, coverage overall, among tied pairs, and where treaties changed."""
    full = evidence().only(HEADLINE)
    frame = full.frame
    known, _ = fitted(full)
    every = np.ones_like(known, bool)
    rows: list[tuple[Any, ...]] = []
    for cut in CUTS:
        say(f"inputs hidden after {cut}")
        items = static_items(cut_at(full, cut))
        mean, sd = fitted(full.hidden(cut), items)
        low, high = interval(mean, sd, treaty_known=False)
        inside = (known >= low) & (known <= high)
        then = frame.rows(frame.ccode1, frame.ccode2, np.full(len(frame), cut))
        back = np.maximum(then, 0)
        there = (then >= 0)[:, None]
        narrow = np.abs(known - mean[back]) <= LEVEL_90 * sd[back]
        treaty = full.codes["treaty"]
        changed = there & (treaty[back] != treaty) & (treaty[back] != MISSING)
        tied = there & (np.maximum(mean[back], known) >= TIED)
        for year in [*range(cut + 1, LAST + 1), None]:
            at = (frame.year > cut) if year is None else (frame.year == year)
            for name, chosen in (("all", every), ("tied", tied), ("treaty changed", changed)):
                pick = at[:, None] & chosen & there
                if not pick.any():
                    continue
                rows.append(
                    (
                        cut,
                        year or f"{cut + 1}-{LAST}",
                        name,
                        int(pick.sum()),
                        float(inside[pick].mean()),
                        float(narrow[pick].mean()),
                        float((mean - known)[pick].mean()),
                        AIM,
                    )
                )
    report(
        "backtests",
        f"All inputs hidden after the cut (tied: at least {TIED} at the cut or later; aim {AIM})",
        ("cut", "year", "pairs", "n", "covered_90", "covered_if_not_widened", "mean_error", "aim"),
        rows,
    )

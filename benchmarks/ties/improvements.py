"""What changes to the trial's method gain in foreseeing who joins whose side."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.ties.inputs import cut_at, say
from benchmarks.ties.joining import design, out_of_sample, predictors, relevant
from benchmarks.ties.joins import CUTS, all_cases
from benchmarks.ties.metrics import auc, average_precision
from benchmarks.ties.output import report
from benchmarks.ties.variants import CONSTANTS

TABLES = ("improvements",)


def run() -> None:
    """The joining study with each change, without past disputes among the items."""
    cases = all_cases()
    x = predictors(cases)
    near = relevant(x)
    rows: list[tuple[Any, ...]] = []
    for variant in (v.without_disputes() for v in CONSTANTS):
        say(variant.name)
        whole = variant.source()
        score = np.empty(len(cases.cut))
        for cut in CUTS:
            mean, _ = variant.score(cut_at(whole, cut))
            at = cases.cut == cut
            score[at] = mean[cases.row[at], cases.side[at]]
        chance = out_of_sample(cases, design(x, [score]))
        tested = np.isfinite(chance)
        rows.append((variant.name, auc(cases.event, score), auc(cases.event[near], score[near]),
                     average_precision(cases.event, score),
                     auc(cases.event[tested], chance[tested]),
                     auc(cases.event[tested & near], chance[tested & near])))  # fmt: skip
    report("improvements", "Who joins whose side: changes to the method (no past disputes)",
           ("variant", "auc", "auc_relevant", "average_precision", "auc_with_base",
            "auc_with_base_relevant"), rows)  # fmt: skip

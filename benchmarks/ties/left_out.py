"""Each item foreseen from the others: does the trait know more than the obligation class?"""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.ties.inputs import evidence, fitted, plain_sum, say, tables
from benchmarks.ties.metrics import auc
from benchmarks.ties.output import report
from foedus.measures.obligations import compute as obligations_of
from foedus.measures.obligations import obligation_class
from foedus.measures.ties.items import HEADLINE

TABLES = ("left_out",)
ITEMS = ("arms", "troops", "exercises", "alongside", "swap")
AIM = 0.04


def run() -> None:
    """AUC of "any" against "none" for each item, from the score without it."""
    whole = evidence()
    bits = obligations_of(tables(), whole.frame, {})["obligations"]
    owed = obligation_class(bits)
    rows: list[tuple[Any, ...]] = []
    for item in ITEMS:
        say(f"without {item}")
        others = whole.only([n for n in HEADLINE if n != item])
        mean, _ = fitted(others)
        seen = whole.codes[item] >= 0
        event = (whole.codes[item][seen] > 0).astype(np.int64)
        ties, class_, total = (auc(event, v[seen]) for v in (mean, owed, plain_sum(others.codes)))
        rows.append(
            (item, int(seen.sum()), int(event.sum()), ties, class_, ties - class_, total, AIM)
        )
    report(
        "left_out",
        "Each item from the others: AUC of any against none",
        ("item", "n", "events", "ties", "obligation_class", "gain", "sum_of_others", "aim_gain"),
        rows,
    )

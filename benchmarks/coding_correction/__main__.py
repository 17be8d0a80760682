"""Bias and coverage of corrected estimates where the machine is about 90 % right.

Four hundred made-up corpora a world, each with its own texts, machine labels and gold sample. Three
estimates (a share, the difference of two sides, a logistic coefficient) by four methods: the
machine alone, gold labels alone, design-based supervised learning, PPI++. Those "not assessable"
are left out and their number is reported.
"""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np

from benchmarks.coding_correction.worlds import WORLDS, World
from benchmarks.machine import report
from foedus.documents.correction.estimate import difference, mean
from foedus.documents.correction.how import How
from foedus.documents.correction.regression import regression
from foedus.documents.correction.result import Corrected, Estimate

REPEATS = 400
METHODS = ("machine alone", "gold alone", "DSL", "PPI++")


def estimates(world: World, seed: int) -> dict[str, dict[str, Estimate | None]]:
    """Each estimate by each method, from one corpus."""
    made, side = world.made(seed)
    names = np.where(side > 0, "1", "0")
    plain = How(covariates={"side": names})
    dsl, ppi = How(guess=plain.guesses(made)), How(method="ppi")
    out = {}
    for what in world.truth:
        ours, theirs = (_found(what, made, side, names, how) for how in (dsl, ppi))
        out[what] = dict(zip(METHODS, (ours.naive, ours.gold_only, ours.estimate, theirs.estimate),
                             strict=True))  # fmt: skip
    return out


def _found(what: str, made: object, side: object, names: object, how: How) -> Corrected:
    if what == "share":
        return mean(made, how=how)  # type: ignore[arg-type]
    if what == "difference":
        return difference(made, names, "1", "0", how=how)  # type: ignore[arg-type]
    return regression(made, {"side": side}, kind="logistic", how=how)["side"]  # type: ignore


def rows(world: World) -> list[dict[str, object]]:
    """Bias, coverage and share assessed of each estimate and method."""
    held: dict[tuple[str, str], list[Estimate | None]] = defaultdict(list)
    for seed in range(REPEATS):
        for what, by_method in estimates(world, seed).items():
            for method, one in by_method.items():
                held[what, method].append(one)
    start = {"what": f"{world.name}: machine right", "value": round(world.accuracy, 3),
             "unit": "share", "note": f"{REPEATS} corpora"}  # fmt: skip
    return [start, *(row for (what, method), found in held.items()
                     for row in _rows(world, what, method, found))]  # fmt: skip


def _rows(
    world: World, what: str, method: str, found: list[Estimate | None]
) -> list[dict[str, object]]:
    name = f"{world.name}: {what}, {method}"
    kept = [e for e in found if e is not None]
    told = {"what": f"{name}: assessed", "value": round(len(kept) / len(found), 3), "unit": "share"}
    plain = method in METHODS[:2]
    truth = world.truth[what]
    values = np.array([e.value for e in kept])
    covered = np.mean([e.interval.low <= truth <= e.interval.high for e in kept])
    se = float(np.mean([e.se for e in kept]))
    return [
        {"what": f"{name}: bias", "value": round(values.mean() - truth, 4), "unit": "estimate",
         "note": f"truth {truth:.3f}, spread {values.std():.4f}, mean standard error {se:.4f}"},
        {"what": f"{name}: coverage", "value": round(float(covered), 3), "unit": "share",
         "note": f"of 95 % intervals, {len(kept)} corpora"},
        *([] if plain else [told]),
    ]  # fmt: skip


def main() -> None:
    """Simulate and report."""
    start = time.process_time()
    found = [row for world in WORLDS for row in rows(world)]
    taken = {"what": "processor time", "value": round(time.process_time() - start), "unit": "s"}
    report("coding_correction", [*found, taken])


if __name__ == "__main__":
    main()

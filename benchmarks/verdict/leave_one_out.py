"""Are the calibrated thresholds fitted to single states? Each state left out in turn."""

from __future__ import annotations

from functools import cache

import numpy as np

from benchmarks.verdict import cases, output
from benchmarks.verdict.statistics import wilson
from foedus.assessment import calibration
from foedus.assessment.thresholds import ramps, thresholds
from foedus.states.table import systems

SAME = {260: 255}
"""West Germany is left out together with Germany."""


@cache
def fitted_on() -> tuple[tuple[cases.CaseLine, ...], calibration.Cases]:
    """The calibration cases, as lines and as arrays."""
    lines = cases.for_calibration(cases.load())
    return lines, cases.pool(lines, cases.evidence(lines))


def left_out() -> list[output.Row]:
    """For each state: its cases accepted and plainly wrong, fitted without it."""
    lines, pool = fitted_on()
    codes = np.array([[SAME.get(c, c) for c in x.pair] for x in lines])
    now, _ = calibration.judged(pool, ramps())
    out: list[output.Row] = []
    for state in np.unique(codes).tolist():
        own = (codes == state).any(axis=1)
        found, _ = calibration.calibrate(pool.take(~own), thresholds())
        bounds = {name: (t.low, t.high) for name, t in found.items()}
        accepted, wrong = calibration.judged(pool.take(own), bounds)
        name = systems().state(state).iso3
        out.append(
            (name, int(own.sum()), int(now[own].sum()), int(accepted.sum()), int(wrong.sum()))
        )
    return out


def run() -> None:
    """Print and write accuracy with each state left out."""
    table = left_out()
    header = ("state left out", "cases", "accepted now", "accepted without it", "plainly wrong")
    output.save("leave_one_out", header, table)
    changed = [r for r in table if r[2] != r[3]]
    output.show(f"States whose cases change when left out, of {len(table)}", header, changed)
    n, now, without, wrong = (sum(r[k] for r in table) for k in range(1, 5))
    lines, pool = fitted_on()
    whole, _ = calibration.judged(pool, ramps())
    low, high = wilson(without, n)
    print(
        f"\nEach case counted once for each of its states: {without} of {n} accepted when left out"
        f" ({without / n:.3f}; {low:.3f} to {high:.3f}), {now} ({now / n:.3f}) with the file's thresholds;"
        f" {wrong} plainly wrong.\nAll {len(lines)} cases with the file's thresholds: {whole.sum()} accepted."
    )


def run_calibrate() -> None:
    """Print what the search would choose beside the file's values; nothing is written."""
    _, pool = fitted_on()
    found, score = calibration.calibrate(pool, thresholds())
    now = float(calibration.scores(pool, ramps()))
    rows = [
        (
            name,
            t.low,
            t.high,
            found[name].low,
            found[name].high,
            "" if found[name] == t else "moves",
        )
        for name, t in thresholds().items()
        if t.set == "calibrated"
    ]
    header = ("threshold", "low", "high", "low found", "high found", "")
    output.show("Calibrated thresholds: the file's and what the search finds", header, rows)
    accepted, wrong = calibration.judged(pool, {n: (t.low, t.high) for n, t in found.items()})
    was, was_wrong = calibration.judged(pool, ramps())
    print(
        f"\n{len(pool)} cases. File: score {now:g} ({was.sum()} accepted, {was_wrong.sum()} plainly wrong)."
        f" Search: score {score:g} ({accepted.sum()} accepted, {wrong.sum()} plainly wrong)."
    )

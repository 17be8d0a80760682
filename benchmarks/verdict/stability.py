"""Does the type hang on one number? Each threshold moved by a quarter, and all at random."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.verdict import cases, output
from benchmarks.verdict.base_rates import everyone
from foedus.assessment.evidence import Evidence
from foedus.assessment.ranks import TIES
from foedus.assessment.thresholds import VARIED, Ramps, moved, ramps, thresholds, varied_ramps
from foedus.assessment.typology import rank
from foedus.core.settings import SEED

YEAR = 2010
DRAWS, BATCH = 200, 10
ALL_TIES = (*TIES, "troops", "hostility", "pact_members")


def tied(rows: Evidence) -> NDArray[np.bool_]:
    """Whether a dyad has any tie: a treaty, arms, exercises, credit, troops or hostility."""
    out = np.zeros(len(rows.inputs), bool)
    for name in ALL_TIES:
        shown = np.nan_to_num(rows.inputs.held[name]) > 0
        out |= shown.any(axis=1) if shown.ndim == 2 else shown
    return out


def flips(rows: Evidence, moved_ramps: Ramps) -> NDArray[np.bool_]:
    """Whether the leading type differs from the one at the thresholds as they stand."""
    return np.asarray(rank(rows.read(moved_ramps))[0] != rows.ranked[0])


def one_by_one(groups: dict[str, Evidence]) -> list[output.Row]:
    """Share of each group that flips when one threshold is moved down or up."""
    out: list[output.Row] = []
    for name, t in thresholds().items():
        for factor in (1 - VARIED, 1 + VARIED):
            changed = {**ramps(), name: moved(t, factor)}
            shares = [float(flips(rows, changed).mean()) for rows in groups.values()]
            out.append((name, f"{factor - 1:+.0%}", t.set, *shares))
    return out


def together(rows: Evidence) -> NDArray[np.float64]:
    """Share that flips in each draw of all thresholds at once."""
    rng = np.random.default_rng(SEED)
    shares = [
        np.broadcast_to(flips(rows, varied_ramps(BATCH, rng)), (BATCH, len(rows.inputs))).mean(
            axis=1
        )
        for _ in range(DRAWS // BATCH)
    ]
    return np.concatenate(shares)


def groups() -> dict[str, Evidence]:
    """Dyads with any tie in one year, and the calibration cases."""
    every = everyone((YEAR,))
    own = cases.evidence(cases.for_calibration(cases.load()))
    return {f"dyads {YEAR}": every.take(tied(every)), "calibration cases": own}


def run() -> None:
    """Print and write the share of verdicts that flip."""
    some = groups()
    header = ("threshold", "moved", "set", *some)
    title = "Share of leading types that flip, " + ", ".join(
        f"{n} (n = {len(r.inputs)})" for n, r in some.items()
    )
    table = one_by_one(some)
    drawn = {name: together(rows) for name, rows in some.items()}
    for words, share in (("median", 0.5), ("95th percentile", 0.95)):
        figures = [float(np.quantile(x, share)) for x in drawn.values()]
        table.append(("all together", f"at random, {DRAWS} draws: {words}", "", *figures))
    output.report("stability", title, header, table)

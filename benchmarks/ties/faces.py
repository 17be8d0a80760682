"""Pairs that everyone knows, failures included: score, interval, sub-scores, hostility."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ties.inputs import SOURCES, say
from benchmarks.ties.output import report
from foedus.core.settings import data_folders
from foedus.dyads.frame import DyadFrame
from foedus.measures import hostility, hostility_score, latent_ties, obligations
from foedus.sources.tidy import build_tables

TABLES = ("faces", "parts")
MORE = ("thompson_rivalries", "tss_rivalries", "rivalry_supplement", "gsdb_sanctions")
PAIRS = (
    (710, 365, 1955, "allies in deed"),
    (710, 365, 1972, "FAILURE: the treaty of 1950 is in force on paper, the two are foes"),
    (365, 710, 1972, "FAILURE: the same from the other side"),
    (2, 365, 1995, "FAILURE: high through organisations for all of Europe"),
    (731, 710, 2018, "FAILURE: low, nothing but a shallow pact is recorded"),
    (710, 731, 2018, "FAILURE: the same from the other side"),
    (2, 666, 2018, "no treaty: supplied, not promised"),
    (365, 710, 2010, "supplied more than promised"),
    (710, 365, 2010, ""),
    (2, 200, 2018, ""),
    (2, 740, 2018, ""),
    (2, 390, 2018, ""),
    (365, 750, 2010, ""),
    (2, 365, 1975, ""),
    (140, 712, 2000, "no tie"),
)


@cache
def computed() -> tuple[DyadFrame, dict[str, NDArray[Any]]]:
    """All columns for 1946-2020."""
    tables = build_tables(data_folders(None), (*SOURCES, *MORE))[0]
    frame = DyadFrame.between(1946, 2020)
    out: dict[str, NDArray[Any]] = {}
    for group in (obligations, hostility, latent_ties, hostility_score):
        say(group.__name__.rsplit(".", 1)[-1])
        out |= group.compute(tables, frame, out)
    return frame, out


def run() -> None:
    """The list, and how score, sub-scores and hostility hang together."""
    frame, out = computed()
    values = {m.name: m.values(out) for m in latent_ties.GROUP.measures}
    values["hostility_score"] = out["hostility_score"]
    shown = ("ties", "ties_low", "ties_high", "ties_promised", "ties_provided", "ties_paid",
             "ties_items", "ties_mass_treaty", "hostility_score")  # fmt: skip
    rows: list[tuple[Any, ...]] = []
    for i, j, year, words in PAIRS:
        r, side = int(frame.rows([i], [j], [year])[0]), int(i > j)
        cells = [float(values[n][r, side]) for n in shown]
        rows.append((i, j, year, *(None if np.isnan(v) else v for v in cells), words))
    report("faces", "Known pairs", ("ccode1", "ccode2", "year", *shown, "note"), rows)
    head = values["ties"]
    parts: list[tuple[Any, ...]] = []
    for name in ("ties_promised", "ties_provided", "ties_paid", "hostility_score"):
        both = np.isfinite(head) & np.isfinite(values[name])
        parts.append(
            (
                name,
                "ties",
                int(both.sum()),
                float(np.corrcoef(head[both], values[name][both])[0, 1]),
            )
        )
    for name in ("ties", "ties_promised", "ties_provided"):
        both = np.isfinite(values[name]).all(axis=1)
        parts.append((name, "the other direction", int(both.sum()),
                      float(np.corrcoef(values[name][both].T)[0, 1])))  # fmt: skip
    report("parts", "Correlations over directed dyad-years", ("column", "with", "n", "r"), parts)

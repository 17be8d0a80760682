"""Backtests: all inputs hidden after a year; do the carried types and draws cover what came?

What is compared with what is in `cuts`. The draws are those of an assessment, of 400 pairs
with a tie a cut; a type is in their set where it leads in at least a twentieth of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.verdict import output
from benchmarks.verdict.cuts import ESTABLISHED, LAST, Cut, cuts
from foedus.assessment.draws import GOES_ON, draw
from foedus.core.vocabulary import VERDICT_TYPES

SAMPLE, DRAWS, SEED = 400, 60, 20261122
NAMED = 0.05
AIM = 0.85
SETTINGS = {"as zero": 0.0, "half": GOES_ON, "always": 1.0}
"""Share of draws in which inputs past their reach go on: before, now, and the other extreme."""
EDGES = (0.0, 0.3, 0.5, 0.7, 0.9, 0.99, 1.01)


class Drawn(NamedTuple):
    """What the draws say of sampled rows: share of draws by type, and the membership's interval."""

    row: NDArray[np.int64]
    shares: NDArray[np.float64]
    inside: NDArray[np.bool_]


def sample(c: Cut, size: int = SAMPLE) -> list[NDArray[np.int64]]:
    """Rows of each of some pairs with a tie after the cut, drawn at random with a fixed seed."""
    codes = np.unique(c.pair[c.known(ESTABLISHED) & c.tied])
    picked = np.random.default_rng(SEED + c.cut).choice(codes, min(size, len(codes)), replace=False)
    start = np.searchsorted(c.pair, np.sort(picked))
    end = np.searchsorted(c.pair, np.sort(picked), side="right")
    return [np.arange(a, b) for a, b in zip(start, end, strict=True)]


def drawn(c: Cut, pairs: list[NDArray[np.int64]], goes_on: float) -> Drawn:
    """Draws of the sampled pairs' later years, as an assessment makes them but for the votes.

    The votes are not drawn again: their counts would have to be read pair by pair.
    """
    wanted = c.known(ESTABLISHED) & c.tied
    lead = c.full.ranked[0]
    rows, shares, inside = [], [], []
    for of_pair in pairs:
        own = c.dark.take(of_pair)
        for k in np.flatnonzero(wanted[of_pair]).tolist():
            row = int(of_pair[k])
            d = draw(own, k, {}, c.rates, draws=DRAWS, seed=SEED + row, goes_on=goes_on)
            rows.append(row)
            shares.append(np.bincount(d.lead, minlength=len(VERDICT_TYPES)) / DRAWS)
            name = VERDICT_TYPES[lead[row]]
            within = d.interval(name)
            value = float(c.full.reading.memberships[name][row])
            inside.append(within.low - 1e-9 <= value <= within.high + 1e-9)
    return Drawn(np.array(rows), np.array(shares), np.array(inside))


def of_draws(c: Cut, d: Drawn, pick: NDArray[np.bool_]) -> list[Any]:
    """Share covered, size of the set, share first in most draws, and memberships covered."""
    at = pick[d.row]
    if not at.any():
        return [None] * 4
    shares, lead = d.shares[at], c.full.ranked[0][d.row[at]]
    named = shares >= NAMED
    return [
        float(named[np.arange(len(lead)), lead].mean()),
        float(named.sum(axis=1).mean()),
        float((shares.argmax(axis=1) == lead).mean()),
        float(d.inside[at].mean()),
    ]


def lines(c: Cut, by_setting: Mapping[str, Drawn]) -> list[output.Row]:
    """Figures by group and year, and over all years."""
    lead, dark, longer = (e.ranked[0] for e in (c.full, c.dark, c.longer))
    out: list[output.Row] = []
    for name, group in c.groups().items():
        for year in (*range(c.cut + 1, LAST + 1), None):
            at = group if year is None else group & (c.year == year)
            if not at.any():
                continue
            some = by_setting["half"].row
            figures = [x for d in by_setting.values() for x in of_draws(c, d, at & c.tied)]
            if name == "all":
                figures = [None] * len(figures)
            out.append(
                (
                    c.cut,
                    "all" if year is None else year,
                    None if year is None else year - c.cut,
                    name,
                    int(at.sum()),
                    float((dark == lead)[at].mean()),
                    float(c.kept[at].mean()),
                    float((longer == lead)[at].mean()),
                    0 if name == "all" else int(at[some].sum()),
                    *figures,
                    AIM,
                )
            )
    return out


HEADER = (
    "cut", "year", "ahead", "pairs", "n", "same type", "type of the cut year", "trade carried longer",
    "n drawn",
    *(f"{what}, {s}" for s in SETTINGS for what in ("covered", "types", "first right", "membership")),
    "aim",
)  # fmt: skip


def calibration(cut: int, setting: str, c: Cut, d: Drawn) -> list[output.Row]:
    """The printed type's share of draws in bins, beside how often it was right."""
    printed = c.dark.ranked[0][d.row]
    stated = d.shares[np.arange(len(printed)), printed]
    right = printed == c.full.ranked[0][d.row]
    out: list[output.Row] = []
    for low, high in pairwise(EDGES):
        at = (stated >= low) & (stated < high)
        if at.any():
            span = f"{low:g} to {min(high, 1.0):g}"
            out.append(
                (
                    cut,
                    setting,
                    span,
                    int(at.sum()),
                    float(stated[at].mean()),
                    float(right[at].mean()),
                )
            )
    return out


def run() -> None:
    """Print and write how often carried types and draws cover the type established later."""
    table: list[output.Row] = []
    bins: list[output.Row] = []
    for c in cuts():
        pairs = sample(c)
        by_setting = {name: drawn(c, pairs, share) for name, share in SETTINGS.items()}
        table += lines(c, by_setting)
        for name, d in by_setting.items():
            bins += calibration(c.cut, name, c, d)
    output.save("backtests", HEADER, table)
    unprinted = ("first right", "membership", "aim")
    short = [k for k, h in enumerate(HEADER) if h.split(",")[0] not in unprinted]
    output.show(
        "Inputs hidden after the cut: type of later years, and whether the draws name it",
        [HEADER[k] for k in short],
        [[r[k] for k in short] for r in table],
    )
    header = ("cut", "past reach", "first in", "n", "stated", "right")
    output.report("backtests_calibration", "The printed type: stated and right", header, bins)

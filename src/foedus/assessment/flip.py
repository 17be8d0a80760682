"""What would change the verdict: the nearest change of the inputs, of a size seen before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.case import Case
from foedus.assessment.thresholds import ramps
from foedus.assessment.typology import rank, read
from foedus.assessment.wording import number
from foedus.core.vocabulary import VERDICT_TYPES, VerdictType
from foedus.measures.treaty_register_merge import ATOP_TO

STEPS = 24
HORIZON = 5
NEAR = 0.2
"""Comparable pairs start within this share of the pair's value."""


@dataclass(frozen=True, slots=True)
class Lever:
    """An input that may change: how far, and the stored column where past changes are counted."""

    inputs: tuple[str, ...]
    words: str
    column: str
    low: float
    high: float
    steps: bool = False


LEVERS = (
    Lever(("hostility",), "hostility between the two", "hostility", 0.0, 1.0),
    Lever(("exercises",), "joint exercises over five years", "exercises_5y", 0.0, 10.0),
    Lever(
        ("arms", "weaker_arms"),
        "arms supplied over ten years (million TIV)",
        "arms_10y",
        0.0,
        20000.0,
    ),
    Lever(("arms_share", "weaker_arms_share"), "share of arms imports", "arms_share", 0.0, 1.0),
    Lever(("dependence",), "trade over GDP", "dependence", 0.0, 0.5),
    Lever(("weaker_trade_share",), "share of the weaker state's trade", "trade_share", 0.0, 1.0),
    Lever(("shared_threat",), "shared threat", "shared_threat", 0.0, 0.8),
    Lever(("kappa",), "agreement in votes (kappa)", "kappa_votes_3y", -0.5, 1.0),
    Lever(("defence",), "a defence obligation", "obligations", 0.0, 1.0, steps=True),
    Lever(("treaty_life",), "share of members the strongest provides for", "treaty_life", 0.0, 1.0),
    Lever(("peace_years",), "years of peace", "peace_years", 0.0, 99.0),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one input that would change the leading type."""

    lever: Lever
    start: float
    end: float
    size: float
    becomes: VerdictType


def nearest(case: Case) -> list[Change]:
    """For each lever the smallest change that changes the type, nearest first."""
    found = [c for lever in LEVERS if (c := _smallest(case, lever)) is not None]
    return sorted(found, key=lambda c: (c.size, c.lever.words))


def _smallest(case: Case, lever: Lever) -> Change | None:
    start = case.value(lever.inputs[0])
    if start is None:
        return None
    ends = np.array([1.0 - start]) if lever.steps else np.linspace(lever.low, lever.high, STEPS)
    types = _types(case, lever, ends, start)
    changed = np.flatnonzero(types != VERDICT_TYPES.index(case.lead))
    if changed.size == 0:
        return None
    size = np.abs(ends - start) / (lever.high - lever.low)
    best = int(changed[np.argmin(size[changed])])
    return Change(
        lever, start, float(ends[best]), float(size[best]), VERDICT_TYPES[int(types[best])]
    )


def _types(case: Case, lever: Lever, ends: NDArray[np.float64], start: float) -> NDArray[np.int64]:
    row = slice(case.row, case.row + 1)
    values = {
        k: np.broadcast_to(v[row], (len(ends),)).copy() for k, v in case.pair.inputs.values.items()
    }
    for name in lever.inputs:
        values[name] = ends.copy()
    if lever.inputs[0] == "defence" and start == 0:
        # A new obligation between the two is taken to be a treaty of their own.
        values["defence_members"] = np.full(len(ends), 2.0)
        values["defence_mutual"] = ends.copy()
    marks = {k: np.broadcast_to(v[row], (len(ends),)) for k, v in case.pair.yardsticks.items()}
    return rank(read(values, marks, ramps()))[0]


def seen_before(case: Case, change: Change) -> tuple[int, int]:
    """How often comparable pairs went as far within five years: times, and pairs that began there.

    Comparable are pairs with an obligation or arms between them whose value began near
    this pair's (within a fifth), every fifth year on record.
    """
    column = change.lever.column
    # Treaties after ATOP's last year are mostly carried: no change there is no evidence.
    last = min(case.year, ATOP_TO) if column == "obligations" else case.year
    years = ", ".join(str(y) for y in range(1950, last + 1, HORIZON))
    wanted = sorted({column, "obligations", "arms_10y"})
    read_ = case.panel.read(wanted, f"year IN ({years})")
    tied = (np.nan_to_num(read_["obligations"]) > 0).any(axis=1)
    tied |= (np.nan_to_num(read_["arms_10y"]) > 0).any(axis=1)
    values = read_[column]
    level = _level(column, values)
    code = read_["ccode1"] * 1000 + read_["ccode2"]
    next_same = (code[1:] == code[:-1]) & (read_["year"][1:] - read_["year"][:-1] == HORIZON)
    next_same &= tied[:-1] | (column == "obligations")
    before, after = level[:-1][next_same], level[1:][next_same]
    known = np.isfinite(before) & np.isfinite(after)
    before, after = before[known], after[known]
    width = max(abs(change.start) * NEAR, 1e-9)
    began = (np.abs(before - change.start) <= width) if change.start else (before == 0)
    reached = after >= change.end if change.end > change.start else after <= change.end
    return int((began & reached).sum()), int(began.sum())


def _level(column: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
    if column == "obligations":
        owed = (np.nan_to_num(values).astype(int) & 1).any(axis=1).astype(float)
        return np.where(np.isfinite(values).all(axis=1), owed, np.nan)
    return np.fmax(values[:, 0], values[:, 1]) if values.ndim == 2 else values


def sentence(case: Case) -> str:
    """The nearest change of a size seen before, in words."""
    tried = nearest(case)[:4]
    for change in tried:
        times, pairs = seen_before(case, change)
        if times:
            return (
                f"Nearest change of a size seen before: {_words(change)}. Among pairs with a tie that began near "
                f"there this happened within five years in {times:,} of {pairs:,}. It would leave: {change.becomes}."
            )
    if tried:
        first = tried[0]
        return (
            f"Nearest change: {_words(first)}, of a size not seen in five years. "
            f"It would leave: {first.becomes}."
        )
    return "No change of a single input would change the type."


def _words(change: Change) -> str:
    if change.lever.steps:
        return f"{change.lever.words} {'ends' if change.start else 'comes into force'}"
    return f"{change.lever.words} from {number(change.start)} to {number(change.end)}"

"""How sure is the type? Draws over votes, carried years and thresholds.

Five things are varied, each with its source: the votes (drawn again with replacement
from the pair's joint counts of three years); carried inputs (moved by a change the
pair itself went through over as many years, taken from its own past); inputs that can no
longer be carried (missing in some draws, as in the rules, and as last seen and so moved
in the others); treaties carried past their record (a defence obligation ends or begins at
the yearly rate of all dyads since 1980); and thresholds (each by up to a quarter either way).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.evidence import Evidence
from foedus.assessment.inputs import BEHIND, LASTING_YEARS
from foedus.assessment.thresholds import varied_ramps
from foedus.assessment.typology import Reading, rank, read
from foedus.core.interval import Interval
from foedus.core.settings import SEED
from foedus.core.vocabulary import VERDICT_TYPES, VerdictType
from foedus.measures.similarity_forms import similarity
from foedus.measures.treaty_register_merge import ATOP_TO, REGISTER

Floats = NDArray[np.float64]

Counts = Mapping[str, Floats]

DRAWS = 400
RECENT = 25
"""Years of a pair's own past from which changes are drawn."""
GOES_ON = 0.5
"""Share of draws in which what can no longer be carried goes on as it was last seen.

Missing is not zero. The rules count what nobody has observed for years as not shown, so a
tie whose source ended would be sure to have ended in every draw. No source says either, and
neither reading is preferred. `benchmarks.verdict backtests` shows what it changes.
"""
LEVEL = 0.9
BASIS = "draws over resampled votes, carried years and thresholds moved by up to 25 %"
LAW = frozenset(
    {
        "defence",
        "defence_mutual",
        "defence_members",
        "pact_members",
        "rivalry",
        "shared_threat_by",
        "peace_years",
    }
)
SHARES = frozenset(
    {
        "hostility",
        "shared_threat",
        "weaker_trade_share",
        "weaker_arms_share",
        "arms_share",
        "treaty_life",
        "igo_percentile",
        "credit",
    }
)


@dataclass(frozen=True)
class Draws:
    """Memberships over draws, shape (draws,) by type, and the type that leads in each."""

    reading: Reading
    lead: NDArray[np.int64]

    def interval(self, name: VerdictType) -> Interval:
        """Central interval of a type's membership."""
        return central(self.reading.memberships[name])

    def first_in(self, name: VerdictType) -> float:
        """Share of draws in which a type leads."""
        return float((self.lead == VERDICT_TYPES.index(name)).mean())


def central(values: Floats) -> Interval:
    """Central interval of drawn values."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return Interval(float(low), float(high), LEVEL, BASIS)


def drawn_inputs(
    pair: Evidence,
    row: int,
    counts: Counts,
    draws: int,
    rng: np.random.Generator,
    hazards: Mapping[str, float],
    goes_on: float = GOES_ON,
) -> dict[str, Floats]:
    """Inputs of one year, varied, shape (draws, 1).

    Parameters
    ----------
    pair
        The pair's whole history.
    row
        The year asked about.
    counts
        Joint counts of the votes behind an input, shape (3, 3), by input.
    hazards
        Yearly rates at which defence obligations end or begin (`measures.yearly`).
    goes_on
        Share of draws in which inputs that can no longer be carried go on as last seen.
    """
    out: dict[str, Floats] = {}
    for name, history in pair.inputs.values.items():
        value = history[row]
        out[name] = np.full((draws, 1), value)
        if name not in BEHIND:
            continue
        age = pair.inputs.age[BEHIND[name]]
        if np.isfinite(value) and age[row] > 0 and name not in LAW:
            out[name] = _moved(name, value, past_changes(history, age, int(age[row])), draws, rng)
    # Its own stream: where nothing is beyond reach, all other draws stay what they are.
    _past_reach(out, pair, row, draws, rng.spawn(1)[0], goes_on)
    _age_treaties(out, pair, row, draws, rng, hazards)
    for name, table in counts.items():
        if table.sum() > 0 and np.isfinite(out[name][0, 0]):
            out[name] = out[name] + _resampled(table, draws, rng)[:, None]
    return out


def _past_reach(
    out: dict[str, Floats],
    pair: Evidence,
    row: int,
    draws: int,
    rng: np.random.Generator,
    goes_on: float,
) -> None:
    """Let inputs that can no longer be carried go on, changed by their age, in some draws.

    Law is left alone: it has longer limits, and begins and ends by `_age_treaties`. One toss
    a draw decides for all inputs: the question is whether the pair's dealings went on.
    """
    on = rng.random((draws, 1)) < goes_on
    for name, history in pair.inputs.values.items():
        if name in LAW or name not in BEHIND or np.isfinite(history[row]):
            continue
        age = pair.inputs.age[BEHIND[name]]
        seen = np.flatnonzero((age == 0) & np.isfinite(history))
        if seen.size == 0 or seen[-1] > row:
            continue
        years = int(pair.inputs.year[row] - pair.inputs.year[seen[-1]])
        if years <= LASTING_YEARS:
            changes = past_changes(history, age, years)
            out[name] = np.where(on, _moved(name, history[seen[-1]], changes, draws, rng), np.nan)


def _age_treaties(
    out: dict[str, Floats],
    pair: Evidence,
    row: int,
    draws: int,
    rng: np.random.Generator,
    hazards: Mapping[str, float],
) -> None:
    """Let a carried defence obligation end, or a new treaty of the two begin, in some draws.

    What the register confirms does not end; a further treaty may still have begun, since
    the register is no census.
    """
    age = pair.inputs.age["obligations"][row]
    owed = pair.inputs.values["defence"][row]
    confirmed = pair.inputs.held["obligations_basis"][row] == REGISTER
    if confirmed:
        age = max(int(pair.inputs.year[row]) - ATOP_TO, 0)
    if not np.isfinite(owed) or age == 0 or (confirmed and owed):
        return
    lesser = pair.inputs.values["pact_members"][row] > 0
    begins = "defence_begins_beside_treaty" if lesser else "defence_begins"
    yearly = hazards["defence_ends"] if owed else hazards[begins]
    changed = rng.random((draws, 1)) < 1 - (1 - yearly) ** age
    out["defence"] = np.where(changed, 1 - owed, owed)
    if not owed:
        out["defence_members"] = np.where(changed, 2.0, out["defence_members"])


def _resampled(table: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Departures of kappa from its mean when the votes are drawn again, shape (draws,)."""
    n = int(table.sum())
    again = rng.multinomial(n, (table / n).ravel(), size=draws).reshape(draws, 3, 3)
    spread = similarity(again, "kappa")
    return np.asarray(np.nan_to_num(spread - np.nanmean(spread)))


def past_changes(history: Floats, age: Floats, years: int) -> Floats:
    """Changes of a pair's input over `years` years, in the last `RECENT` years it was observed."""
    seen = np.where(age == 0, history, np.nan)
    seen = seen[: np.flatnonzero(age == 0)[-1] + 1][-RECENT:] if (age == 0).any() else seen[:0]
    change = seen[years:] - seen[:-years]
    return np.asarray(change[np.isfinite(change)])


def _moved(
    name: str, value: float, changes: Floats, draws: int, rng: np.random.Generator
) -> Floats:
    if changes.size == 0:
        return np.full((draws, 1), value)
    # Carrying assumes no change; what is drawn is how far changes differ from one another.
    drawn = value + rng.choice(changes - changes.mean(), size=(draws, 1))
    high = 1.0 if name in SHARES else np.inf
    low = -1.0 if name.startswith("kappa") else -np.inf if name == "capability_ratio" else 0.0
    return np.clip(drawn, low, high)


def draw(
    pair: Evidence,
    row: int,
    counts: Counts,
    hazards: Mapping[str, float],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    goes_on: float = GOES_ON,
) -> Draws:
    """Read the pair's year under varied inputs and thresholds (parameters: `drawn_inputs`)."""
    rng = np.random.default_rng(seed)
    values = drawn_inputs(pair, row, counts, draws, rng, hazards, goes_on)
    yardsticks = {name: v[row : row + 1] for name, v in pair.yardsticks.items()}
    reading = read(values, yardsticks, varied_ramps(draws, rng))
    flat = Reading(
        {k: _flat(v, draws) for k, v in reading.domains.items()},
        {k: _flat(v, draws) for k, v in reading.conditions.items()},
        {k: _flat(v, draws) for k, v in reading.memberships.items()},
        {k: _flat(v, draws) for k, v in reading.aggregates.items()},
        {},
    )
    return Draws(flat, rank(flat)[0])


def _flat(values: Floats, draws: int) -> Floats:
    return np.broadcast_to(values, (draws, 1))[:, 0]

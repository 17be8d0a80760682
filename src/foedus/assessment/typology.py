"""The typology: graded membership of a pair in each type, by written rules.

Pure functions on arrays: any number of dyad-years, and any number of draws of the
thresholds in front of them. "And" is the minimum, "or" the maximum. A missing input
counts for nothing here; `bounds` says what it could at most have added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.thresholds import Ramps, ramp
from foedus.core.vocabulary import DOMAINS, VERDICT_TYPES, VerdictType

Floats = NDArray[np.float64]
Values = Mapping[str, Any]

BILATERAL = 2
DEAD = 0.5
"""A treaty is dead letter when the absence of hostility falls below this."""
FEWEST = 2
"""A partnership needs half of the covered domains, three of all six, and never fewer than this."""


@dataclass(frozen=True)
class Reading:
    """What the rules make of the inputs: domains, conditions, memberships.

    Every array has the shape of the inputs, with draws in front where thresholds were
    varied; NaN where an input is missing.
    """

    domains: dict[str, Floats]
    conditions: dict[str, Floats]
    memberships: dict[VerdictType, Floats]
    aggregates: dict[VerdictType, Floats]
    requirements: dict[VerdictType, list[Floats]]


def domains(v: Values, year: Mapping[str, Any], t: Ramps) -> dict[str, Floats]:
    """Membership in each of the six domains of provision; NaN where no source covers it.

    Parameters
    ----------
    v
        Inputs by name (`inputs.derive`).
    year
        The year's yardsticks (`measures.yearly`), beside each row.
    t
        Thresholds.
    """
    floor = ramp(v["arms"], t["arms_floor"])
    volume = ramp(v["arms"] / year["arms_pact_median"], t["arms_volume"])
    reliance = np.minimum(ramp(v["arms_share"], t["arms_share"]), floor)
    # Troops are reported for one sender only: none of them does not mean none at all.
    troops = ramp(v["troops"], t["troops"])
    military = np.fmax(ramp(v["exercises"], t["exercises"]), np.where(troops > 0, troops, np.nan))
    economic = ramp(v["dependence"], (year["dependence_q75"], year["dependence_q90"]))
    political = np.where(
        v["pact_members"] > 0, 1 - ramp(v["pact_members"], t["political_members"]), 0.0
    )
    political = np.where(np.isnan(v["pact_members"]), np.nan, political)
    return {
        "arms": np.fmax(volume, reliance),
        "military": military,
        "economic": economic,
        "financial": np.asarray(v["credit"] + 0.0 * floor),
        "diplomatic": ramp(v["kappa"], (year["kappa_q50"], year["kappa_q90"])),
        "political": political,
    }


def life(v: Values, d: Mapping[str, Floats], t: Ramps) -> tuple[Floats, Floats]:
    """How live a defence obligation is, and whether that can be told.

    A treaty of two is presumed live. A treaty of many must show it: military provision
    within the pair, or from its strongest member to most others.

    Returns
    -------
    life, known
        `life` leaves hostility aside; NaN where `known` is False or there is no obligation.
    """
    bilateral = v["defence_members"] == BILATERAL
    shown = np.fmax(d["military"], ramp(v["treaty_life"], t["treaty_life"]))
    grade = np.where(bilateral, 1.0, shown)
    grade = np.where(v["defence"] == 1, grade, np.nan)
    return grade, np.isfinite(grade)


def breadth(d: Mapping[str, Floats]) -> Floats:
    """Membership in the domain that makes up half of those covered (the third of all six).

    A domain that no source covers counts neither for nor against the pair.
    """
    stacked = np.stack(np.broadcast_arrays(*(d[n] for n in DOMAINS)))
    covered = np.isfinite(stacked).sum(axis=0)
    needed = np.maximum(FEWEST, -(-covered // 2))
    highest_first = -np.sort(-np.nan_to_num(stacked), axis=0)
    return np.asarray(np.take_along_axis(highest_first, needed[None] - 1, axis=0)[0])


def conditions(
    v: Values, year: Mapping[str, Any], d: dict[str, Floats], t: Ramps
) -> dict[str, Floats]:
    """The conditions the types are made of, each graded; NaN where missing."""
    alive, known = life(v, d, t)
    owed = v["defence"] == 1
    peace = 1 - ramp(v["hostility"], t["peace"])
    # An obligation whose life no source can show still counts as one: the verdict says so.
    standing = np.where(owed, np.where(known, alive, 1.0), 0.0)
    # Breadth stands for what is sunk into the tie; what was paid in the hour of need shows it at first hand.
    third = np.fmax(breadth(d), v["paid"])
    hard = np.fmax(d["arms"], d["military"])
    shared = ramp(v["igo_percentile"], t["institutions"])
    # Not knowing the organisations is not having none, unless an alliance stands in for them.
    institutions = np.where(
        np.isnan(shared), np.where(standing >= DEAD, standing, np.nan), np.fmax(shared, standing)
    )
    exchange = ramp(v["dependence_mutual"], (year["dependence_q50"], year["dependence_q75"]))
    reliance = np.minimum(ramp(v["arms_share"], t["reliance"]), ramp(v["arms"], t["arms_floor"]))
    # Reliance on the stronger's arms alone is a purchase; with its protection or market it is dependence.
    armed = np.minimum(
        ramp(v["weaker_arms_share"], t["arms_reliance"]), ramp(v["weaker_arms"], t["arms_floor"])
    )
    backed = np.fmax(np.fmax(standing, d["military"]), d["economic"])
    leaning = np.fmax(ramp(v["weaker_trade_share"], t["trade_reliance"]), np.minimum(armed, backed))
    strong_trade = ramp(v["dependence"], (year["dependence_q90"], year["dependence_q97"]))
    small_pact = np.nan_to_num(d["political"])
    paper = np.where(owed & known, 1 - np.nan_to_num(alive), 0.0)
    return {
        "peace": peace,
        "obligation": np.where(np.isnan(v["defence"]), np.nan, owed.astype(float)) + 0.0 * peace,
        "life": alive + 0.0 * peace,
        "standing": standing + 0.0 * peace,
        "third_domain": third,
        "hard_domain": hard,
        "shared_threat": ramp(v["shared_threat"], t["shared_threat"]),
        "arms_reliance": reliance,
        "no_rivalry": np.where(np.isnan(v["rivalry"]), np.nan, (v["rivalry"] == 0).astype(float)),
        "long_peace": ramp(v["peace_years"], t["long_peace"]),
        "institutions": institutions,
        "exchange": exchange,
        "steep": ramp(v["steepness"], t["steepness"]),
        "leaning": leaning,
        "strong_trade": strong_trade,
        "promise": np.maximum(small_pact, paper),
        "paper": paper,
        "norms": ramp(v["kappa_norms"], (year["kappa_norms_q50"], year["kappa_norms_q90"])),
    }


def requirements(
    c: Mapping[str, Floats], d: Mapping[str, Floats]
) -> dict[VerdictType, list[Floats]]:
    """The graded conditions each type requires together; missing ones count as not shown."""
    z = {name: np.nan_to_num(x) for name, x in c.items()}
    arms, economic, credit, military = (
        np.nan_to_num(d[n]) for n in ("arms", "economic", "financial", "military")
    )
    peace = z["peace"]
    alliance = [z["standing"], peace]
    held = np.minimum(z["standing"], peace)
    community = [z["long_peace"], peace, z["no_rivalry"], z["institutions"], z["exchange"]]
    common = _and(*community)
    carrier = np.maximum(z["shared_threat"], z["arms_reliance"])
    partnership = [z["third_domain"], z["hard_domain"], carrier, peace, 1 - held, 1 - common]
    provision = _or(held, arms, military, economic)
    dependency = [z["steep"], z["leaning"], provision, peace]
    closer = _or(held, common, _and(*partnership), _and(*dependency))
    transaction = [_or(arms, z["strong_trade"], credit), peace, 1 - closer]
    pact = [z["promise"], 1 - np.maximum(arms, military), peace, 1 - held, 1 - common]
    named = [alliance, community, partnership, dependency, transaction, pact, [z["rivalry"]]]
    none = 1 - _or(*(_and(*conditions) for conditions in named))
    return dict(zip(VERDICT_TYPES, [*named, [none]], strict=True))


def _and(*conditions: Floats) -> Floats:
    return np.asarray(np.minimum.reduce(np.broadcast_arrays(*conditions)))


def _or(*conditions: Floats) -> Floats:
    return np.asarray(np.maximum.reduce(np.broadcast_arrays(*conditions)))


def read(v: Values, year: Mapping[str, Any], t: Ramps) -> Reading:
    """Domains, conditions and memberships of any number of dyad-years.

    Parameters
    ----------
    v
        Inputs by name, shape (rows,) or (draws, rows).
    year
        The year's yardsticks beside each row, shape (rows,).
    t
        Thresholds: numbers, or arrays of shape (draws, 1).
    """
    d = domains(v, year, t)
    c = conditions(v, year, d, t)
    c["rivalry"] = ramp(v["hostility"], t["rivalry"])
    needed = requirements(c, d)
    members = {name: _and(*conds) for name, conds in needed.items()}
    aggregates = {
        name: np.mean(np.broadcast_arrays(*conds), axis=0) for name, conds in needed.items()
    }
    return Reading(d, c, members, aggregates, needed)


CLOSE = 0.05
"""Memberships closer than this are a tie."""


def rank(reading: Reading) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Index in `VERDICT_TYPES` of the leading type and of the runner-up.

    Where several types hold equally, an undertaking in force leads: an alliance is named
    before the community or the dependency it comes with. Other ties go to the type whose
    conditions hold more fully on average, since the minimum saturates.
    """
    scores = np.stack(np.broadcast_arrays(*(reading.memberships[n] for n in VERDICT_TYPES)))
    fuller = np.stack(np.broadcast_arrays(*(reading.aggregates[n] for n in VERDICT_TYPES)))
    tied = scores >= scores.max(axis=0) - CLOSE
    order = np.where(tied, 2 + fuller, scores + 0.01 * fuller)
    order[0] = np.where(tied[0], 4.0, order[0])
    first = order.argmax(axis=0)
    np.put_along_axis(order, first[None], -1.0, axis=0)
    return first, order.argmax(axis=0)

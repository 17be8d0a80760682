"""Disputes, wars, crises and sanctions as the makers list them, by dyad-year.

Raw codings for researchers. What foedus itself makes of disputes and rivalries (which
ones count, how they fade) is `foedus.measures.hostility`. A dyad-year without an entry
is a zero inside the years a list covers, and missing outside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.spell_years import years_of
from foedus.store.tables import Tables

Compute = Callable[[Tables, DyadFrame, Mapping[str, NDArray[Any]]], Arrays]


def _group(name: str, table: str, measures: tuple[Measure, ...], compute: Compute) -> Group:
    columns = tuple(Column(m.name, directed=m.directed or m.monadic, ships=False) for m in measures)
    return Group(name, (table,), columns, measures, compute, stored=False)


def _dispute_group(maker: str, words: str, source: str, last: int) -> Group:
    """Ongoing, onset and levels of one list of militarised disputes (`maker`: cow or gml)."""
    coverage, table = (1946, last), f"disputes_{maker}"

    def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
        rows = tables[table]
        key = (rows["ccode1"], rows["ccode2"], rows["year"])
        parts = {
            f"mid_ongoing_{maker}": frame.undirected(*key, np.ones(len(rows)), empty=0),
            f"mid_onset_{maker}": frame.undirected(*key, rows["onset"], empty=0),
            f"mid_level_{maker}": frame.undirected(*key, rows["hostlev"], empty=0),
            f"mid_hostility_{maker}": frame.directed(*key, rows["hostlev1"], empty=0),
        }
        return {name: clip_to(v, frame.year, coverage) for name, v in parts.items()}

    def offer(
        kind: str, label: str, unit: str, high: float, description: str, *, directed: bool = False
    ) -> Measure:
        return Measure(
            name=f"mid_{kind}_{maker}",
            label=f"{label} ({words})",
            unit=unit,
            directed=directed,
            bounds=(0, high),
            coverage=coverage,
            sources=(source,),
            description=description,
        )

    return _group(
        table,
        table,
        (
            offer(
                "ongoing",
                "Militarised dispute under way",
                "0/1",
                1,
                "1 where the two were opponents in a militarised dispute in the year.",
            ),
            offer(
                "onset",
                "Onset of a militarised dispute",
                "0/1",
                1,
                "1 where a dispute between the two began in the year.",
            ),
            offer(
                "level",
                "Hostility level of the dispute",
                "0-5",
                5,
                "Highest hostility level of the dispute as a whole (2 threat, 3 display, 4 use "
                "of force, 5 war); 0 where none.",
            ),
            offer(
                "hostility",
                "Hostility level reached in the dispute",
                "0-5",
                5,
                "Highest level the first state reached in a dispute with the second; 0 where none.",
                directed=True,
            ),
        ),
        compute,
    )


COW_DISPUTES = _dispute_group("cow", "COW", "cow_mids", 2014)
GML_DISPUTES = _dispute_group("gml", "GML", "gml_mids", 2010)

WAR_YEARS, CRISIS_YEARS, SANCTION_YEARS = (1946, 2007), (1946, 2016), (1949, 2019)


def _wars(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    rows = tables["interstate_wars"]
    key = (rows["ccode1"], rows["ccode2"], rows["year"])
    parts = {
        "war_ongoing": frame.undirected(*key, np.ones(len(rows)), empty=0),
        "war_onset": frame.undirected(*key, rows["onset"], empty=0),
    }
    return {name: clip_to(v, frame.year, WAR_YEARS) for name, v in parts.items()}


def _crises(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    actors = tables["crisis_actors"]
    begun = actors["start"].dt.year.fillna(actors["year"]).to_numpy()
    ended = actors["end"].dt.year.fillna(actors["start"].dt.year).fillna(actors["year"]).to_numpy()
    which, year = years_of(begun, ended, frame.first, frame.last)
    inside = frame.states(actors["ccode"].to_numpy()[which], year, np.ones(len(which)))
    known = actors["trigent"].notna().to_numpy() & (actors["ccode"] > 0).to_numpy()
    target, by = actors["ccode"].to_numpy()[known], actors["trigent"].to_numpy()[known].astype(int)
    triggered = frame.directed(by, target, begun[known].astype(int), np.ones(known.sum()), empty=0)
    return {
        "in_crisis": clip_to(np.nan_to_num(inside), frame.year, CRISIS_YEARS),
        "crisis_trigger": clip_to(triggered, frame.year, CRISIS_YEARS),
    }


_SANCTIONS = ("trade", "arms", "military", "financial", "travel", "other")


def _sanctions(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    cases = tables["sanctions"]
    which, year = years_of(
        cases["start"].to_numpy(), cases["end"].to_numpy(), frame.first, frame.last
    )
    key = (cases["ccode1"].to_numpy()[which], cases["ccode2"].to_numpy()[which], year)
    parts = {"sanctions": frame.directed(*key, np.ones(len(which)), empty=0)}
    for kind in _SANCTIONS:
        parts[f"sanctions_{kind}"] = frame.directed(*key, cases[kind].to_numpy()[which], empty=0)
    return {name: clip_to(v, frame.year, SANCTION_YEARS) for name, v in parts.items()}


def _flag(
    name: str,
    label: str,
    coverage: tuple[int, int],
    source: str,
    description: str,
    *,
    directed: bool = False,
    monadic: bool = False,
) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit="0/1",
        directed=directed,
        monadic=monadic,
        bounds=(0, 1),
        coverage=coverage,
        sources=(source,),
        description=description,
    )


WARS = _group(
    "wars",
    "interstate_wars",
    (
        _flag(
            "war_ongoing",
            "Interstate war under way",
            WAR_YEARS,
            "cow_wars",
            "1 where the two stood on opposite sides of an interstate war in the year (they need "
            "not have fought each other).",
        ),
        _flag(
            "war_onset",
            "Onset of an interstate war",
            WAR_YEARS,
            "cow_wars",
            "1 where a war between the two began in the year.",
        ),
    ),
    _wars,
)
CRISES = _group(
    "crises",
    "crisis_actors",
    (
        _flag(
            "in_crisis",
            "In an international crisis",
            CRISIS_YEARS,
            "icb_crises",
            "1 where the state was an actor of an ICB crisis at any time in the year.",
            monadic=True,
        ),
        _flag(
            "crisis_trigger",
            "Triggered a crisis of the other",
            CRISIS_YEARS,
            "icb_crises",
            "1 where an act of the first state triggered a crisis of the second that began in "
            "the year; triggers by several states or by none are left out.",
            directed=True,
        ),
    ),
    _crises,
)
SANCTIONS = _group(
    "sanctions",
    "sanctions",
    (
        _flag(
            "sanctions",
            "Sanctions in force",
            SANCTION_YEARS,
            "gsdb_sanctions",
            "1 where the first state had sanctions of any kind on the second in the year. Only "
            "the EU is expanded into its members; UN sanctions are not in it.",
            directed=True,
        ),
        *(
            _flag(
                f"sanctions_{kind}",
                f"{kind.capitalize()} sanctions in force",
                SANCTION_YEARS,
                "gsdb_sanctions",
                f"1 where the first state had sanctions on the second classed as {kind} in the "
                f"year.",
                directed=True,
            )
            for kind in _SANCTIONS
        ),
    ),
    _sanctions,
)

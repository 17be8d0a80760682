"""Invented timelines and histories: the shape is real, no number in here is."""

from __future__ import annotations

import math

from foedus.assessment.result import Series, Timeline, YearVerdict

LAST = 2025


def _series(
    label: str,
    role: str,
    level: float,
    swing: float,
    *,
    last: int = LAST,
    seen: int = LAST,
    gap: tuple[int, int] | None = None,
    band: float = 0.0,
) -> Series:
    years = tuple(range(1946, last + 1))
    values: list[float | None] = []
    for y in years:
        value = level + swing * math.sin((y - 1946) / 9) + swing * math.sin(y / 2.3) / 4
        values.append(None if gap and gap[0] <= y <= gap[1] else round(value, 3))
    low = tuple(None if v is None else v - band for v in values) if band else ()
    high = tuple(None if v is None else v + band for v in values) if band else ()
    return Series(label, role, years, tuple(values), tuple(y > seen for y in years), low, high)


def timelines() -> tuple[Timeline, ...]:
    marks = ((1950, "Treaty of 1950"), (1960, "Split"), (1969, "Ussuri"), (2001, "Treaty of 2001"))
    votes = Timeline(
        "votes",
        "Voting in the General Assembly",
        "Chance-corrected agreement (kappa) on the resolutions of a year, with 90 % interval",
        "kappa",
        "UN Digital Library, roll calls; agreement computed by foedus.",
        (
            _series("China–Russia", "joint", 0.4, 0.3, gap=(1946, 1970), band=0.07),
            _series("United States–United Kingdom", "comparison", 0.6, 0.1),
            _series("United States–India", "comparison", 0.1, 0.2),
        ),
        None,
        marks,
    )
    arms = Timeline(
        "arms",
        "Arms supplied",
        "Deliveries over ten years",
        "million TIV",
        "SIPRI Arms Transfers Database.",
        (
            _series("China to Russia", "first", 300, 200, seen=2021),
            _series("Russia to China", "second", 9000, 6000, seen=2021),
            _series("United States to United Kingdom", "comparison", 7000, 2500, seen=2021),
        ),
    )
    steps = Series(
        "China–Russia",
        "joint",
        tuple(range(1950, 2019)),
        tuple(4.0 if y < 1980 else 0.0 if y < 2001 else 2.0 for y in range(1950, 2019)),
    )
    carried = Series(
        "China–Russia",
        "joint",
        tuple(range(1950, LAST + 1)),
        (*steps.values, *[2.0] * (LAST - 2018)),
        (*[False] * 69, *[True] * (LAST - 2018)),
    )
    pact = Timeline(
        "obligations",
        "Treaty obligations",
        "Class: 4 defence or offence, 3 neutrality, 2 consultation, 1 non-aggression",
        "class 0 to 4",
        "ATOP 5.1.",
        (
            carried,
            Series(
                "United States–United Kingdom",
                "comparison",
                carried.years,
                (4.0,) * len(carried.years),
                carried.carried,
            ),
        ),
        (0, 4),
        marks[:1] + marks[3:],
        True,
    )
    trade = Timeline(
        "trade",
        "Trade dependence",
        "Partner’s share in total trade",
        "%",
        "COW trade 4.0; after 2014 IMF.",
        (
            _series("China on Russia", "first", 8, 6, seen=2014, band=1.0),
            _series("Russia on China", "second", 14, 9, seen=2014, band=2.0),
            _series("India on Russia", "comparison", 6, 3, last=2014),
        ),
    )
    empty = Timeline(
        "troops",
        "Troops and bases",
        "Persons stationed",
        "persons",
        "No source reaches this pair.",
        (Series("China to Russia", "first", (2000, 2001), (None, None)),),
    )
    threat = Timeline(
        "threat",
        "Shared threat",
        "The larger of what both face, 0 to 1",
        "0 to 1",
        "Rivalries, disputes and capabilities.",
        (
            _series("China–Russia", "joint", 0.4, 0.25, seen=2020, band=0.1),
            _series("United States–India", "comparison", 0.3, 0.2, seen=2020),
        ),
        (0, 1),
    )
    return votes, pact, arms, trade, threat, empty


def history() -> tuple[YearVerdict, ...]:
    rows = []
    for year in range(1946, LAST + 1):
        kind, labels = "no alignment", ()
        if 1950 <= year < 1961:
            kind = "defence alliance"
        elif 1961 <= year < 1989:
            kind, labels = "rivalry", (("dead letter",) if year < 1980 else ())
        elif 1996 <= year < 2001:
            kind = "transactional tie"
        elif year >= 2001:
            kind = "strategic partnership"
        missing = year in (1946, 1947)
        rows.append(
            YearVerdict(
                year,
                None if missing else kind,  # type: ignore[arg-type]
                "" if missing else kind,
                None if missing else 0.7,
                year > 2021,
                labels,
            )
        )
    return tuple(rows)

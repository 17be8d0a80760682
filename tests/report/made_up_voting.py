"""How far apart they vote, with invented figures."""

from foedus.assessment.result import Series, Timeline
from foedus.assessment.voting_record import Driver, Drivers, Moved, Voting
from foedus.core.interval import Interval

YEARS = tuple(range(1971, 2026))


def _line(label: str, role: str, last: int, level: float) -> Series:
    years = tuple(y for y in YEARS if y <= last)
    values = tuple(round(level + (y % 7) / 20, 3) for y in years)
    low, high = (tuple(round(v + d, 3) for v in values) for d in (-0.3, 0.4))
    return Series(label, role, years, values, (False,) * len(years), low, high)


def _driver(name: str, same: int, hostile: str) -> Driver:
    weight = 0.004 * (1 if same else -1)
    url = "javascript:alert(1)" if hostile else "https://digitallibrary.un.org/record/1"
    return Driver(hostile or name, 4, same, weight, 2 * weight, "2024-12-17", url)


def voting(hostile: str = "") -> Voting:
    return Voting(
        (
            hostile,
            "By all recorded votes of the session that opened in 2025, China and Russia stood 0.62 "
            "(90 % interval 0.40 to 0.90) apart.",
            "Since 2015 it grew by 0.10 (change −0.20 to 0.40): whether it moved is not settled.",
        ),
        Timeline(
            "voting",
            "Distance by UN votes",
            "Distance of ideal points, standard deviations of all positions; bands 90 %",
            "standard deviations",
            "UN General Assembly roll calls",
            (
                _line("Our model", "joint", 2025, 0.5),
                _line("Published scheme", "comparison", 2019, 0.6),
            ),
        ),
        (Moved("foedus", 2015, 2025, 0.52, 0.62, 0.1, Interval(-0.2, 0.4, 0.9, "draws")),),
        Drivers(
            2016,
            2025,
            874,
            700,
            (_driver("Moratorium on the use of the death penalty", 0, hostile),),
            (_driver("Situation of human rights in a state with a long name", 4, hostile),),
            (_driver("NUCLEAR DISARMAMENT", 0, hostile),),
            (),
        ),
    )

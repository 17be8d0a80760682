"""One state: its codes, its names by period, and when it was in the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["en", "zh", "ru"]
Spell = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Names:
    """One name in English, Chinese and Russian."""

    en: str
    zh: str
    ru: str

    def get(self, lang: Language) -> str:
        """The name in one language."""
        found: str = getattr(self, lang)
        return found


@dataclass(frozen=True, slots=True)
class Period:
    """A time in which a state went by another name than its last one.

    Parameters
    ----------
    start, end
        First and last day.
    names
        The name then.
    iso3
        The ISO 3166 code then, where it differed; else empty.
    ended
        True where the name stands for what no longer exists ("Soviet Union"), so
        that asking for it in a later year is an error; False for a mere renaming.
    """

    start: date
    end: date
    names: Names
    iso3: str
    ended: bool

    def touches(self, year: int) -> bool:
        """The period shares a day with the calendar year."""
        return self.start.year <= year <= self.end.year


@dataclass(frozen=True, slots=True)
class State:
    """A member of the Correlates of War (COW) state system.

    Parameters
    ----------
    ccode
        COW number.
    gwcode
        Gleditsch-Ward number, the last one the state had.
    iso3
        ISO 3166 three-letter code, the last one; empty where there never was one.
    name, name_zh, name_ru
        Short names in English, Chinese and Russian, the last ones.
    short
        A name for tight places ("UK", "N. Korea").
    spells
        Membership as (first day, last day) pairs in order; None: still a member.
    periods
        Earlier names.

    Examples
    --------
    >>> from foedus.states.resolve import resolve
    >>> russia = resolve("Russia")
    >>> russia.ccode, russia.iso3, russia.name_in(1980), russia.name_in(2015, "ru")
    (365, 'RUS', 'Soviet Union', 'Россия')
    """

    ccode: int
    gwcode: int
    iso3: str
    name: str
    name_zh: str
    name_ru: str
    short: str
    spells: tuple[Spell, ...]
    periods: tuple[Period, ...] = ()

    @property
    def names(self) -> Names:
        """The last name in the three languages."""
        return Names(self.name, self.name_zh, self.name_ru)

    @property
    def is_current(self) -> bool:
        """The state is a member today."""
        return self.spells[-1][1] is None

    def name_in(self, year: int, lang: Language = "en") -> str:
        """The name the state bore on the last day of `year` that it was a member.

        So 1991 gives "Russia", and Zanzibar's neighbour in 1964 is "Tanzania".
        """
        period = self.period_at(self._reference_day(year))
        return (period.names if period else self.names).get(lang)

    def iso3_in(self, year: int) -> str:
        """The ISO code on the last day of `year` that the state was a member."""
        period = self.period_at(self._reference_day(year))
        return period.iso3 if period and period.iso3 else self.iso3

    def period_at(self, day: date) -> Period | None:
        """The period of another name that holds a day."""
        return next((p for p in self.periods if p.start <= day <= p.end), None)

    def member_in(self, year: int) -> bool:
        """The state was a member on at least one day of the year."""
        return any(s.year <= year and (e is None or year <= e.year) for s, e in self.spells)

    def member_on(self, day: date) -> bool:
        """The state was a member on that day."""
        return any(s <= day and (e is None or day <= e) for s, e in self.spells)

    def membership(self) -> str:
        """The spells in words: "1886 to 1905 and since 1945"."""
        return " and ".join(
            f"since {s.year}" if e is None else f"{s.year} to {e.year}" for s, e in self.spells
        )

    def _reference_day(self, year: int) -> date:
        last = date(year, 12, 31)
        ends = [e for _, e in self.spells if e is not None and e.year == year]
        return last if self.member_on(last) or not ends else max(ends)

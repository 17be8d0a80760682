"""Named groups of states and who belonged to them when.

`groups.csv` beside this module is the project's own table: one row a spell of membership
with the page in which its dates were looked up. Members only: no observers, partners or
candidates. A state is left out while it was suspended, where the page dates the
suspension. Palestine, a member of two groups, is no state of the COW system.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foedus.core.errors import FoedusError, unknown
from foedus.states.codes import ccodes_from_iso3
from foedus.states.names import fold
from foedus.states.state import State
from foedus.states.table import parts, rows, systems


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell of membership.

    Parameters
    ----------
    iso3
        ISO 3166 code of the state at the time.
    start, end
        Day, month or year of joining and leaving, as the page has it (``1999``,
        ``2004-05-01``); `end` is empty for a member of today.
    title, url, looked_up
        The page that says so, and the day it was read.
    """

    iso3: str
    start: str
    end: str
    title: str
    url: str
    looked_up: str

    def at_the_end_of(self, year: int) -> bool:
        """The state was a member on 31 December of the year."""
        return int(self.start[:4]) <= year and (not self.end or year < int(self.end[:4]))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of states.

    Parameters
    ----------
    key
        The short name by which it is asked for.
    name
        The name in full.
    aliases
        Other names it answers to.
    spells
        Spells of membership, in the order of the table.

    Examples
    --------
    >>> bloc = group("Visegrad")
    >>> bloc.name, bloc.years, [s.iso3 for s in bloc.members(1991)]
    ('Visegrad Group', (1991, None), ['POL', 'HUN', 'CSK'])
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    spells: tuple[Spell, ...]

    @property
    def years(self) -> tuple[int, int | None]:
        """First and last year with members at the year's end; None: it goes on."""
        first = min(int(s.start[:4]) for s in self.spells)
        ends = [int(s.end[:4]) - 1 if s.end else None for s in self.spells]
        return first, None if None in ends else max(e for e in ends if e is not None)

    def members(self, year: int) -> tuple[State, ...]:
        """Members on 31 December of a year, by COW number; empty where there are none.

        Most of a year's votes in the UN fall into its last three months.
        """
        codes = [s.iso3 for s in self.spells if s.at_the_end_of(year)]
        found = {int(c) for c in ccodes_from_iso3(codes, year)} if codes else set()
        return tuple(systems().state(c) for c in sorted(found))


@cache
def groups() -> dict[str, Group]:
    """Every group by its key, in the order of the table.

    Examples
    --------
    >>> list(groups())[:4]
    ['NATO', 'EU', 'SCO', 'BRICS']
    """
    found: dict[str, list[dict[str, str]]] = {}
    for r in rows("groups.csv"):
        found.setdefault(r["group"], []).append(r)
    return {key: _group(key, listed) for key, listed in found.items()}


def group(name: str) -> Group:
    """The group that a short or full name means, whatever its case and punctuation.

    Raises
    ------
    UnknownName
        If no group answers to it; names the nearest and lists all.

    Examples
    --------
    >>> group("eec").key, group("League of Arab States").key
    ('EU', 'Arab League')
    """
    key = _by_name().get(fold(str(name)))
    if key is None:
        raise unknown("group", name, groups())
    return groups()[key]


def is_group(name: str) -> bool:
    """Whether a name is a group's.

    Examples
    --------
    >>> is_group("NATO"), is_group("China")
    (True, False)
    """
    return fold(str(name)) in _by_name()


def members(name: str, year: int) -> tuple[State, ...]:
    """Members of a group on 31 December of a year.

    Raises
    ------
    UnknownName
        If no group answers to the name.
    FoedusError
        If the group had no members then; says when it had.

    Examples
    --------
    >>> [s.iso3 for s in members("BRICS", 2010)]
    ['BRA', 'RUS', 'ZAF', 'CHN', 'IND']
    >>> members("NATO", 1946)
    Traceback (most recent call last):
    foedus.core.errors.FoedusError: NATO had no members at the end of 1946.
    Next: Its members are known from 1949 on.
    """
    asked = group(name)
    found = asked.members(year)
    if not found:
        raise FoedusError(
            f"{asked.key} had no members at the end of {year}.",
            f"Its members are known {_known(asked)}.",
        )
    return found


def _known(asked: Group) -> str:
    first, last = asked.years
    return f"from {first} on" if last is None else f"from {first} to {last}"


def _group(key: str, listed: list[dict[str, str]]) -> Group:
    name, *aliases = parts(listed[0]["name"])
    spells = tuple(
        Spell(r["iso3"], r["from"], r["to"], r["title"], r["url"], r["looked_up"]) for r in listed
    )
    return Group(key, name, tuple(aliases), spells)


@cache
def _by_name() -> dict[str, str]:
    found = {}
    for g in groups().values():
        for name in (g.key, g.name, *g.aliases):
            found[fold(name)] = g.key
    return found

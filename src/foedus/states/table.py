"""The table of facts: every state of the COW system since 1816, read once.

The files beside this module are the project's own table. `states.csv` has one row a
state and `spells.csv` one a membership spell (COW State System Membership, version 2016;
open spells run on). `names.csv` has the periods under another name: the years of the
main changes were looked up in the notes to the United Nations' list of members and in
ISO 3166-3, the exact days are the customary ones. `gw.csv` is the Gleditsch-Ward list
(to 2017) with its COW counterpart; its microstates stand there without dates.
`code_changes.csv` has the codes and names that passed from one state to another,
`spellings.csv` what data sets write and people do not, `not_states.csv` what data sets
list beside states.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from foedus.states.state import Names, Period, Spell, State

FOLDER = Path(__file__).parent
OPEN_END = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class StateTable:
    """Every membership spell as arrays, ordered by ccode and start.

    Parameters
    ----------
    ccode, gwcode
        COW and Gleditsch-Ward numbers, int16, shape (spells,); gwcode as of the spell's end.
    iso3, short, name_en, name_zh, name_ru
        Strings, shape (spells,).
    start, end
        First and last day as proleptic ordinals (`date.toordinal`), int32; a spell
        that runs on ends at `OPEN_END`.
    states
        The states by ccode.
    """

    ccode: npt.NDArray[np.int16]
    gwcode: npt.NDArray[np.int16]
    iso3: npt.NDArray[np.str_]
    short: npt.NDArray[np.str_]
    name_en: npt.NDArray[np.str_]
    name_zh: npt.NDArray[np.str_]
    name_ru: npt.NDArray[np.str_]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    states: dict[int, State] = field(repr=False)

    def state(self, ccode: int) -> State:
        """The state with a COW number; KeyError if there is none."""
        return self.states[int(ccode)]


@dataclass(frozen=True, slots=True)
class GwSpell:
    """A membership spell of the Gleditsch-Ward list; dates are None for its microstates."""

    gwcode: int
    ccode: int | None
    start: date | None
    end: date | None
    name: str


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the tables in this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    """The entries of a cell that lists several, set apart by bars."""
    return cell.split("|") if cell else []


@cache
def gw_spells() -> tuple[GwSpell, ...]:
    """The Gleditsch-Ward list, split where its COW counterpart changes.

    Examples
    --------
    >>> [(s.ccode, s.start.year) for s in gw_spells() if s.gwcode == 260]
    [(260, 1949), (255, 1990)]
    """
    return tuple(
        GwSpell(
            int(r["gwcode"]),
            int(r["ccode"]) if r["ccode"] else None,
            _day(r["start"]),
            _day(r["end"]),
            r["name"],
        )
        for r in rows("gw.csv")
    )


@cache
def systems() -> StateTable:
    """The table of states, read from the files beside this module and kept.

    Examples
    --------
    >>> table = systems()
    >>> table.state(710).name_zh
    '中国'
    >>> int((table.ccode == 740).sum())  # Japan: out of the system 1945-52
    2
    """
    states = {s.ccode: s for s in _read_states()}
    flat = [(s, spell) for s in states.values() for spell in s.spells]
    return StateTable(
        ccode=np.array([s.ccode for s, _ in flat], np.int16),
        gwcode=np.array([_gw_at(s.ccode, end) for s, (_, end) in flat], np.int16),
        iso3=np.array([s.iso3 for s, _ in flat]),
        short=np.array([s.short for s, _ in flat]),
        name_en=np.array([s.name for s, _ in flat]),
        name_zh=np.array([s.name_zh for s, _ in flat]),
        name_ru=np.array([s.name_ru for s, _ in flat]),
        start=np.array([start.toordinal() for _, (start, _) in flat], np.int32),
        end=np.array([e.toordinal() if e else OPEN_END for _, (_, e) in flat], np.int32),
        states=states,
    )


def _read_states() -> list[State]:
    spells = _spells()
    periods = _periods()
    return [
        State(
            ccode=(ccode := int(r["ccode"])),
            gwcode=_gw_at(ccode, spells[ccode][-1][1]),
            iso3=r["iso3"],
            name=r["name_en"],
            name_zh=r["name_zh"],
            name_ru=r["name_ru"],
            short=r["short"],
            spells=spells[ccode],
            periods=periods.get(ccode, ()),
        )
        for r in rows("states.csv")
    ]


def _spells() -> dict[int, tuple[Spell, ...]]:
    found: dict[int, tuple[Spell, ...]] = {}
    for r in rows("spells.csv"):
        spell = (date.fromisoformat(r["start"]), _day(r["end"]))
        found[int(r["ccode"])] = (*found.get(int(r["ccode"]), ()), spell)
    return found


def _periods() -> dict[int, tuple[Period, ...]]:
    found: dict[int, tuple[Period, ...]] = {}
    for r in rows("names.csv"):
        period = Period(
            date.fromisoformat(r["start"]),
            date.fromisoformat(r["end"]),
            Names(r["name_en"], r["name_zh"], r["name_ru"]),
            r["iso3"],
            r["ended"] == "yes",
        )
        found[int(r["ccode"])] = (*found.get(int(r["ccode"]), ()), period)
    return found


@cache
def _gw_by_ccode() -> dict[int, list[GwSpell]]:
    found: dict[int, list[GwSpell]] = {}
    for spell in gw_spells():
        if spell.ccode is not None:
            found.setdefault(spell.ccode, []).append(spell)
    for spells in found.values():
        spells.sort(key=lambda s: s.start or date.min)
    return found


def _gw_at(ccode: int, day: date | None) -> int:
    """The Gleditsch-Ward number of a COW state on a day, or the last one before it."""
    spells = _gw_by_ccode()[ccode]
    begun = [s for s in spells if s.start is None or day is None or s.start <= day]
    return (begun or spells[:1])[-1].gwcode


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None

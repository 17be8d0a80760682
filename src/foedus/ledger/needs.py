"""Need episodes: the dated crises of each state, listed before any response is looked at.

A state's list has two parts: what the rule finds in the crisis and dispute data
(`need_rule`), and the project's own list (``needs/*.toml``), which takes from those,
adds with sources what the data do not hold (finance, isolation, disaster, the years
after the data end), and is what the grids are coded on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from foedus.core.errors import unknown
from foedus.ledger.check import check
from foedus.ledger.faults import CaseFileDamaged
from foedus.ledger.folder import source_files
from foedus.ledger.parsed import parsed
from foedus.ledger.places import needs_folder, needs_folders
from foedus.ledger.plain_text import read_json
from foedus.ledger.records import Need, need_of

GRAVITY = {
    1: "censure or isolation without lasting cost",
    2: "display or threat of force, targeted sanctions, censure by many",
    3: "attack with many dead, broad sanctions, financial crisis, coercion by a stronger state",
    4: "war or deaths in combat, disaster of state, threat to the regime",
    5: "war on own soil or threat to the existence of the state",
}
"""Anchors of a need's gravity; the project's judgement, on the same scale for every state."""


def listed() -> dict[str, Need]:
    """The need episodes at hand by id, by state and date: the project's and the user's own.

    Raises
    ------
    CaseFileDamaged
        If the user's own list has faults; the first is named.

    Examples
    --------
    >>> listed()["RUS-2008-georgia"].rule
    ('icb:458',)
    """
    return _listed(tuple(needs_folders()))


@cache
def _listed(folders: tuple[Path, ...]) -> dict[str, Need]:
    found = []
    for folder in folders:
        if folder != needs_folder():
            _refuse_faults(folder)
        for plain in parsed(folder).values():
            found += [need_of(n, plain["state"]) for n in plain["need"]]
    return {n.id: n for n in sorted(found, key=lambda n: (n.state, n.start, n.id))}


def _refuse_faults(folder: Path) -> None:
    if faults := check(folder):
        raise CaseFileDamaged(
            f"The list of needs in {folder} has {len(faults)} faults, the first: {faults[0]}",
            f"`foedus ledger check {folder}` lists them all.",
        )


def need(name: str) -> Need:
    """One need episode.

    Raises
    ------
    UnknownName
        If there is none of that id; names the nearest.
    """
    if name not in listed():
        raise unknown("need episode", name, listed())
    return listed()[name]


def needs_of(state: str, partner: str = "", until: int | None = None) -> tuple[Need, ...]:
    """The listed needs of a state, by date.

    Parameters
    ----------
    state
        ISO3 code.
    partner
        ISO3 code of the state that might respond; needs it caused itself are left out.
    until
        Last year in which a need may begin.

    Examples
    --------
    >>> [n.id for n in needs_of("IND", partner="USA") if n.start.year == 2025]
    ['IND-2025-pahalgam']
    """
    causes = _codes(partner) if partner else frozenset()
    return tuple(
        n
        for n in listed().values()
        if n.state == state
        and not causes.intersection(n.adversaries)
        and (until is None or n.start.year <= until)
    )


@cache
def _codes(iso3: str) -> frozenset[str]:
    """The ISO3 codes a state has had: a list may name Yugoslavia for what is Serbia now."""
    from foedus.states.resolve import resolve

    state = resolve(iso3)
    return frozenset({iso3, state.iso3, *(p.iso3 for p in state.periods)} - {""})


def need_sources() -> dict[str, dict[str, object]]:
    """CSL-JSON records of the sources of the need episodes, by id."""
    return _sources(tuple(needs_folders()))


@cache
def _sources(folders: tuple[Path, ...]) -> dict[str, dict[str, object]]:
    files = [f for folder in folders for f in source_files(folder)]
    return {str(s["id"]): s for file in files for s in read_json(file)}

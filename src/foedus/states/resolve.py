"""From what a person types to a state: codes, and names in English, Chinese and Russian."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.core.errors import AmbiguousState, FoedusError, NotInSystem, UnknownState, nearest
from foedus.states.names import Claim, claimants, spellings
from foedus.states.state import State
from foedus.states.succession import predecessors, successors
from foedus.states.table import gw_spells, systems

_NUMBER = re.compile(r"(?:(cow|gw)[\s:]*)?(\d{1,4})", re.IGNORECASE)


def resolve(text: str | int, year: int | None = None) -> State:
    """The state that a name or code means, in a year if one is given.

    Case, accents, punctuation and word order do not matter. A number is read as a COW
    number first and as a Gleditsch-Ward number only where no COW state has it (260 is
    COW's West Germany, though GW gives it to Germany to this day; 970 is Nauru, not
    GW's Kiribati); "GW 260" or "COW 260" says which list is meant.

    A name that several states bore means the one in the system that year ("Germany":
    255, or 260 from 1955 to 1990; "Yemen" before 1990: 678); where two were, the one at
    the end of the year. Without a year it means the one still in the system. "China" is
    always 710, the state on the mainland, also under the Republic before 1 October 1949;
    the Republic of China on Taiwan is 713. "Vietnam" is always 816, the northern state.

    Parameters
    ----------
    text
        COW or GW number, ISO 3166 code, name or alias.
    year
        The year the state must have been in the system.

    Returns
    -------
    State
        The state.

    Raises
    ------
    UnknownState
        If nothing answers to it; names the nearest spellings.
    AmbiguousState
        If several states do; lists them.
    NotInSystem
        If the state was not in the system that year; says when it was.

    Examples
    --------
    >>> resolve("USSR", 1980).ccode, resolve("英国").ccode, resolve("Германия", 1970).ccode
    (365, 200, 260)
    >>> resolve("Congo")
    Traceback (most recent call last):
    foedus.core.errors.AmbiguousState: 'Congo' may be Republic of the Congo (COW 484, COG, since \
1960) or Democratic Republic of the Congo (COW 490, COD, since 1960).
    Next: Give the COW number or the ISO code of the one you mean.
    """
    asked = str(text).strip()
    number = _NUMBER.fullmatch(asked)
    if number:
        return _by_number(asked, number[1], int(number[2]), year)
    found = claimants(asked)
    if not found:
        raise _unknown(asked)
    return _the_one(asked, found, year)


def resolve_pair(a: str | int, b: str | int, year: int | None = None) -> tuple[State, State]:
    """Two different states.

    Raises
    ------
    FoedusError
        If both are the same state; and all that `resolve` raises.

    Examples
    --------
    >>> [s.iso3 for s in resolve_pair("PRC", "РФ")]
    ['CHN', 'RUS']
    """
    first, second = resolve(a, year), resolve(b, year)
    if first.ccode == second.ccode:
        raise FoedusError(
            f"{str(a)!r} and {str(b)!r} are the same state: {_describe(first)}.",
            "Name two different states.",
        )
    return first, second


def _by_number(asked: str, system: str | None, code: int, year: int | None) -> State:
    states = systems().states
    prefix = (system or "").casefold()
    if prefix != "gw" and code in states:
        return _the_one(asked, (Claim(code, asked),), year)
    held = [s for s in gw_spells() if s.gwcode == code] if prefix != "cow" else []
    ccodes = dict.fromkeys(s.ccode for s in held if s.ccode is not None)
    if ccodes:
        return _the_one(asked, tuple(Claim(c, asked) for c in ccodes), year)
    if held:
        raise UnknownState(
            f"Gleditsch-Ward {code} is {held[0].name}, which the COW system does not have.",
            "foedus works on states of the COW system; `foedus states` lists them.",
        )
    near = sorted(states, key=lambda c: abs(c - code))[:3]
    shown = ", ".join(f"{c} {states[c].name}" for c in sorted(near))
    raise UnknownState(
        f"No state has the number {asked!r}.",
        f"The nearest COW numbers are {shown}; a name or an ISO code works as well.",
    )


def _the_one(asked: str, found: tuple[Claim, ...], year: int | None) -> State:
    states = systems().states
    fitting = [states[c.ccode] for c in found if _holds(c, year)]
    if not fitting:
        raise _not_in_system(asked, found, year)
    if len(fitting) > 1:
        # Two bearers in one year, as in 1990, or in all of history: the later one.
        late = [s for s in fitting if _goes_on(s, year)]
        fitting = late if len(late) == 1 else fitting
    if len(fitting) > 1:
        raise AmbiguousState(
            f"{asked!r} may be {_listed(_describe(s) for s in fitting)}.",
            "Give the COW number or the ISO code of the one you mean.",
        )
    return fitting[0]


def _holds(claim: Claim, year: int | None) -> bool:
    if year is None:
        return True
    in_time = claim.period is None or claim.period.touches(year)
    return in_time and systems().state(claim.ccode).member_in(year)


def _goes_on(state: State, year: int | None) -> bool:
    return state.is_current if year is None else state.member_in(year + 1)


def _not_in_system(asked: str, found: tuple[Claim, ...], year: int | None) -> NotInSystem:
    states = systems().states
    claim = found[0]
    state = states[claim.ccode]
    if year is not None and claim.period is not None and state.member_in(year):
        after = year > claim.period.end.year
        turn = claim.period.end.year if after else claim.period.start.year
        return NotInSystem(
            f"{claim.period.names.en} {'ended' if after else 'began'} in {turn}; "
            f"{asked!r} has no meaning in {year}.",
            f"Ask for {state.name_in(year)} (COW {state.ccode}) in {year}.",
        )
    problem = "; ".join(
        f"{states[c.ccode].name} (COW {c.ccode}) was in the system {states[c.ccode].membership()}"
        for c in found
    )
    return NotInSystem(
        f"{asked!r} was not in the state system in {year}: {problem}.", _next(found, year)
    )


def _next(found: tuple[Claim, ...], year: int | None) -> str:
    """Who stood in its place that year, else the advice to take another year."""
    states = systems().states
    heirs = {h for c in found for h in _kin(c.ccode)}
    there = [states[h] for h in sorted(heirs) if year is not None and states[h].member_in(year)]
    if 0 < len(there) <= 4:
        names = _listed(f"{s.name_in(year or 0)} (COW {s.ccode})" for s in there)
        return f"Take a year when it was, or ask for {names}."
    return "Take a year when it was."


def _kin(ccode: int) -> set[int]:
    """States that took a state's place or that it took the place of."""
    after = {s.successor for s in successors(ccode) if s.kind != "secedes"}
    return after | {s.predecessor for s in predecessors(ccode)}


def _unknown(asked: str) -> UnknownState:
    close = nearest(asked, spellings()) if asked else []
    hint = f"Did you mean {_listed(map(repr, close))}? " if close else ""
    return UnknownState(
        f"No state answers to {asked!r}.",
        f"{hint}COW and GW numbers, ISO codes, and English, Chinese and Russian names work.",
    )


def _describe(state: State) -> str:
    iso = f", {state.iso3}" if state.iso3 else ""
    return f"{state.name} (COW {state.ccode}{iso}, {state.membership()})"


def _listed(items: Iterable[str]) -> str:
    *head, last = items
    return f"{', '.join(head)} or {last}" if head else last

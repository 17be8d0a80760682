"""Under which COW codes a named state votes in the General Assembly, by year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, NotInSystem

if TYPE_CHECKING:
    from foedus.states.state import State

CHINA, TAIWAN = 710, 713
SEAT_CHANGED = date(1971, 10, 25)
"""The day the People's Republic took China's seat (resolution 2758); its votes count from then."""

_CODES = 1000


def voter_codes(name: str | int, first: int, last: int) -> NDArray[np.bool_]:
    """Which codes a name means in each year.

    "Germany" is 260 in 1980 and 255 in 2000; in the year of the change it is both, and
    the day of a vote decides. A state that voted before the COW system has it, as
    Ukraine did from 1946, keeps its code in those years.

    Parameters
    ----------
    name
        Name or code of a state, as `foedus.states.resolve.resolve` takes it.
    first, last
        Calendar years.

    Returns
    -------
    ndarray of bool, shape (years, 1000)
        Whether a COW code is meant in a year.

    Raises
    ------
    UnknownState, AmbiguousState
        If no state, or several, answer to the name.
    NotInSystem
        If the name has no meaning in any of the years.

    Examples
    --------
    >>> import numpy as np
    >>> [np.flatnonzero(year).tolist() for year in voter_codes("Germany", 1989, 1991)]
    [[260], [255, 260], [255]]
    """
    out = np.zeros((last - first + 1, _CODES), bool)
    before = -1
    fault: NotInSystem | None = None
    for year in range(first - 1, last + 1):
        try:
            code = _code_in(name, year)
        except NotInSystem as e:
            fault, before = e, -1
            continue
        if year >= first:
            out[year - first, [code, before if before >= 0 else code]] = True
        before = code
    if fault and not out.any():
        raise fault
    return out


def _code_in(name: str | int, year: int) -> int:
    from foedus.states.resolve import resolve

    try:
        return resolve(name, year).ccode
    except NotInSystem:
        state = resolve(name)
        # Where the state was there, it is the name that had ended: "USSR" in 2015.
        if state.member_in(year):
            raise
        return state.ccode


def pair_codes(
    a: str | int, b: str | int, first: int, last: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """`voter_codes` of two states that are never the same.

    Raises
    ------
    FoedusError
        If both names mean one state in any of the years; and all that `voter_codes` raises.
    """
    one, two = voter_codes(a, first, last), voter_codes(b, first, last)
    both = one & two
    if both.any():
        year, code = (int(at[0]) for at in np.nonzero(both))
        raise FoedusError(
            f"{str(a)!r} and {str(b)!r} are the same state in {first + year}: "
            f"{_state(code).name_in(first + year)} (COW {code}).",
            "Name two different states, or other years.",
        )
    return one, two


def _state(code: int) -> State:
    from foedus.states.table import systems

    return systems().state(code)


def seat_note(codes: NDArray[np.bool_], first: int, last: int) -> str:
    """What to know of China's seat when a span holds votes of another holder; else empty."""
    on_mainland, on_taiwan = codes[:, CHINA].any(), codes[:, TAIWAN].any()
    if on_mainland and first <= SEAT_CHANGED.year:
        return (
            "The Republic of China held China's seat until 25 October 1971; its votes are not "
            "counted as China's. `foedus votes TWN ...` lists them (COW 713)."
        )
    if on_taiwan and last >= SEAT_CHANGED.year:
        return (
            "The Republic of China held China's seat until 25 October 1971 and has cast no vote "
            "since; the People's Republic votes as CHN (COW 710)."
        )
    return ""

"""Codes and names of data sets to COW numbers and back, whole columns at a time.

These map identities, not membership: Ukraine's votes of 1950 are Ukraine's (369) though
COW has it from 1991. `system.members` says who was in the system. A code that passed
from one state to another is taken by year: the holder on 31 December of the year, or on
the exact day where `dates` are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

from foedus.states.names import claimants, fold
from foedus.states.steps import NONE, Start, Steps, changes, days_of, integers, make_steps, mapped
from foedus.states.table import gw_spells, rows, systems

Codes = npt.NDArray[np.int16]
# Withdrawn codes that data sets keep for the time; BUR, ZAR and VDR they replace by today's.
_KEPT = frozenset({"SUN", "YUG", "SCG"})


def ccodes_from_iso3(
    codes: Iterable[object], years: npt.ArrayLike, dates: npt.ArrayLike | None = None
) -> Codes:
    """ISO 3166 codes, also withdrawn ones, to COW numbers.

    SUN and RUS are 365; YUG, SCG and SRB 345; DEU is 260 from 1949 to 2 October 1990;
    YEM is 678 before 22 May 1990, then 679; YMD 680, DDR 265, CSK (and CZE before 1993)
    315, ZAN 511, VNM and VDR 816. CHN is 710, except with `dates`.

    Parameters
    ----------
    codes
        Codes, shape (n,); what is not a string maps to -1.
    years
        Calendar years, shape (n,) or one number for all.
    dates
        Exact days (datetime64), shape (n,), for rolls of the United Nations: then CHN
        is the holder of China's seat, 713 (Republic of China) before 25 October 1971
        and 710 from then on. A missing day (NaT) falls back on the year.

    Returns
    -------
    numpy.ndarray
        COW numbers, int16, shape (n,); -1 where no state has the code.

    Examples
    --------
    >>> ccodes_from_iso3(["SUN", "DEU", "DEU", "XXX"], [1970, 1970, 2000, 2000]).tolist()
    [365, 260, 255, -1]
    >>> ccodes_from_iso3(["CHN"] * 2, 1971, ["1971-10-24", "1971-10-25"]).tolist()
    [713, 710]
    """
    seats = changes("un_seat") if dates is not None else {}

    def steps(code: object) -> Steps | None:
        key = code.strip().upper() if isinstance(code, str) else ""
        return seats.get(key) or _iso3_steps().get(key)

    return mapped(codes, days_of(years, dates), steps).astype(np.int16)


def ccodes_from_names(names: Iterable[object], years: npt.ArrayLike) -> Codes:
    """Names of states, in English as data sets spell them, to COW numbers.

    "Congo" alone is 484, "Germany" 260 from 1949 to 1990, "Yemen" before 1990 678,
    "Vietnam" 816, "Czech Republic" always 316. "Korea" alone has no number after 1945.

    Parameters
    ----------
    names
        Names, shape (n,); what is not a string maps to -1.
    years
        Calendar years, shape (n,) or one number for all.

    Returns
    -------
    numpy.ndarray
        COW numbers, int16, shape (n,); -1 where the name is no state's (see `unknown_names`).

    Examples
    --------
    >>> ccodes_from_names(["Korea, Rep. of", "Cote d'Ivoire", "NATO"], 2000).tolist()
    [732, 437, -1]
    """
    return mapped(names, days_of(years), _name_steps).astype(np.int16)


def ccodes_from_gw(gwcodes: npt.ArrayLike, years: npt.ArrayLike) -> Codes:
    """Gleditsch-Ward numbers to COW numbers.

    Parameters
    ----------
    gwcodes
        Numbers, shape (n,); missing ones map to -1.
    years
        Calendar years, shape (n,) or one number for all.

    Returns
    -------
    numpy.ndarray
        COW numbers, int16, shape (n,); -1 where COW has no such state (Tibet, 711).

    Examples
    --------
    >>> ccodes_from_gw([260, 260, 340, 970, 711], [1970, 2000, 2010, 2010, 1930]).tolist()
    [260, 255, 345, 946, -1]
    """
    return mapped(integers(gwcodes), days_of(years), _gw_steps().get).astype(np.int16)


def gw_from_ccodes(ccodes: npt.ArrayLike, years: npt.ArrayLike) -> Codes:
    """COW numbers to Gleditsch-Ward numbers.

    Parameters
    ----------
    ccodes
        Numbers, shape (n,); missing ones map to -1.
    years
        Calendar years, shape (n,) or one number for all.

    Returns
    -------
    numpy.ndarray
        GW numbers, int16, shape (n,); -1 for a number that is no COW state's.

    Examples
    --------
    >>> gw_from_ccodes([255, 255, 345, 345, 679], [1930, 2000, 1980, 2010, 2000]).tolist()
    [255, 260, 345, 340, 678]
    """
    return mapped(integers(ccodes), days_of(years), _ccode_steps().get).astype(np.int16)


def iso3_from_ccodes(ccodes: npt.ArrayLike, years: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """COW numbers to ISO 3166 codes, by year where the code changed.

    Parameters
    ----------
    ccodes
        Numbers, shape (n,).
    years
        Calendar years, shape (n,) or one number for all.

    Returns
    -------
    numpy.ndarray
        Codes, shape (n,); empty where the state never had one (Bavaria).

    Examples
    --------
    >>> iso3_from_ccodes([365, 365, 345, 260, 245], [1980, 2015, 1980, 1970, 1850]).tolist()
    ['SUN', 'RUS', 'YUG', 'DEU', '']
    """
    found = mapped(integers(ccodes), days_of(years), _iso3_by_ccode().get, missing="")
    return found.astype("<U3")


def not_states() -> dict[str, str]:
    """Names in the data sets that are no member of the state system, and what they are.

    Examples
    --------
    >>> not_states()["NATO"]
    'organisation'
    """
    return {r["name"]: r["kind"] for r in rows("not_states.csv")}


def unknown_names(names: Iterable[str]) -> list[str]:
    """Names that are neither a state's nor listed in `not_states`, sorted.

    Examples
    --------
    >>> unknown_names(["France", "NATO", "Viet Minh (France)*", "Atlantis"])
    ['Atlantis']
    """
    listed = not_states()
    return sorted(n for n in set(names) if _name_steps(n) is None and n not in listed)


@cache
def _iso3_steps() -> dict[str, Steps]:
    found = {
        code: make_steps([(None, s.ccode)])
        for s in systems().states.values()
        for code in (s.iso3, *(p.iso3 for p in s.periods))
        if code
    }
    return found | changes("iso3")


@cache
def _name_steps(name: object) -> Steps | None:
    if not isinstance(name, str) or not name.strip():
        return None
    key = fold(name)
    listed = _spellings().get(key)
    if listed is not None:
        return make_steps([(None, listed)])
    changing = changes("name").get(key)
    if changing is not None:
        return changing
    found = {c.ccode for c in claimants(name)}
    return make_steps([(None, found.pop())]) if len(found) == 1 else None


@cache
def _spellings() -> dict[str, int]:
    return {fold(r["name"]): int(r["ccode"]) for r in rows("spellings.csv")}


@cache
def _gw_steps() -> dict[int, Steps]:
    pairs: dict[int, list[tuple[Start, int | str]]] = {}
    for s in gw_spells():
        pairs.setdefault(s.gwcode, []).append((s.start, NONE if s.ccode is None else s.ccode))
    return {code: make_steps(p) for code, p in pairs.items()}


@cache
def _ccode_steps() -> dict[int, Steps]:
    pairs: dict[int, list[tuple[Start, int | str]]] = {}
    for s in gw_spells():
        if s.ccode is not None:
            pairs.setdefault(s.ccode, []).append((s.start, s.gwcode))
    return {code: make_steps(p) for code, p in pairs.items()}


@cache
def _iso3_by_ccode() -> dict[int, Steps]:
    found: dict[int, Steps] = {}
    for s in systems().states.values():
        coded = [p for p in s.periods if p.iso3 in _KEPT]
        pairs: list[tuple[Start, int | str]] = [(p.start, p.iso3) for p in coded]
        last = max((p.end for p in coded), default=None)
        found[s.ccode] = make_steps([*pairs, (last, s.iso3)])
    return found

"""Read ATOP 5.1: members by phase, phases, alliances, and directed dyad-years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.atop.checks import (
    OBLIGATIONS,
    check_directed,
    check_members,
    check_output,
)
from foedus.sources.atop.spells import dates, largest_at_once, member_years
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

FIRST_YEAR, LAST_YEAR = 1946, 2018
PROVISIONS = [
    "conditio", "asymm", "specthrt", "statthr1", "statthr2", "milcon", "milaid", "intcom",
    "subord", "organ1", "orgpurp1", "organ2", "orgpurp2", "base", "contrib", "compag", "ecaid",
]  # fmt: skip
ENTRY = ["yrent", "moent", "dayent"]
EXIT = ["yrexit", "moexit", "dayexit"]
BEGIN = ["begyr", "begmo", "begday"]
END = ["endyr", "endmo", "endday"]
WHOLE = ["bilat", "wartime", "ineffect", *OBLIGATIONS]
MEMBER_FILE = [
    "atopid", "member", "phase", *ENTRY, *EXIT, *WHOLE, *PROVISIONS, "version",
]  # fmt: skip
YEARLY = [
    "atopid", "phase", "ccode", "year", "n_members", "bilat", *OBLIGATIONS,
    "milcon", "milaid", "intcom", "subord", "organ1", "orgpurp1", "organ2", "orgpurp2",
    "base", "contrib", "compag",
]  # fmt: skip


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Tables ``atop_members``, ``atop_member_years``, ``atop_phases``, ``atop_alliances``,
    ``atop_directed``.

    Parameters
    ----------
    files
        Roles ``alliances``, ``phases``, ``members``, and for the directed dyad-years
        ``directed`` (peacesciencer's columns) or ``directed_states`` (the maker's).
    """
    members = _members(files["members"])
    alliances = _alliances(files["alliances"], members)
    phases = _phases(files["phases"])
    check_output(members, alliances, phases)
    return {
        "atop_members": members,
        "atop_member_years": member_years(members, FIRST_YEAR, LAST_YEAR)[YEARLY],
        "atop_phases": phases,
        "atop_alliances": alliances,
        "atop_directed": _directed(files),
    }


def _csv(path: Path, columns: list[str]) -> pd.DataFrame:
    # The source notes of a few treaties are Latin-1; no column read here is text.
    return read_csv(path, columns, encoding="latin-1", low_memory=False)


def _phase_names(atopid: pd.Series, phase: pd.Series) -> pd.Series:
    """``3200`` for an alliance of one phase, ``3610.2`` for the second phase of several."""
    numbered = atopid.astype(str) + "." + phase.astype(str)
    return numbered.where(phase > 0, atopid.astype(str))


def _with_dates(
    frame: pd.DataFrame, raw: pd.DataFrame, start: list[str], end: list[str]
) -> pd.DataFrame:
    frame["start"] = dates(*(raw[c] for c in start), close=False).astype("datetime64[us]")
    frame["end"] = dates(*(raw[c] for c in end), close=True).astype("datetime64[us]")
    frame["censored"] = raw["ineffect"].to_numpy(np.int8)
    return frame


def _members(path: Path) -> pd.DataFrame:
    """A row a member, phase and spell; a state that left and came back has two."""
    raw = _csv(path, MEMBER_FILE)
    check_members(raw)
    members = raw[["atopid"]].astype(np.int32)
    members["phase"] = _phase_names(raw["atopid"], raw["phase"])
    members["ccode"] = raw["member"].astype(np.int16)
    members = _with_dates(members, raw, ENTRY, EXIT)
    members["bilat"] = raw["bilat"].astype(np.int8)
    members["n_members"] = largest_at_once(
        members["phase"].to_numpy(str),
        members["ccode"].to_numpy(),
        members["start"].to_numpy("datetime64[D]"),
        members["end"].to_numpy("datetime64[D]"),
    )
    members[[*OBLIGATIONS, "wartime"]] = raw[[*OBLIGATIONS, "wartime"]].astype(np.int8)
    members[PROVISIONS] = raw[PROVISIONS].astype(float)
    return members.sort_values(["atopid", "phase", "ccode", "start"], ignore_index=True)


def _alliances(path: Path, members: pd.DataFrame) -> pd.DataFrame:
    raw = _csv(path, ["atopid", *BEGIN, *END, *WHOLE])
    alliances = _with_dates(raw[["atopid"]].astype(np.int32), raw, BEGIN, END)
    alliances[["bilat", "wartime", *OBLIGATIONS]] = raw[["bilat", "wartime", *OBLIGATIONS]].astype(
        np.int8
    )
    most = members.groupby("atopid")["n_members"].max()
    alliances["n_members"] = alliances["atopid"].map(most).fillna(0).astype(np.int16)
    return alliances.sort_values("atopid", ignore_index=True)


def _phases(path: Path) -> pd.DataFrame:
    raw = _csv(path, ["atopid", "phase", *BEGIN, *END, *WHOLE, *PROVISIONS])
    phases = raw[["atopid"]].astype(np.int32)
    phases["phase"] = _phase_names(raw["atopid"], raw["phase"])
    phases = _with_dates(phases, raw, BEGIN, END)
    phases[["bilat", "wartime", *OBLIGATIONS]] = raw[["bilat", "wartime", *OBLIGATIONS]].astype(
        np.int8
    )
    phases[PROVISIONS] = raw[PROVISIONS].astype(float)
    return phases.sort_values(["atopid", "phase"], ignore_index=True)


def _directed(files: dict[str, Path]) -> pd.DataFrame:
    if "directed_states" in files:
        names = {"stateA": "ccode1", "stateB": "ccode2"} | {o: o for o in OBLIGATIONS}
        raw = read_csv(files["directed_states"], [*names, "year"]).rename(columns=names)
    else:
        names = {f"atop_{o}": o for o in OBLIGATIONS}
        raw = read_csv(files["directed"], ["ccode1", "ccode2", "year", *names])
        raw = raw.rename(columns=names)
    check_directed(raw)
    small = dict.fromkeys(["ccode1", "ccode2", "year"], np.int16)
    kinds = small | dict.fromkeys(OBLIGATIONS, np.int8)
    columns = ["ccode1", "ccode2", "year", *OBLIGATIONS]
    return raw[columns].astype(kinds).sort_values(columns[:3], ignore_index=True)

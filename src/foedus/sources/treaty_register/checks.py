"""What must hold of the register: parties that exist, dates in order, sources and grades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require
from foedus.sources.treaty_register.pairs import ENDS, FLAGS

if TYPE_CHECKING:
    import pandas as pd

NAME = "treaty_register"
STATUSES = (
    "in_force",
    "signed_not_in_force",
    "political_not_ratified",
    "unilateral_pledge",
    "suspended_in_practice",
    "ended",
    "depth_only",
)
CHANGES = ("new", "joins", "leaves", "ends", "suspends", "renews")
DEPTH = ("milcon", "milaid", "intcom", "subord", "organ", "base", "contrib", "compag")
_EVIDENCE = ["name", "source", "publisher", "url", "seen", "looked_up"]


def check_lines(raw: pd.DataFrame, groups: pd.DataFrame) -> None:
    """Raise SourceDamaged naming the first line that breaks each rule (texts as read)."""
    require(
        NAME,
        no_duplicates(raw, ["number"]),
        no_duplicates(raw, ["id"]),
        no_duplicates(groups, ["party_group", "iso3"]),
        _all(raw, raw["number"].between(90001, 99999), "a number outside 90001-99999"),
        _all(raw, raw["status"].isin(STATUSES), f"a status that is none of {STATUSES}"),
        _all(raw, raw["change"].isin(CHANGES), f"a change that is none of {CHANGES}"),
        _all(raw, raw[list(FLAGS)].isin(["0", "1"]).all(axis=1), "an obligation neither 0 nor 1"),
        _all(
            raw,
            raw[["signed", "in_force", "ended", "suspended", "looked_up"]]
            .apply(lambda c: c.str.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?"))
            .all(axis=1),
            "a date that is not YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        _all(raw, (raw[_EVIDENCE] != "").all(axis=1), "no name, source, address or look-up day"),
        _all(raw, raw["url"].str.match("https?://"), "an address that does not start with http"),
        _all(raw, raw["seen"].isin(["full", "excerpt", "not seen"]), "seen is not one of three"),
        _all(raw, raw["source_grade"].str.fullmatch("[A-F]"), "a source grade outside A-F"),
        _all(raw, raw["information_grade"].str.fullmatch("[1-6]"), "an information grade not 1-6"),
        _all(
            raw,
            (raw["seen"] == "full") | (raw["information_grade"] != "1"),
            "information graded 1 on an excerpt alone",
        ),
        _all(
            raw,
            (raw["party_group"] == "") | raw["party_group"].isin(groups["party_group"]),
            "a group without members in groups.csv",
        ),
        _all(
            raw, _direction_fits(raw), "a direction that is neither mutual nor A>B of its parties"
        ),
    )


def check_dated(register: pd.DataFrame) -> None:
    """Dates in order, and those there that the kind of line needs."""
    r = register
    works = r["status"].eq("in_force") & r["change"].isin(["new", "joins", "renews"])
    require(
        NAME,
        _all(r, ~(r["in_force"] < r["signed"]), "in force before it was signed"),
        _all(r, ~(r["ended"] < r["in_force"]), "ended before it was in force"),
        _all(r, ~(r["ended"] < r["signed"]), "ended before it was signed"),
        _all(r, ~(r["suspended"] < r["signed"]), "suspended before it was signed"),
        _all(r, ~works | r["in_force"].notna(), "in force without a day"),
        _all(
            r,
            (r["status"] != "signed_not_in_force") | r["in_force"].isna(),
            "signed and not in force, yet with a day of entry into force",
        ),
        _all(r, ~r["change"].isin(ENDS) | r["ended"].notna(), "an end without a day"),
        _all(r, (r["change"] != "suspends") | r["suspended"].notna(), "a suspension without a day"),
        _all(
            r,
            (r["change"] == "new") == (r["change_of"] == 0),
            "a change without the ATOP number it changes, or a new treaty with one",
        ),
    )


def check_output(register: pd.DataFrame, pairs: pd.DataFrame) -> None:
    """Every party is a state in its year; each line has a pair; nobody is paired with itself."""
    unknown = pairs[(pairs["ccode1"] < 0) | (pairs["ccode2"] < 0)]
    lines = register.set_index("number")["id"]
    named = ", ".join(sorted(set(lines.reindex(unknown["number"]))))
    outside = _outside_system(pairs)
    gone = ", ".join(sorted(set(lines.reindex(outside["number"]))))
    require(
        NAME,
        no_duplicates(pairs, ["number", "ccode1", "ccode2"]),
        (unknown.empty, f"a party that is no ISO3 code of a state: {named}"),
        (outside.empty, f"a party that is not in the state system in that year: {gone}"),
        (bool((pairs["ccode1"] < pairs["ccode2"]).all()), "a state paired with itself"),
        (set(register["number"]) <= set(pairs["number"]), "a line without a pair"),
    )


def _outside_system(pairs: pd.DataFrame) -> pd.DataFrame:
    from foedus.states.system import members

    day = pairs["start"].fillna(pairs["end"])
    known = pairs[day.notna()]
    years = day[day.notna()].dt.year
    inside = [
        {int(a), int(b)} <= set(members(int(y)).tolist())
        for a, b, y in zip(known["ccode1"], known["ccode2"], years, strict=True)
    ]
    return known[[not x for x in inside]]


def _direction_fits(raw: pd.DataFrame) -> pd.Series[bool]:
    sides = raw["direction"].str.split(">").map(sorted)
    parties = raw["parties"].str.split(";").map(sorted)
    return (raw["direction"] == "mutual") | (sides == parties)


def _all(rows: pd.DataFrame, holds: pd.Series[bool], wrong: str) -> tuple[bool, str]:
    """A rule for `require` that names the first line it does not hold for."""
    bad = rows.loc[~holds.astype(bool), "id"]
    return bad.empty, f"{wrong} (line {bad.iloc[0]!r})" if len(bad) else wrong

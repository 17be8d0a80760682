"""ATOP carried past 2018, with the changes of the project's own treaty register.

The rule, for each year after ATOP's last (2018):

1. A treaty that ATOP has in force on 31 December 2018 is *carried*: it goes on for its
   members. One that had ended in 2018 is not.
2. A line of the register that ends a treaty, or with which a state leaves one, takes the
   pair out of it from the year after; the year of the end still counts.
3. A new treaty, or an accession, adds what it promises from the year in which it is in
   force on any day. So ATOP counts years too, but from signature where ratification
   followed; ``since="signed"`` gives that reading for treaties that did enter into force.
4. Merged are lines with status ``in_force`` (and ``ended``, for ends). Signed and not
   (known to be) in force, political and not ratified, pledged by one side, and depth only:
   listed by `treaties_of`, not merged.
5. Suspended in practice does not end an obligation; the pair is marked.
6. A renewal changes nothing but the basis: what it confirms is observed, not carried.

`basis` says where a pair's value comes from: 0 ATOP, 1 ATOP carried, 2 the register
(a line changed the value, or supplies or confirms the strongest obligation of the two).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.measures.obligation_bits import FLAGS
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

ATOP_TO = 2018
TABLES = ("treaty_register", "treaty_register_pairs")
SIDES = tuple(f"{flag}_{side}" for flag in FLAGS for side in (1, 2))
ATOP, CARRIED, REGISTER = 0, 1, 2


def present(tables: Tables) -> bool:
    """Whether the register's tables are here."""
    return all(name in tables for name in TABLES)


def merged_lines(tables: Tables, since: str = "in_force") -> pd.DataFrame:
    """The register's pairs that count, with the change and its days as years.

    Parameters
    ----------
    tables
        With ``treaty_register`` and ``treaty_register_pairs``.
    since
        ``in_force``, or ``signed`` for ATOP's reading of when a treaty begins.

    Returns
    -------
    DataFrame
        The pairs' rows with ``change``, ``change_of``, ``treaty`` (the ATOP number of the
        treaty changed, else the line's own) and ``first_year``, ``last_year``.
    """
    line = tables["treaty_register"].set_index("number")
    pairs = tables["treaty_register_pairs"]
    of = pairs["number"]
    rows = pairs.assign(
        change=of.map(line["change"]),
        change_of=of.map(line["change_of"]),
        standing=_standing(line).reindex(of).to_numpy(),
        merged=of.map(line["status"].isin(["in_force", "ended", "suspended_in_practice"])),
    )
    start = rows["start"] if since == "in_force" else of.map(line["signed"])
    rows["treaty"] = np.where(rows["change_of"] > 0, rows["change_of"], rows["number"])
    # A state that joins a group owes only those who are in it: never before both are.
    rows["first_year"] = start.dt.year.where(rows["start"].notna())
    rows["last_year"] = rows["end"].dt.year.fillna(9999)
    return rows[rows["merged"]].drop(columns="merged")


def _standing(line: pd.DataFrame) -> pd.Series[bool]:
    """Whether a treaty provides peacetime military machinery (as `standing_organisation`)."""
    return (line["intcom"] >= 1) | (line["milcon"] >= 2) | (line["base"] >= 1)


def running_at_end(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Pairs of members of the treaties in force for both on 31 December 2018.

    Parameters
    ----------
    pairs
        As `obligations.shared_treaties` gives them, any years.
    members
        ``atop_members``.
    """
    last = pairs[pairs["year"] == ATOP_TO]
    open_ = members[members["censored"] == 1]
    known = set(zip(open_["atopid"].tolist(), open_["ccode"].tolist(), strict=True))
    stays = [
        (t, a) in known and (t, b) in known
        for t, a, b in zip(last["atopid"], last["ccode1"], last["ccode2"], strict=True)
    ]
    return last[np.array(stays, bool)]


def later_pairs(running: pd.DataFrame, lines: pd.DataFrame, last: int) -> pd.DataFrame:
    """Treaties by pair and year after 2018, carried, ended and added.

    Parameters
    ----------
    running
        As `running_at_end` gives it.
    lines
        As `merged_lines` gives it.
    last
        Last year.

    Returns
    -------
    DataFrame
        ``atopid`` (or the register's number), ``ccode1, ccode2, year``, what each owes
        (``defense_1``, ...), ``size``, ``organised`` and ``registered``: the register
        adds or confirms it.
    """
    import pandas as pd

    columns = ["atopid", "ccode1", "ccode2", *SIDES, "organised"]
    carried = _in_years(running[columns], last)
    carried = _without_ended(carried, lines)
    renewed = _keys_of(lines[lines["change"] == "renews"])
    first = carried.merge(renewed, on=["atopid", "ccode1", "ccode2"], how="left")["first_year"]
    carried["registered"] = (first <= carried["year"]).to_numpy()
    added = lines[lines["change"].isin(["new", "joins"]) & lines["first_year"].notna()]
    standing = running.groupby("atopid")["organised"].max()
    new = added.assign(
        atopid=added["treaty"],
        organised=added["standing"] | added["treaty"].map(standing).fillna(0).astype(bool),
    )
    new = _in_years(new[[*columns, "first_year", "last_year"]], last)
    new = new[(new["year"] >= new["first_year"]) & (new["year"] <= new["last_year"])]
    new = _without_ended(new.assign(registered=True), lines)
    out = pd.concat([carried, new[carried.columns]], ignore_index=True)
    # Promises of nothing (depth only) are no treaty in ATOP's sense.
    out = out[(out[list(SIDES)] > 0).any(axis=1)]
    return _sized(out).sort_values(["atopid", "year", "ccode1", "ccode2"], ignore_index=True)


def _in_years(rows: pd.DataFrame, last: int) -> pd.DataFrame:
    import pandas as pd

    years = pd.DataFrame({"year": np.arange(ATOP_TO + 1, last + 1)})
    return rows.merge(years, how="cross")


def _keys_of(lines: pd.DataFrame) -> pd.DataFrame:
    keys = lines[["change_of", "ccode1", "ccode2", "first_year", "last_year"]]
    return keys.rename(columns={"change_of": "atopid"}).drop_duplicates(
        ["atopid", "ccode1", "ccode2"]
    )


def _without_ended(rows: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    ends = _keys_of(lines[lines["change"].isin(["ends", "leaves"])])
    ends = ends.drop(columns="first_year").rename(columns={"last_year": "left"})
    left = rows.merge(ends, on=["atopid", "ccode1", "ccode2"], how="left")["left"]
    return rows[~(rows["year"].to_numpy() > left.to_numpy())].reset_index(drop=True)


def _sized(rows: pd.DataFrame) -> pd.DataFrame:
    """Members of each treaty in each year."""
    import pandas as pd

    keys = ["atopid", "year"]
    long = pd.concat(
        [rows[[*keys, c]].set_axis([*keys, "ccode"], axis=1) for c in ("ccode1", "ccode2")]
    )
    size = long.groupby(keys)["ccode"].nunique().rename("size")
    return rows.merge(size, left_on=keys, right_index=True, how="left")


def later_bits(
    directed: NDArray[Any], before: NDArray[Any], kept: NDArray[Any], added: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """What is owed after 2018, and what would be owed without the register.

    Parameters
    ----------
    directed : ndarray of int, shape (rows, 2)
        ATOP's directed obligations of 2018, as bits.
    before, kept : ndarray of int, shape (rows, 2)
        Bits of the members' flags over the carried treaties, before and after the
        register's ends. They only take away: ATOP's directed rows know who is meant.
    added : ndarray of int, shape (rows, 2)
        Bits that the register adds.

    Returns
    -------
    owed, carried
        Shape (rows, 2).

    Examples
    --------
    >>> import numpy as np
    >>> one = lambda *x: np.array([x])
    >>> [b.tolist() for b in later_bits(one(9, 9), one(9, 9), one(8, 8), one(16, 0))]
    [[[24, 8]], [[9, 9]]]
    """
    carried = directed & before
    return (directed & kept) | added, carried

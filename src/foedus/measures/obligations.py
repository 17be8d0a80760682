"""Treaty obligations by directed dyad-year, and the treaty each rests on (ATOP 5.1).

The flags come from ATOP's directed dyad-years; which treaty, how many members and
whether it has a standing military organisation come from its member rows. Where two
states share several treaties the one with the fewest members is named: it says most
about the pair. After ATOP's last year (2018) its treaties are carried and changed by the
project's own register (`treaty_register_merge`); ``obligations_basis`` tells which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures import treaty_register_merge as register
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.obligation_bits import BITS, FLAGS, has, obligation_class
from foedus.measures.obligations_later import after_atop, suspended_in, with_later
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

COVERAGE = (1946, register.ATOP_TO)
"""ATOP's own years; past them the register's rule carries it."""
MEASURED = (1946, 2025)
__all__ = ["BITS", "COVERAGE", "FLAGS", "GROUP", "MEASURED", "has", "obligation_class"]


def shared_treaties(members: pd.DataFrame) -> pd.DataFrame:
    """Pairs of members by treaty and year.

    Parameters
    ----------
    members
        ``atop_member_years``.

    Returns
    -------
    DataFrame
        One row a treaty, pair (``ccode1 < ccode2``) and year with both members' flags
        (``defense_1``, ``defense_2``, ...), ``size`` and ``organised``.
    """
    own = members.assign(organised=standing_organisation(members))
    # A treaty that changed its terms within the year has two rows a member: either counts.
    own = own.groupby(["atopid", "year", "ccode"], as_index=False)[["organised", *FLAGS]].max()
    own["size"] = own.groupby(["atopid", "year"])["ccode"].transform("size")
    pairs = own.merge(own, on=["atopid", "year"], suffixes=("_1", "_2"))
    pairs = pairs[pairs["ccode_1"] < pairs["ccode_2"]]
    return pairs.rename(
        columns={"ccode_1": "ccode1", "ccode_2": "ccode2", "size_1": "size"}
    ).assign(organised=lambda p: p[["organised_1", "organised_2"]].max(axis=1))


def standing_organisation(members: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether the treaty provides peacetime military machinery.

    That is: a named military organisation, an integrated command, peacetime contact of
    the armed services, or stationing of troops. Meetings of ministers are not enough.
    """

    def at_least(column: str, level: int) -> NDArray[np.bool_]:
        return np.asarray(members[column].fillna(0) >= level)

    military = (at_least("organ1", 2) & np.asarray(members["orgpurp1"] == 1)) | (
        at_least("organ2", 2) & np.asarray(members["orgpurp2"] == 1)
    )
    return np.asarray(
        military | at_least("intcom", 1) | at_least("milcon", 2) | at_least("base", 1)
    )


def _smallest(frame: DyadFrame, pairs: pd.DataFrame) -> tuple[NDArray[Any], NDArray[Any]]:
    """ATOP number and membership of the smallest treaty of each row (ties: lower number)."""
    row = frame.rows(pairs["ccode1"], pairs["ccode2"], pairs["year"])
    keep = row >= 0
    # One sortable number a treaty: fewer members first, then the lower ATOP number.
    rank = pairs["size"].to_numpy()[keep] * 1e6 + pairs["atopid"].to_numpy()[keep]
    best = np.full(len(frame), np.inf)
    np.minimum.at(best, row[keep], rank)
    found = np.isfinite(best)
    best = np.where(found, best, 0)
    return np.where(found, best % 1e6, 0), np.where(found, best // 1e6, 0)


def first_years(settled: pd.DataFrame, members: pd.DataFrame) -> NDArray[np.int64]:
    """First year each row's pair stood under its bilateral treaty not to fight.

    The yearly rows begin in 1946; where a treaty is older, its own dates say since when.

    Parameters
    ----------
    settled
        Rows of `shared_treaties` of two members that both owe non-aggression.
    members
        ``atop_members``.
    """
    first = settled.groupby(["atopid", "ccode1", "ccode2"])["year"].transform("min").to_numpy()
    own = members[members["nonagg"] == 1].groupby(["atopid", "ccode"])["start"].min().dt.year
    joined = [
        own.reindex(list(zip(settled["atopid"], settled[c], strict=True))).to_numpy(float)
        for c in ("ccode1", "ccode2")
    ]
    older = np.fmax(*joined)
    return np.where((first == COVERAGE[0]) & (older < first), older, first).astype(np.int64)


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Flags, governing treaties and the latest bilateral non-aggression treaty's age."""
    owed = tables["atop_directed"]
    bits = sum(owed[f].to_numpy() * BITS[f] for f in FLAGS)
    obligations = frame.directed(owed["ccode1"], owed["ccode2"], owed["year"], bits, empty=0)
    pairs = shared_treaties(tables["atop_member_years"])
    members = tables["atop_members"]
    basis = np.where(frame.year > COVERAGE[1], np.nan, register.ATOP)
    suspended = np.full(len(frame), np.nan)
    reach = COVERAGE
    if register.present(tables):
        reach = MEASURED
        pairs, lines, running = with_later(tables, pairs, frame.last)
        later, basis = after_atop(frame, owed.assign(bits=bits), pairs, running)
        obligations = np.where((frame.year > COVERAGE[1])[:, None], later, obligations)
        suspended = suspended_in(frame, lines)
    whole = {**_governing(frame, pairs, members), "obligations_basis": basis}
    out = {name: clip_to(v, frame.year, reach) for name, v in whole.items()}
    out["obligation_suspended"] = clip_to(suspended, frame.year, (COVERAGE[1] + 1, reach[1]))
    # ATOP's first year here is older than the frame's, so only the end of coverage bites.
    out["obligations"] = np.where((frame.year > reach[1])[:, None], np.nan, obligations)
    return out


def _governing(frame: DyadFrame, pairs: pd.DataFrame, members: pd.DataFrame) -> Arrays:
    """The smallest treaties of defence and of lesser promises, and the age of a settlement."""
    promised = pairs[(pairs["defense_1"] == 1) | (pairs["defense_2"] == 1)]
    defence_treaty, defence_members = _smallest(frame, promised)
    pact = pairs[
        ((pairs["consul_1"] == 1) & (pairs["consul_2"] == 1))
        | ((pairs["nonagg_1"] == 1) & (pairs["nonagg_2"] == 1))
    ]
    pact_treaty, pact_members = _smallest(frame, pact)
    # A defence pact among rivals is not a settlement: only promises not to fight count here.
    settled = pairs[(pairs["size"] == 2) & (pairs["nonagg_1"] == 1) & (pairs["nonagg_2"] == 1)]
    began = first_years(settled, members)
    return {
        "defence_treaty": defence_treaty,
        "defence_members": defence_members,
        "pact_treaty": pact_treaty,
        "pact_members": pact_members,
        "nonaggression_since": frame.undirected(
            settled["ccode1"], settled["ccode2"], settled["year"], began, empty=0
        ),
    }


def _flag(flag: str) -> Measure:
    words = {
        "defense": "defence",
        "offense": "offence",
        "neutral": "neutrality",
        "nonagg": "non-aggression",
        "consul": "consultation",
    }
    return Measure(
        name=f"obligation_{words[flag].replace('-', '_')}",
        label=f"Obligation of {words[flag]}",
        unit="0/1",
        directed=True,
        bounds=(0, 1),
        coverage=MEASURED,
        sources=("atop", "treaty_register"),
        paper=("leeds_etal2002",),
        description=(
            f"1 where the first state owes the second {words[flag]} under a treaty in force "
            "at any time in the year; after 2018 ATOP carried, with the treaty register."
        ),
        columns=("obligations",),
        derive=lambda stored: has(stored["obligations"], flag),
    )


def _treaty(name: str, label: str, unit: str, description: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit=unit,
        directed=False,
        bounds=(0, None),
        coverage=MEASURED,
        sources=("atop", "treaty_register"),
        paper=("leeds_etal2002",),
        description=description,
    )


MEASURES = (
    Measure(
        name="obligations",
        label="Obligation class",
        unit="0-4",
        directed=True,
        bounds=(0, 4),
        coverage=MEASURED,
        sources=("atop", "treaty_register"),
        paper=("leeds_etal2002",),
        description=(
            "4 defence or offence, 3 neutrality, 2 consultation, 1 non-aggression, 0 none: "
            "the strongest the first state owes the second. After 2018 ATOP's treaties are carried "
            "and changed by the treaty register: see obligations_basis."
        ),
        derive=lambda stored: obligation_class(stored["obligations"]),
    ),
    *(_flag(f) for f in FLAGS),
    _treaty(
        "defence_treaty",
        "Defence treaty",
        "ATOP number",
        ("The smallest treaty in which at least one owes the other defence; 0 where none."),
    ),
    _treaty(
        "defence_members",
        "Members of the defence treaty",
        "states",
        "Members of that treaty in the year; 0 where none.",
    ),
    _treaty(
        "pact_treaty",
        "Consultation or non-aggression treaty",
        "ATOP number",
        ("The smallest treaty in which both owe consultation or non-aggression; 0 where none."),
    ),
    _treaty(
        "pact_members",
        "Members of that treaty",
        "states",
        "Members of that treaty in the year; 0 where none.",
    ),
    _treaty(
        "nonaggression_since",
        "Bilateral non-aggression treaty since",
        "year",
        ("First year of the latest bilateral non-aggression treaty in force; 0 where none."),
    ),
    Measure(
        name="obligations_basis",
        label="Where the obligations come from",
        unit="0-2",
        directed=False,
        bounds=(0, 2),
        coverage=MEASURED,
        sources=("atop", "treaty_register"),
        description=(
            "0 ATOP, 1 ATOP's last year carried, 2 the treaty register: a line changed the value, "
            "or supplies or confirms the strongest obligation of the two."
        ),
    ),
    Measure(
        name="obligation_suspended",
        label="A treaty of the two is suspended in practice",
        unit="0/1",
        directed=False,
        bounds=(0, 1),
        coverage=(COVERAGE[1] + 1, MEASURED[1]),
        sources=("treaty_register",),
        description=(
            "1 where the treaty register has a treaty of the two frozen or held in abeyance without "
            "an end in law; the obligation itself is kept."
        ),
    ),
)

GROUP = Group(
    name="obligations",
    tables=("atop_directed", "atop_member_years", "atop_members"),
    columns=(
        Column("obligations", directed=True),
        Column("defence_treaty"),
        Column("defence_members"),
        Column("pact_treaty"),
        Column("pact_members"),
        Column("nonaggression_since"),
        Column("obligations_basis"),
        Column("obligation_suspended"),
    ),
    optional=register.TABLES,
    measures=MEASURES,
    compute=compute,
)

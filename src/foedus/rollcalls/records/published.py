"""The votes behind the published ideal points (release of April 2020), reproduced from raw files.

Paragraphs and amendments after 1989, South Africa in session 48, session 19 and Zanzibar
are left out; items that repeat earlier ones share their parameters; items on which all
votes are equal go. The counts of votes by state and session then equal the published ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import FoedusError, YearOutOfRange, unknown
from foedus.rollcalls.records.of_record import EVERYTHING, Span
from foedus.rollcalls.roll_calls import RollCalls, roll_calls

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from foedus.store.tables import Tables

SOURCES = ("voeten_roll_call_issues", "voeten_ideal_points")
PARTS_TO = 1989
"""Last year in which votes on paragraphs and amendments count."""
SOUTH_AFRICA, ZANZIBAR, SOUTH_SUDAN, TAIWAN = 560, 511, 626, 713
WITHOUT_SESSION = 19
BEFORE_FIRST = 1945
"""Session s opened in the year 1945 + s."""


@dataclass(frozen=True)
class Subset:
    """Votes on an issue as the published issue estimates take them.

    Parameters
    ----------
    code : str
        Voeten's code; with a minus in front, votes without it; empty for all.
    first : int
        First session: before it too few votes are on the issue.
    without : tuple of int
        COW codes left out, for they vote in one session only.
    """

    code: str = ""
    first: int = 1
    without: tuple[int, ...] = ()


SUBSETS = {
    "all": Subset(),
    "human_rights": Subset("hr", 25, (TAIWAN,)),
    "nuclear": Subset("nu", 27, (SOUTH_SUDAN,)),
    "no_nukes": Subset("-nu"),
    "middle_east": Subset("me", 29),
    "colonialism": Subset("co", 14),
    "economic": Subset("ec", 26),
    "disarmament": Subset("di", 29),
    "important": Subset("important", 38),
}
"""By name; important votes are those the US State Department lists, from session 38."""


def published_votes(
    tables: Tables,
    issue: str = "all",
    *,
    sessions: Span = EVERYTHING,
    without: Collection[int] = (),
    paragraphs: bool = True,
    linked: bool = True,
) -> RollCalls:
    """The input of the published estimates, of all votes or of an issue.

    Parameters
    ----------
    tables
        Must hold ``roll_calls``, ``roll_call_votes``, ``roll_call_issues`` and
        ``matched_items``.
    issue
        One of `SUBSETS`.
    sessions
        First and last, both counted; as far as the issue reaches where None.
    without
        COW codes of states whose votes are left out.
    paragraphs
        Whether votes on paragraphs and amendments to 1989 count.
    linked
        Whether items that repeat earlier ones share their parameters.

    Raises
    ------
    FoedusError
        For an unknown issue, a session out of reach, a state left out that casts no vote,
        or where nothing is left.
    """
    if issue not in SUBSETS:
        raise unknown("issue", issue, list(SUBSETS))
    subset = SUBSETS[issue]
    calls = on_issue(tables, subset)
    if not paragraphs:
        calls = calls[~((calls["para"] == 1) | (calls["amend"] == 1))]
    votes = counted(calls, tables["roll_call_votes"])
    first, last = _sessions(votes, subset, sessions)
    inside = votes["session"].between(first, last)
    states = votes["ccode"]
    strange = sorted(set(without) - set(states.unique().tolist()))
    if strange:
        raise FoedusError(
            f"The record has no vote of {', '.join(map(str, strange))} on {issue} votes.",
            "Leave out states that voted; see `foedus states`.",
        )
    votes = votes[inside & ~states.isin([*without, *subset.without])]
    same_as = {}
    if linked:
        matches = tables["matched_items"]
        same_as = dict(zip(matches["rcid"].tolist(), matches["earlier"].tolist(), strict=True))
    return roll_calls(
        votes["ccode"], votes["rcid"], votes["vote"], votes["session"], same_as
    ).divided()


def on_issue(tables: Tables, subset: Subset) -> pd.DataFrame:
    """Roll calls of a subset."""
    calls = tables["roll_calls"]
    if not subset.code:
        return calls
    if subset.code == "important":
        return calls[calls["importantvote"] == 1]
    # As the file has them, also those of `vote_issues.NO_REAL_CODES`: the published estimates
    # rest on them, and this is to reproduce their input.
    coded = tables["roll_call_issues"]
    of_code = calls["rcid"].isin(coded.loc[coded["issue"] == subset.code.lstrip("-"), "rcid"])
    return calls[~of_code if subset.code.startswith("-") else of_code]


def _sessions(votes: pd.DataFrame, subset: Subset, asked: Span) -> tuple[int, int]:
    known = subset.first, int(votes["session"].max())
    for end in asked:
        if end is not None and not known[0] <= end <= known[1]:
            raise YearOutOfRange(
                f"These votes have no session {end} ({BEFORE_FIRST + end}).",
                f"Ask for sessions {known[0]} to {known[1]}, the years {BEFORE_FIRST + known[0]} "
                f"to {BEFORE_FIRST + known[1]}.",
            )
    first, last = (k if end is None else end for k, end in zip(known, asked, strict=True))
    if first > last:
        raise YearOutOfRange(
            f"The first session, {first}, is after the last, {last}.", "Exchange the two."
        )
    return first, last


def counted(calls: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Votes that enter: rcid, ccode, vote, session."""
    part = (calls["para"] == 1) | (calls["amend"] == 1)
    kept = calls[~(part & (calls["date"].dt.year > PARTS_TO))]
    joined = votes.merge(kept[["rcid", "session"]], on="rcid")
    out = (
        (joined["session"] == WITHOUT_SESSION)
        | (joined["ccode"] == ZANZIBAR)
        | ((joined["ccode"] == SOUTH_AFRICA) & (joined["session"] == 48))
    )
    return joined[~out].astype({"session": np.int64})

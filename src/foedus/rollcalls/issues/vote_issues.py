"""Issue codes of the Library's resolutions: Voeten's, where a coded roll call is the same vote.

The codes end on 14 January 2020, and some of the last sessions are not real codes: those are
missing here. A resolution may have several codes, or none, or match no coded roll call at
all: the three are kept apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.sources.roll_call_links import item_issues, link_roll_calls, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

COVERAGE = (1946, 2019)
"""Calendar years with codes; of 2020 only two weeks are coded."""
LAST_YEAR = COVERAGE[1]


class Issue(NamedTuple):
    """An issue: its name as it is typed and printed, and what its votes are on, in a sentence."""

    name: str
    about: str


ISSUES = {
    "me": Issue("middle_east", "the Middle East"),
    "nu": Issue("nuclear", "nuclear weapons and material"),
    "di": Issue("disarmament", "arms control and disarmament"),
    "hr": Issue("human_rights", "human rights"),
    "co": Issue("colonialism", "colonialism"),
    "ec": Issue("economic", "economic development"),
}
"""Issues by the code the maker gives them."""
CODES = {issue.name: code for code, issue in ISSUES.items()}
TABLES = ("roll_calls", "roll_call_votes", "roll_call_issues")
NO_REAL_CODES = {
    73: ("co",),  # given to 3 votes, to none of those on decolonisation
    74: ("co", "di", "ec"),  # the three are the same 16 votes, all on arms control
}
"""Codes of a session of the maker's file that are not real: missing, not none."""


def issue_code(text: str) -> str:
    """The code of an issue given as code or name.

    Raises
    ------
    UnknownName
        If there is none; names the nearest.

    Examples
    --------
    >>> issue_code("hr"), issue_code("Human rights"), issue_code("the Middle East")
    ('hr', 'hr', 'me')
    """
    asked = "_".join(str(text).casefold().replace("-", " ").split()).removeprefix("the_")
    if asked in ISSUES:
        return asked
    if asked not in CODES:
        raise unknown("issue", str(text), [*CODES, *ISSUES])
    return CODES[asked]


def last_year(code: str) -> int:
    """Last calendar year whose votes the maker has coded, for one issue.

    Session s opens in September of the year 1945 + s, and most of its votes are of that year.

    Examples
    --------
    >>> {code: last_year(code) for code in ISSUES}
    {'me': 2019, 'nu': 2019, 'di': 2018, 'hr': 2019, 'co': 2017, 'ec': 2018}
    """
    unreal = [1945 + s - 1 for s, codes in NO_REAL_CODES.items() if code in codes]
    return min([LAST_YEAR, *unreal])


def filed_issues(tables: Tables) -> pd.DataFrame:
    """The Library's items with the issue codes as the maker's file has them, unreal ones too.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and those in `TABLES`.

    Returns
    -------
    pandas.DataFrame
        Columns ``item, issue``; items that match no coded roll call are absent.
    """
    links = _links(tables, np.unique(tables["roll_calls"]["session"]))
    return item_issues(links, tables["roll_call_issues"])


def items_by_issue(tables: Tables) -> pd.DataFrame:
    """The Library's items with their real issue codes, as `filed_issues` less `NO_REAL_CODES`."""
    links = _links(tables, np.unique(tables["roll_calls"]["session"]))
    return item_issues(links, _real(tables))


def codes_of(tables: Tables, wanted: NDArray[np.int64], *, filed: bool = False) -> pd.DataFrame:
    """Issue codes of some of the Library's items.

    Only the sessions of these items are matched with coded roll calls, so that few items
    take little time.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and those in `TABLES`.
    wanted : ndarray, shape (n,)
        Numbers of items.
    filed
        Take the codes as the file has them, also those of `NO_REAL_CODES`.

    Returns
    -------
    pandas.DataFrame
        ``item`` as in `wanted`; ``coded``: whether it is a roll call of the coded list;
        ``issues``: its codes in alphabetical order, set apart by spaces; ``missing``: codes
        that it may or may not have, for those of its session are not real.
    """
    import pandas as pd

    items, calls = tables["un_items"], tables["roll_calls"]
    known = np.unique(calls["session"])
    sessions = known[np.isin(known, _sessions(items[items["item"].isin(wanted)]))]
    out = pd.DataFrame({"item": wanted, "coded": False, "issues": "", "missing": ""})
    if not len(sessions):
        return out
    links = _links(tables, sessions)
    codes = tables["roll_call_issues"] if filed else _real(tables)
    found = item_issues(links, codes).groupby("item")["issue"].agg(" ".join)
    out["coded"] = out["item"].isin(links["item"])
    out["issues"] = out["item"].map(found).fillna("").astype(object)
    if not filed:
        words = {s: " ".join(unreal) for s, unreal in NO_REAL_CODES.items()}
        session = links["rcid"].map(calls.set_index("rcid")["session"])
        missing = session.map(words).set_axis(links["item"])
        out["missing"] = out["item"].map(missing).fillna("").astype(object)
    return out


def code_matrix(found: pd.DataFrame) -> NDArray[np.float64]:
    """Codes of items as numbers, in the order of `ISSUES`.

    Parameters
    ----------
    found
        Of `codes_of`.

    Returns
    -------
    ndarray, shape (items, 6)
        1 has the code, 0 has it not, NaN unknown: not coded, or no real code.
    """
    held, missing = ([set(text.split()) for text in found[c]] for c in ("issues", "missing"))
    out = np.array([[code in h for code in ISSUES] for h in held], float).reshape(-1, len(ISSUES))
    unknown_codes = np.array([[code in m for code in ISSUES] for m in missing], bool)
    out[unknown_codes.reshape(out.shape) | ~found["coded"].to_numpy(bool)[:, None]] = np.nan
    return out


def _real(tables: Tables) -> pd.DataFrame:
    """The maker's codes less those of `NO_REAL_CODES`."""
    calls, codes = tables["roll_calls"], tables["roll_call_issues"]
    unreal = np.zeros(len(codes), bool)
    for session, some in NO_REAL_CODES.items():
        here = calls.loc[calls["session"] == session, "rcid"]
        unreal |= (codes["rcid"].isin(here) & codes["issue"].isin(some)).to_numpy(bool)
    return codes[~unreal]


def _sessions(items: pd.DataFrame) -> list[int]:
    """Sessions in which an item's roll call may stand: special ones also with a neighbour."""
    sessions = set(items["session"].tolist())
    special = items.loc[items["special"], "session"].tolist()
    return sorted(sessions | {s + step for s in special for step in (-1, 1)})


def session_blocks(sessions: NDArray[Any], special: NDArray[Any]) -> list[list[int]]:
    """Sessions that share no item, apart: matched one by one they give the same links, sooner.

    Parameters
    ----------
    sessions
        Sorted sessions.
    special
        Sessions of special items, which may be matched one session off.

    Examples
    --------
    >>> import numpy as np
    >>> session_blocks(np.arange(1, 9), np.array([5]))
    [[1], [2], [3], [4, 5, 6], [7], [8]]
    """
    blocks: list[list[int]] = []
    for session in sessions.tolist():
        before = blocks[-1][-1] if blocks else None
        # A special item of session t stands with t - 1, t and t + 1.
        shared = before is not None and np.any(
            (np.abs(special - before) <= 1) & (np.abs(special - session) <= 1)
        )
        if shared:
            blocks[-1].append(session)
        else:
            blocks.append([session])
    return blocks


def _links(tables: Tables, sessions: NDArray[Any]) -> pd.DataFrame:
    """Links of the roll calls of one session or more, by blocks that share no item."""
    import pandas as pd

    items = tables["un_items"]
    special = items.loc[items["special"], "session"].to_numpy(np.int64)
    parts = [_block_links(tables, block) for block in session_blocks(sessions, special)]
    return pd.concat(parts, ignore_index=True)


def _block_links(tables: Tables, block: list[int]) -> pd.DataFrame:
    """Links of the roll calls of some sessions, from the votes of these sessions alone."""
    items, votes = tables["un_items"], tables["un_votes"]
    calls, call_votes = tables["roll_calls"], tables["roll_call_votes"]
    near = items[items["session"].between(block[0] - 1, block[-1] + 1)]
    here = calls[calls["session"].isin(block)]
    return link_roll_calls(
        near,
        votes.iloc[rows_of(votes["item"].to_numpy(), near["item"].to_numpy())],
        here,
        call_votes.iloc[rows_of(call_votes["rcid"].to_numpy(), here["rcid"].to_numpy())],
    )

"""The rule's third part: sanctions, from the user's own copy of the Global Sanctions Data Base.

A state is in need when trade or financial sanctions begin that a major power, or at least
five states, put on it. Cases that begin in the same or the next year are one need. The
data are given by their makers on request, so nothing of this ships: it is worked out on
the machine that has the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ledger.need_rule import FIRST_YEAR, Found

if TYPE_CHECKING:
    import pandas as pd

MANY = 5
"""Senders from which sanctions count without a major power among them."""


def sanctions_found(sanctions: pd.DataFrame, ccode: int) -> tuple[Found, ...]:
    """Needs of one state from sanctions on it.

    Parameters
    ----------
    sanctions
        The table ``sanctions``: one row a case, sender and target.
    ccode
        COW code of the state in need.

    Returns
    -------
    tuple of Found
        By first year; the rule reads ``gsdb:814+815``, the adversaries are the major
        powers among the senders.
    """
    rows = sanctions[
        (sanctions["ccode2"] == ccode)
        & ((sanctions["trade"] == 1) | (sanctions["financial"] == 1))
        & (sanctions["start"] >= FIRST_YEAR)
    ]
    kept = [case for _, case in rows.groupby("case_id") if _counts(case)]
    kept.sort(key=lambda case: (int(case["start"].iloc[0]), str(case["case_id"].iloc[0])))
    return tuple(_need(ccode, group) for group in _groups(kept))


def _senders(case: pd.DataFrame) -> set[int]:
    return {int(c) for c in case["ccode1"]}


def _powers(case: pd.DataFrame) -> set[int]:
    from foedus.states.system import major_powers

    return _senders(case) & {int(c) for c in major_powers(int(case["start"].iloc[0]))}


def _counts(case: pd.DataFrame) -> bool:
    return bool(_powers(case)) or len(_senders(case)) >= MANY


def _groups(cases: list[pd.DataFrame]) -> list[list[pd.DataFrame]]:
    """Cases by onset: a case joins the group before it where it begins at most a year later."""
    groups: list[list[pd.DataFrame]] = []
    for case in cases:
        start = int(case["start"].iloc[0])
        if groups and start - int(groups[-1][-1]["start"].iloc[0]) <= 1:
            groups[-1].append(case)
        else:
            groups.append([case])
    return groups


def _need(ccode: int, group: list[pd.DataFrame]) -> Found:
    numbers = "+".join(str(case["case_id"].iloc[0]) for case in group)
    trade = any(bool((case["trade"] == 1).any()) for case in group)
    money = any(bool((case["financial"] == 1).any()) for case in group)
    powers = sorted(set().union(*(_powers(case) for case in group)))
    return Found(
        ccode,
        int(group[0]["start"].iloc[0]),
        max(int(case["end"].max()) for case in group),
        f"gsdb:{numbers}",
        3 if trade and money else 2,
        tuple(powers),
    )

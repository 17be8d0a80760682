"""The main finding of a group's votes, in words: how the last period stands to the first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from foedus.rollcalls.groups.group_issues import ALL
from foedus.rollcalls.groups.group_measures import Measure
from foedus.rollcalls.groups.item_resampling import FEWEST_ITEMS

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.groups.group_result import GroupVotes

Row = dict[str, Any]
_ALIKE: tuple[tuple[Measure, str], ...] = (
    ("identical", "of the resolutions on which all of them voted"),
    ("identical_most", "of the resolutions on which most of them voted"),
)
OFTEN = 0.25
"""Share of a period's votes on which all must vote; what large groups all vote on is few and chosen."""
MOST_VOTE = 0.9
"""Share of the members that must cast a vote in a period for it to count in the finding."""
FEW_MEMBERS = 12
"""Pairs are named for groups up to this size."""


def finding(found: GroupVotes, issue: str = ALL) -> str:
    """How often a group votes alike, with the majority, and in which pairs; first and last period.

    A change is called clear where the interval of the difference leaves out zero; that is
    made of the two intervals, whose resolutions are different ones. Where there are others,
    a last year that is not whole on record is left out, and so are periods in which members
    cast no vote at all.

    Parameters
    ----------
    found
        Figures of a group.
    issue
        One of the issues they hold.
    """
    alike, of_what = _alike(found, issue)
    if not alike:
        return f"{found.name}: no period has {FEWEST_ITEMS} votes of two members."
    sentences = [_change(f"{found.name} voted alike on", alike, of_what)]
    sentences += _turn(alike)
    majority = _rows(found, "majority", "", issue)
    if majority:
        sentences.append(_change("Members agreed with the majority of the UN on", majority))
    pairs = _rows(found, "pair", None, issue)
    last = [r for r in pairs if when(r) == when(alike[-1])]
    if len(found.states) <= FEW_MEMBERS and len(last) > 1:
        close, far = (f(last, key=lambda r: r["value"]) for f in (max, min))
        sentences.append(
            f"Closest pair in {when(close)}: {close['of']} ({_percent(close)}); "
            f"furthest apart: {far['of']} ({_percent(far)})."
        )
    return " ".join(sentences)


def records(rows: pd.DataFrame) -> list[Row]:
    """Rows of a frame as mappings."""
    return [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]


def when(row: Row) -> str:
    """The years of a row: ``1991-1995``, or ``1991``."""
    return str(row["from"]) if row["from"] == row["to"] else f"{row['from']}-{row['to']}"


def _alike(found: GroupVotes, issue: str) -> tuple[list[Row], str]:
    """Identical votes: of all members where all vote often enough, else of most."""
    total = {when(r): r["items"] for r in _rows(found, "cohesion", "", issue)}
    for measure, words in _ALIKE:
        rows = _rows(found, measure, "", issue)
        if rows and all(
            r["items"] >= max(FEWEST_ITEMS, OFTEN * total[when(r)]) for r in (rows[0], rows[-1])
        ):
            return rows, words
    return [r for r in rows if r["items"] >= FEWEST_ITEMS], words


def _rows(found: GroupVotes, measure: Measure, of: str | None, issue: str) -> list[Row]:
    rows = records(found.pick(measure, of, issue))
    whole = [r for r in rows if r["to"] <= found.whole_to or r["from"] < r["to"]]
    nearly_all = [r for r in whole or rows if r["voting"] >= MOST_VOTE * r["members"]]
    return nearly_all or whole or rows


def _turn(rows: list[Row]) -> list[str]:
    """The highest period, where the last is clearly below it; else the lowest, where it is above."""
    peak, trough = (f(rows[1:-1], key=lambda r: r["value"], default=rows[0]) for f in (max, min))
    if _above(peak, rows[-1]) and _above(peak, rows[0]):
        return [f"The highest share is {_with_bounds(peak)} in {when(peak)}; it has fallen since."]
    if _above(rows[-1], trough) and _above(rows[0], trough):
        return [
            f"The lowest share is {_with_bounds(trough)} in {when(trough)}; it has risen since."
        ]
    return []


def _change(said: str, rows: list[Row], of_what: str = "of their votes") -> str:
    first, last = rows[0], rows[-1]
    shown = f"{said} {_with_bounds(first)} {of_what} in {when(first)}"
    if first is last:
        return f"{shown}."
    kind = "a clear rise" if _above(last, first) else "a clear fall"
    if not (_above(last, first) or _above(first, last)):
        kind = "no clear change"
    return f"{shown} and {_with_bounds(last)} in {when(last)}: {kind}."


def _above(one: Row, other: Row) -> bool:
    """The one is above the other by more than chance; an unknown bound never is."""
    room = math.hypot(one["value"] - one["low"], other["high"] - other["value"])
    return bool(one["value"] - other["value"] > room)


def _percent(row: Row) -> str:
    return f"{row['value']:.0%}"


def _with_bounds(row: Row) -> str:
    if math.isnan(row["low"]):
        return _percent(row)
    return f"{_percent(row)} ({row['low']:.0%} to {row['high']:.0%})"

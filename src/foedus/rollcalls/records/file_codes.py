"""What the labels of a roll-call file stand for: votes, periods, days."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.records.file_faults import Fault, has, listed
from foedus.rollcalls.records.file_rows import Coded
from foedus.rollcalls.roll_calls import ABSTAIN, NO, YES

ABSENT, UNKNOWN = 0, -1
MISSING = int(np.iinfo(np.int64).min)
"""Stands for a period or date that a row does not give."""
CODES: dict[str, int] = (
    dict.fromkeys(("1", "y", "yes", "yea", "aye", "for"), YES)
    | dict.fromkeys(("2", "a", "abstain", "abstention"), ABSTAIN)
    | dict.fromkeys(("3", "n", "no", "nay", "against"), NO)
    | dict.fromkeys(("", "x", "absent", "nan", "na"), ABSENT)
)
KNOWN = (
    "yes: 1, y, yes, yea, aye, for; abstention: 2, a, abstain, abstention; "
    "no: 3, n, no, nay, against; absence: x, absent, nan, na or nothing"
)
VOETENS_ABSENCES = {"8", "9"}
LAST_PERIOD = 9999
_WHOLE = re.compile(r"(\d{1,9})(?:\.0*)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.,Z+-]*)?")


def vote_code(label: str) -> int:
    """The vote a label stands for: 1, 2, 3, 0 for absence, -1 where it is not known.

    Examples
    --------
    >>> [vote_code(label) for label in ("Aye", "abstain", "3.0", "NaN", "perhaps")]
    [1, 2, 3, 0, -1]
    """
    return CODES.get(plain_number(label).casefold(), UNKNOWN)


def plain_number(label: str) -> str:
    """A whole number as such, however a program wrote it; other text as it is.

    Examples
    --------
    >>> plain_number("710.0"), plain_number("A/RES/1.0")
    ('710', 'A/RES/1.0')
    """
    match = _WHOLE.fullmatch(label)
    return str(int(match[1])) if match else label


def votes_of(column: Coded) -> tuple[NDArray[np.int8], list[Fault]]:
    """The vote that each label stands for, and the labels that stand for none."""
    vote = np.array([vote_code(label) for label in column.labels], np.int8)
    strange = np.flatnonzero(vote == UNKNOWN)
    if not strange.size:
        return vote, []
    counts = column.counts()[strange]
    labels = [column.labels[k] for k in strange]
    problem = f"{has(int(counts.sum()))} a vote that is not known: {listed(labels, counts)}"
    # The field's best-known file marks absence by numbers.
    of_voeten = {plain_number(label) for label in labels} <= VOETENS_ABSENCES
    hint = " If 8 is absent and 9 no member, leave both blank." if of_voeten else ""
    return vote, [Fault(problem, f"Known votes, in upper or lower case: {KNOWN}.{hint}")]


def periods_of(column: Coded, name: str) -> tuple[NDArray[np.int64], list[Fault]]:
    """The whole number each label stands for; `name` is what the file calls the column."""
    found = [_WHOLE.fullmatch(label) for label in column.labels]
    period = np.array([int(m[1]) if m else MISSING for m in found], np.int64)
    period[period > LAST_PERIOD] = MISSING
    remedy = f"Periods are whole numbers up to {LAST_PERIOD}, such as a year or a session."
    return period, _unreadable(column, period, f"a {name!r} that is no period", remedy, True)


def days_of(column: Coded, needed: bool) -> tuple[NDArray[np.int64], list[Fault]]:
    """The day each label stands for, as Python's ordinal.

    Parameters
    ----------
    column
        Dates as the file writes them.
    needed
        Whether a row without a date is a fault: it is where the date gives the period.
    """
    day = np.array([_day(label) for label in column.labels], np.int64)
    return day, _unreadable(
        column, day, "a date that is none", "Write dates as YYYY-MM-DD.", needed
    )


def years(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Calendar years of ordinals; missing ones stay missing.

    Examples
    --------
    >>> years(np.array([733407, 719163])).tolist()
    [2008, 1970]
    """
    return np.array(
        [MISSING if d == MISSING else date.fromordinal(d).year for d in days.tolist()], np.int64
    )


def _day(label: str) -> int:
    if not _DAY.fullmatch(label):
        return MISSING
    try:
        return date.fromisoformat(label[:10]).toordinal()
    except ValueError:
        return MISSING


def _unreadable(
    column: Coded, value: NDArray[np.int64], what: str, remedy: str, blank: bool
) -> list[Fault]:
    """Labels without a value; an empty one only where `blank` is asked for."""
    said = np.array([blank or bool(label) for label in column.labels])
    counts = column.counts()
    wrong = np.flatnonzero((value == MISSING) & said & (counts > 0))
    if not wrong.size:
        return []
    labels = [column.labels[k] for k in wrong]
    rows = int(counts[wrong].sum())
    return [Fault(f"{has(rows)} {what}: {listed(labels, counts[wrong])}", remedy)]

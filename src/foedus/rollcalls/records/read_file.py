"""Roll calls from a user's own file: any assembly, court, board or legislature.

The file is a long CSV, plain or gzip, one row a vote: item, actor, vote, and a date or a
period. A file that cannot be used is refused with all its faults at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.records.file_codes import (
    ABSENT,
    MISSING,
    days_of,
    periods_of,
    plain_number,
    votes_of,
    years,
)
from foedus.rollcalls.records.file_columns import Role, choose_columns, fold
from foedus.rollcalls.records.file_faults import (
    Fault,
    blanks,
    refuse,
    repeated,
    too_little,
    two_values,
)
from foedus.rollcalls.records.file_report import FileReport
from foedus.rollcalls.records.file_rows import Coded, read_header, read_rows
from foedus.rollcalls.roll_calls import ABSTAIN, NO, YES, RollCalls


@dataclass(frozen=True, slots=True)
class RollCallFile:
    """The votes of a file, and what was left out of it."""

    votes: RollCalls
    report: FileReport


def read_file(path: str | Path) -> RollCallFile:
    """Read a roll-call file.

    Parameters
    ----------
    path
        Long CSV, plain or gzip, UTF-8, separated by comma, semicolon, tab or bar. Columns
        in any order and case: ``item`` (or rcid, resolution, bill, ...), ``actor`` (or
        ccode, country, member, name, ...), ``vote`` (or choice), and ``period`` or
        ``session``, else ``date``, of which the year is the period, else ``year``. Votes
        are 1 2 3, Y A N, yes abstain no, for against, aye nay, in any case; X, absent,
        NaN or nothing is absence.

    Returns
    -------
    RollCallFile
        Votes ordered by item, then actor, whatever the order of rows; actors and items
        by their names, those of a column ``ccode`` as numbers.

    Raises
    ------
    SourceMissing, SourceDamaged
        If there is no file, or it is empty, cut off, not UTF-8 text, not a table.
    FoedusError
        If columns are missing, or the rows have faults; all are named.

    Examples
    --------
    >>> import tempfile
    >>> text = "bill,name,vote,date\\n1,Ann,aye,2001-05-03\\n1,Bo,nay,2001-05-03\\n1,Cy,,2001-05-03"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = Path(folder, "votes.csv").write_text(text)
    ...     found = read_file(Path(folder, "votes.csv"))
    >>> found.votes.actors, found.votes.vote.tolist(), found.votes.period.tolist()
    (('Ann', 'Bo'), [1, 3], [2001])
    >>> found.report.absent
    {'': 1}
    """
    place = Path(path)
    header = read_header(place)
    chosen = choose_columns(place.name, header.names)
    names = {role: header.names[at].strip() for role, at in chosen.items()}
    rows = read_rows(place, header, chosen)
    vote, unknown = votes_of(rows["vote"])
    period, misdated = _periods(rows, names)
    table = _ordered(rows, names, vote)
    cells = _cells(table)
    refuse(
        place.name,
        [
            *unknown,
            *misdated,
            *blanks(rows["item"], "item"),
            *blanks(rows["actor"], "actor"),
            *repeated(table.key, table.order, rows["item"], rows["actor"], table.vote),
            *([] if unknown else _too_little(table, cells)),
        ],
    )
    when = rows["period" if "period" in rows else "date"]
    periods = np.zeros(len(table.calls), np.int64)
    periods[table.call] = period[when.code]
    return RollCallFile(
        _cast(table, periods), _report(table, cells, names, _absences(rows["vote"], vote))
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows by number: names in order, positions in them, and the votes."""

    actors: tuple[Any, ...]
    calls: tuple[str, ...]
    actor: NDArray[np.int64]
    call: NDArray[np.int64]
    vote: NDArray[np.int8]
    key: NDArray[np.int64]
    order: NDArray[np.intp]


def _periods(
    rows: Mapping[Role, Coded], names: Mapping[Role, str]
) -> tuple[NDArray[np.int64], list[Fault]]:
    """Period of each label of the column that gives it, and what is wrong with it."""
    faults: list[Fault] = []
    period = np.empty(0, np.int64)
    if "date" in rows:
        day, wrong = days_of(rows["date"], needed="period" not in rows)
        faults += wrong + two_values(rows["item"], rows["date"], day, MISSING, "date")
        period = years(day)
    if "period" in rows:
        period, wrong = periods_of(rows["period"], names["period"])
        faults += wrong + two_values(rows["item"], rows["period"], period, MISSING, "period")
    return period, faults


def _ordered(
    rows: Mapping[Role, Coded], names: Mapping[Role, str], vote: NDArray[np.int8]
) -> _Table:
    calls, call = _named(rows["item"], names["item"])
    actors, actor = _named(rows["actor"], names["actor"])
    key = call * len(actors) + actor
    order = np.argsort(key, kind="stable")
    return _Table(actors, calls, actor, call, vote[rows["vote"].code], key, order)


def _named(column: Coded, name: str) -> tuple[tuple[Any, ...], NDArray[np.int64]]:
    """Names in order and the number of each row's; COW codes as numbers."""
    labels: list[Any] = list(column.labels)
    if fold(name) == "ccode" and all(plain_number(label).isdigit() for label in labels):
        labels = [int(plain_number(label)) for label in labels]
    ordered = sorted(set(labels))
    place = {label: k for k, label in enumerate(ordered)}
    rank = np.array([place[label] for label in labels], np.int64)
    return tuple(ordered), rank[column.code]


def _cells(table: _Table) -> NDArray[np.int64]:
    """Rows by item and vote: absent or unknown, yes, abstain, no."""
    cell = table.call * (NO + 1) + np.maximum(table.vote, ABSENT)
    return np.bincount(cell, minlength=len(table.calls) * (NO + 1)).reshape(-1, NO + 1)


def _too_little(table: _Table, cells: NDArray[np.int64]) -> list[Fault]:
    choices = (cells[:, YES:] > 0).sum(axis=1)
    voters = [str(table.actors[k]) for k in np.unique(table.actor[table.vote > ABSENT])]
    return too_little(voters, len(cells), int((choices > 0).sum()), int((choices > 1).sum()))


def _cast(table: _Table, period: NDArray[np.int64]) -> RollCalls:
    """The votes cast; items and actors without one go."""
    order = table.order[table.vote[table.order] > ABSENT]
    call, actor = table.call[order], table.actor[order]
    everything = RollCalls(
        table.actors,
        table.calls,
        period,
        np.arange(len(table.calls)),
        actor,
        call,
        table.vote[order],
    )
    whole = (
        np.bincount(call, minlength=len(table.calls)).all()
        and np.bincount(actor, minlength=len(table.actors)).all()
    )
    return everything if whole else everything.keep(np.ones(len(order), bool))


def _report(
    table: _Table, cells: NDArray[np.int64], names: dict[Role, str], absent: dict[str, int]
) -> FileReport:
    choices = (cells[:, YES:] > 0).sum(axis=1)
    voters = np.unique(table.actor[table.vote > ABSENT])
    totals = cells.sum(axis=0).tolist()
    return FileReport(
        columns=names,
        rows=len(table.vote),
        yes=totals[YES],
        abstain=totals[ABSTAIN],
        no=totals[NO],
        absent=absent,
        items_without_vote=int((choices == 0).sum()),
        actors_without_vote=len(table.actors) - len(voters),
        unanimous=int((choices == 1).sum()),
    )


def _absences(column: Coded, vote: NDArray[np.int8]) -> dict[str, int]:
    """Rows without a vote, by what the file writes there."""
    counts = column.counts()
    return {
        column.labels[k]: int(counts[k])
        for k in np.flatnonzero((vote == ABSENT) & (counts > 0)).tolist()
    }

"""How a group of states votes in the UN General Assembly: together, apart, and with whom.

Recorded votes of the UN Library. Absence is missing, not abstention. A year's members are
those of 31 December; votes they cast in years before or after do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.groups.group_figures import figures
from foedus.rollcalls.groups.group_issues import ALL, coded_items, coded_words, last_of
from foedus.rollcalls.groups.group_items import ABSENT, GroupItems, group_items
from foedus.rollcalls.groups.group_request import Names, Request, in_words, request
from foedus.rollcalls.groups.group_result import GroupVotes, Period, joined
from foedus.rollcalls.groups.item_resampling import item_weights
from foedus.rollcalls.issues.vote_issues import CODES
from foedus.rollcalls.records.vote_record import check_voted, end_note, vote_tables

if TYPE_CHECKING:
    from foedus.store.tables import Tables

DRAWS, LEVEL = 500, 0.9
FEWEST_DRAWS = 20
DECEMBER = 12


@dataclass(frozen=True)
class Way:
    """How figures are made: codes, years a period holds, members that are most, resampling."""

    coded_only: bool
    every: int
    present: int | None
    draws: int
    level: float
    seed: int

    def check(self) -> None:
        """Raise FoedusError for a number that makes no sense."""
        faults = (
            (self.every < 1, f"A period of {self.every} years is none.", "Give 1 year or more."),
            (
                self.present is not None and self.present < 2,
                f"{self.present} members cannot vote alike.",
                "Give 2 members or more.",
            ),
            (
                self.draws < FEWEST_DRAWS,
                f"{self.draws} resamplings are too few for an interval.",
                f"Give {FEWEST_DRAWS} or more.",
            ),
            (
                not 0 < self.level < 1,
                f"A level of {self.level} is no share.",
                "Give a share such as 0.9.",
            ),
        )
        for wrong, problem, remedy in faults:
            if wrong:
                raise FoedusError(problem, remedy)


def group_votes(
    states: Names,
    first: int | None = None,
    last: int | None = None,
    *,
    issues: str | Sequence[str] = ALL,
    coded_only: bool = False,
    others: Names = (),
    every: int = 1,
    present: int | None = None,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
    data: str | Path | None = None,
) -> GroupVotes:
    """Cohesion, identical votes, coalitions, pairs and majorities of a group, by period and issue.

    Parameters
    ----------
    states
        Two states or more by name or code, or the name of one group
        (`foedus.states.groups`), whose members are taken by year.
    first, last
        Calendar years; as far as the record and the group reach where None.
    issues
        ``all`` votes, any of ``human_rights, nuclear, disarmament, middle_east,
        colonialism, economic``, or ``each`` for all of these.
    coded_only
        Keep to the maker's issue codes, which end with 2019 or before; else later votes have
        predicted ones (`foedus.rollcalls.issues.issue_votes`).
    others
        States to hold the group against.
    every
        Years a period holds; the last may hold fewer.
    present
        Members that must vote for `identical_most`; three quarters where None.
    draws, level, seed
        Resamplings of each year's items, share between the bounds, seed.
    data
        Folder with raw files.

    Returns
    -------
    GroupVotes
        Measures are `foedus.rollcalls.groups.group_measures.LABELS`. The agreement index is that
        of Hix, Noury and Roland (2005): (max - (sum - max) / 2) / sum of the members voting
        yes, abstaining and voting no, mean over items on which two or more vote.

    Raises
    ------
    FoedusError
        For fewer than two states, unknown names, years out of reach or without votes of two
        members; `SourceMissing` where the votes are not here.

    Examples
    --------
    ``group_votes(["CHN", "RUS", "IRN"], 1991).frame()`` needs the votes; what is asked for
    is checked before they are looked for:

    >>> group_votes("Russia")
    Traceback (most recent call last):
    foedus.core.errors.FoedusError: Russia alone is no group.
    Next: Name two states or more, or a group such as NATO.
    """
    way = Way(coded_only, every, present, draws, level, seed)
    way.check()
    asked = request(states, first, last, issues, others, coded_only)
    if present is not None and present > len(asked.states):
        raise FoedusError(
            f"{present} of {len(asked.states)} members cannot vote.",
            f"Give a number from 2 to {len(asked.states)}.",
        )
    tables = vote_tables(data, any(issue != ALL for issue in asked.issues))
    check_voted(tables, asked.years)
    whole = group_items(
        tables["un_votes"],
        tables["un_items"],
        asked.states,
        asked.belongs,
        asked.years,
        asked.others,
    )
    notes = [*_who_votes(asked, whole), end_note(tables, asked.years[1])]
    found: list[Period] = []
    for issue in asked.issues:
        part, foretold, said = _of_issue(tables, asked, whole, issue, coded_only)
        notes += said
        found += _by_period(asked, part, foretold, issue, way)
    if not found:
        raise _no_votes(asked, whole, coded_only)
    return GroupVotes(
        asked.name,
        asked.states,
        asked.years,
        every,
        asked.issues,
        level,
        draws,
        joined(found),
        _whole_to(tables),
        tuple(dict.fromkeys(n for n in notes if n)),
    )


def _of_issue(
    tables: Tables, asked: Request, whole: GroupItems, issue: str, coded_only: bool
) -> tuple[GroupItems, NDArray[np.bool_], list[str]]:
    """Votes on an issue, which of them are predicted to be, and what to know of that."""
    if issue == ALL:
        return whole, np.zeros(len(whole), bool), []
    found = coded_items(tables, *asked.years, asked.issues, coded_only)
    code = CODES[issue]
    on = np.isin(whole.item, found.item[found.on(code)])
    part = whole.only(on)
    foretold = np.isin(part.item, found.item[found.foretold(code)])
    notes = [coded_words(found, asked.years), found.words(code, asked.years, coded_only)]
    return part, foretold, notes


def _by_period(
    asked: Request, votes: GroupItems, foretold: NDArray[np.bool_], issue: str, way: Way
) -> Iterator[Period]:
    """Figures of each period with a vote of two members; the maker's codes end before the record."""
    until = asked.years[1]
    if way.coded_only and issue != ALL:
        until = min(until, last_of(issue))
    stream = (way.seed, [ALL, *CODES].index(issue))
    for start in range(asked.years[0], until + 1, way.every):
        end = min(start + way.every - 1, until)
        inside = (votes.year >= start) & (votes.year <= end)
        part = votes.only(inside)
        voted = part.choice != ABSENT
        of_two = voted.sum(axis=0) > 1
        if not of_two.any():
            continue
        weights = item_weights(part.year, way.draws, stream)
        at = slice(start - asked.years[0], end - asked.years[0] + 1)
        yield Period(
            issue,
            (start, end),
            int(asked.belongs[:, at].any(axis=1).sum()),
            int(voted.any(axis=1).sum()),
            int((of_two & foretold[inside]).sum()),
            figures(part, weights, way.level, way.present),
        )


def _whole_to(tables: Tables) -> int:
    """Last year whose votes are all on record: most are cast in its last two months."""
    last = tables["un_items"]["date"].max()
    return int(last.year) if last.month == DECEMBER else int(last.year) - 1


def _who_votes(asked: Request, whole: GroupItems) -> Iterator[str]:
    """Members without a vote, and in which years: all figures are of the others then."""
    silent: dict[str, list[str]] = {}
    with_votes = np.isin(np.arange(asked.years[0], asked.years[1] + 1), whole.year)
    for row, state in enumerate(asked.states):
        voted = np.zeros(len(with_votes), bool)
        voted[whole.year[whole.choice[row] != ABSENT] - asked.years[0]] = True
        lacking = np.flatnonzero(asked.belongs[row] & with_votes & ~voted) + asked.years[0]
        if len(lacking):
            silent.setdefault(_spans(lacking.tolist()), []).append(state.name)
    for years, names in silent.items():
        yield f"No vote of {in_words(names)} in {years}; the figures are of the others then."


def _spans(years: Sequence[int]) -> str:
    """Years in words: ``1946, 1949-1952``."""
    parts: list[list[int]] = []
    for year in years:
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in parts)


def _no_votes(asked: Request, whole: GroupItems, coded_only: bool) -> FoedusError:
    when = f"{asked.years[0]}-{asked.years[1]}"
    years = np.unique(whole.year[(whole.choice != ABSENT).sum(axis=0) > 1])
    if not len(years):
        return FoedusError(
            f"No two of {asked.name} voted on the same resolution in {when}.",
            "Take other years or states; `foedus states` says when a state was in the system.",
        )
    return FoedusError(
        f"There is no recorded vote on {in_words(asked.issues)} of two of {asked.name} in {when}.",
        "Take other years, another issue, or all votes."
        + " The maker's codes end with 2019 or before." * coded_only,
    )

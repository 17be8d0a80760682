"""Which votes ideal points are estimated from: a record, its part, and what that holds in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.rollcalls.issues.vote_issues import ISSUES
from foedus.rollcalls.records.council import council_votes
from foedus.rollcalls.records.library import assembly_votes
from foedus.rollcalls.records.of_record import within
from foedus.rollcalls.records.published import BEFORE_FIRST, published_votes
from foedus.rollcalls.records.record_tables import ASSEMBLY, COUNCIL, PUBLISHED, record_tables
from foedus.rollcalls.records.votes_asked import (
    ALL,
    FILE,
    IMPORTANT,
    NO_NUKES,
    Asked,
    issue_name,
    record_of,
)
from foedus.rollcalls.roll_calls import RollCalls

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

FEWEST_ITEMS = 10
"""Divided items a period needs to be put first in a text; the files have every period."""


@dataclass(frozen=True, eq=False)
class ChosenVotes:
    """Votes, and what is in them.

    Parameters
    ----------
    votes
        Divided items only.
    record
        Name of the record, or ``file``.
    title
        What the votes are, for headings.
    issue
        Name of the issue; ``all``.
    states
        Whether actors are COW codes.
    before
        Year before that of the first period; 0 where periods are years, None where unknown.
    items
        Items before those on which nobody differs were left out.
    predicted
        Share of items whose issue is predicted, not coded by the maker; None without issue.
    sources
        Names of sources, as `foedus cite` takes them.
    notes
        What to know before reading the figures.
    listed
        Columns ``item, date, symbol, title``; empty for a file.
    """

    votes: RollCalls
    record: str
    title: str
    issue: str
    states: bool
    before: int | None
    items: int
    predicted: float | None
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    listed: pd.DataFrame

    def year(self, period: int) -> int | None:
        """Calendar year of a period; None where periods are no years."""
        return None if self.before is None else period + self.before

    @property
    def settled(self) -> NDArray[np.int64]:
        """Periods with `FEWEST_ITEMS` divided items or more; all where there is none."""
        periods, count = np.unique(self.votes.period, return_counts=True)
        enough = periods[count >= FEWEST_ITEMS]
        return enough if len(enough) else periods


def chosen_votes(
    asked: Asked, *, mode: str = "fast", data: str | Path | None = None
) -> ChosenVotes:
    """The votes asked for, and what they are.

    Parameters
    ----------
    asked
        What was asked for.
    mode
        Of the estimates; decides on the record where none is named.
    data
        Folder with raw files.

    Raises
    ------
    FoedusError
        For options that do not go together, unknown issues and states, years out of reach,
        a file with faults; `SourceMissing` where raw files are not here.
    """
    record = record_of(asked, mode)
    if record == FILE:
        from foedus.rollcalls.records.chosen_file import votes_of_file

        return votes_of_file(asked)
    name = {"library": ASSEMBLY, "published": PUBLISHED, "council": COUNCIL}[record]
    issue = issue_name(asked.issue)
    tables = record_tables(data, name, coded=issue != ALL)
    maker = {"library": _library, "published": _published, "council": _council}[record]
    return maker(asked, tables, issue)


def _library(asked: Asked, tables: Tables, issue: str) -> ChosenVotes:
    listed = tables["un_items"]
    years = asked.first, asked.last
    within(listed["session"].to_numpy(np.int64) + BEFORE_FIRST, years, "session year")
    votes = assembly_votes(
        tables,
        sessions=_sessions(years),
        without=_codes(asked.without, tables["un_votes"]),
        special=asked.special is not False,
    )
    sources, notes = [ASSEMBLY], ["Recorded votes on adopted resolutions, without paragraphs."]
    predicted = None
    if issue != ALL:
        from foedus.rollcalls.issues.issue_items import items_of_issue

        found = items_of_issue(tables, issue, wanted=np.array(votes.calls, np.int64))
        votes = votes.keep(np.isin(np.array(votes.calls), found.item)[votes.call])
        predicted = 1 - float(found.coded.mean()) if len(found) else 0.0
        sources.append(PUBLISHED)
        notes.append(f"Issue {found.words}")
    if asked.special is False:
        notes.append("Special and emergency special sessions are left out.")
    return ChosenVotes(
        votes.divided(),
        "library",
        f"UN General Assembly{_on(issue)}",
        issue,
        states=True,
        before=BEFORE_FIRST,
        items=len(votes.calls),
        predicted=predicted,
        sources=tuple(sources),
        notes=(*notes, *_left_out(asked)),
        listed=_listed(listed, votes, "item", "symbol", "title"),
    )


def _published(asked: Asked, tables: Tables, issue: str) -> ChosenVotes:
    try:
        votes = published_votes(
            tables,
            issue,
            sessions=_sessions((asked.first, asked.last)),
            without=_codes(asked.without, tables["roll_call_votes"]),
            paragraphs=asked.paragraphs is not False,
            linked=asked.linked is not False,
        )
    except YearOutOfRange as fault:
        raise YearOutOfRange(
            fault.problem, f"{fault.remedy} The record library goes to 2025."
        ) from fault
    notes = ["The input of the published estimates of April 2020, as counted there."]
    if asked.paragraphs is False:
        notes.append("Votes on paragraphs and amendments are left out, other than there.")
    if asked.linked is False:
        notes.append("Items that repeat earlier ones have parameters of their own.")
    return ChosenVotes(
        votes,
        "published",
        f"UN General Assembly{_on(issue)}",
        issue,
        states=True,
        before=BEFORE_FIRST,
        items=len(votes.calls),
        predicted=None if issue == ALL else 0.0,
        sources=(PUBLISHED, "voeten_ideal_points"),
        notes=(*notes, *_left_out(asked)),
        listed=_listed(tables["roll_calls"], votes, "rcid", "unres", "short"),
    )


def _council(asked: Asked, tables: Tables, issue: str) -> ChosenVotes:
    votes = council_votes(
        tables,
        years=(asked.first, asked.last),
        without=_codes(asked.without, tables["sc_votes"]),
    )
    return ChosenVotes(
        votes.divided(),
        "council",
        "UN Security Council",
        issue,
        states=True,
        before=0,
        items=len(votes.calls),
        predicted=None,
        sources=(COUNCIL,),
        notes=(
            "Adopted resolutions only: what a veto stopped is not in the record, so permanent "
            "members seem closer than they are.",
            *_left_out(asked),
        ),
        listed=_listed(tables["sc_items"], votes, "item", "resolution", "title"),
    )


def _sessions(years: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    first, last = (None if year is None else year - BEFORE_FIRST for year in years)
    return first, last


def _on(issue: str) -> str:
    """The issue as part of a heading."""
    if issue == ALL:
        return ""
    if issue in (IMPORTANT, NO_NUKES):
        return {IMPORTANT: ", important votes", NO_NUKES: ", votes not on nuclear matters"}[issue]
    return f", votes on {next(i.about for i in ISSUES.values() if i.name == issue)}"


def _codes(names: Sequence[str | int], votes: pd.DataFrame) -> frozenset[int]:
    """COW codes of states left out, in any year ("DEU" is 260 and 255)."""
    from foedus.rollcalls.records.vote_record import years_asked
    from foedus.rollcalls.records.voters import voter_codes

    voted = set(votes["ccode"].unique().tolist()) if names else set()
    out: set[int] = set()
    for name in names:
        meant = set(np.flatnonzero(voter_codes(name, *years_asked(None, None)).any(axis=0)))
        if not meant & voted:
            raise FoedusError(
                f"{str(name)!r} casts no vote in this record.", "Leave out states that voted."
            )
        out |= {int(code) for code in meant & voted}
    return frozenset(out)


def _left_out(asked: Asked) -> Iterator[str]:
    if asked.without:
        yield f"Without {', '.join(map(str, asked.without))}."


def _listed(
    items: pd.DataFrame, votes: RollCalls, key: str, symbol: str, title: str
) -> pd.DataFrame:
    kept = items[items[key].isin(votes.calls)]
    columns = {key: "item", "date": "date", symbol: "symbol", title: "title"}
    return kept[list(columns)].rename(columns=columns).reset_index(drop=True)

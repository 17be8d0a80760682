"""The resolutions of the General Assembly on which two states voted, and how.

Recorded votes of the UN Library: what was adopted by consensus, voted down, or voted on in
part is not in them. Absence is missing, not abstention: a resolution counts only where both
states voted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import FoedusError, YearOutOfRange, unknown
from foedus.rollcalls.issues.issue_votes import IssueVotes, issue_votes
from foedus.rollcalls.issues.vote_issues import ISSUES, LAST_YEAR, TABLES, issue_code, last_year
from foedus.rollcalls.pairs.pair_result import (
    CHOICES,
    LABELS,
    RECORDED,
    UNREAL,
    Asked,
    Choice,
    PairVotes,
)
from foedus.rollcalls.pairs.title_words import mentions, words_of
from foedus.rollcalls.records.vote_record import (
    CODED,
    RELATIONS,
    check_voted,
    end_note,
    none_together,
    together,
    vote_tables,
    years_asked,
)
from foedus.rollcalls.records.voters import pair_codes, seat_note

if TYPE_CHECKING:
    import pandas as pd

    from foedus.states.state import State
    from foedus.store.tables import Tables


def pair_votes(
    a: str | int,
    b: str | int,
    *,
    start: int | None = None,
    end: int | None = None,
    choice: Choice = "all",
    issue: str | None = None,
    coded_only: bool = False,
    words: str | None = None,
    limit: int | None = None,
    issue_codes: bool = True,
    data: str | Path | None = None,
) -> PairVotes:
    """Resolutions on which two states voted, newest first.

    Parameters
    ----------
    a, b
        Names or codes of two states.
    start, end
        First and last calendar year; as far as the record reaches where None.
    choice
        ``all``, ``differ`` (opposite votes first, then those on which one abstained) or
        ``same``.
    issue
        Only votes with this issue code or name: the maker's code to 2019 (colonialism to
        2017, disarmament and economic to 2018), a predicted one after that.
    coded_only
        Keep to the maker's codes.
    words
        Only resolutions in whose symbol, title or agenda all of these words begin a word;
        case and accents do not matter.
    limit
        At most so many, after sorting.
    issue_codes
        Look up the issue codes of what is returned: up to ten seconds over all years.
    data
        Folder with raw files.

    Returns
    -------
    PairVotes

    Raises
    ------
    FoedusError
        For unknown states, issues or choices, years outside the record or without a vote
        of both; `SourceMissing` where the votes are not here.

    Examples
    --------
    ``pair_votes("CHN", "RUS", start=2022, choice="differ").frame()`` needs the votes; what
    is asked for is checked before they are looked for:

    >>> pair_votes("CHN", "RUS", start=2022, issue="human rights", coded_only=True)
    Traceback (most recent call last):
    foedus.core.errors.YearOutOfRange: No vote from 2022 on is coded as one on human rights.
    Next: Take years to 2019, or predicted codes too (without --coded-only).
    """
    if choice not in CHOICES:
        raise unknown("choice", str(choice), CHOICES)
    if limit is not None and limit < 1:
        raise FoedusError(f"A limit of {limit} leaves no resolution.", "Give 1 or more, or none.")
    wanted = words_of(words) if words is not None else ()
    code = issue_code(issue) if issue is not None else None
    if coded_only and code is None:
        raise FoedusError(
            "--coded-only is about issues, and none is asked for.", "Add --issue, or leave it out."
        )
    asked = Asked(choice, code, wanted, coded_only)
    span = _span(start, end, code if coded_only else None)
    codes = pair_codes(a, b, *span)
    tables = vote_tables(data, coded=issue_codes or code is not None)
    check_voted(tables, span)
    found = together(tables, codes, span)
    seat = seat_note(codes[0] | codes[1], *span)
    if found.empty:
        raise none_together(tables, codes, span, (str(a), str(b)), seat)
    both, latest = len(found), found.sort_values(["date", "item"]).iloc[-1]
    notes: tuple[str, ...] = ()
    if code is not None:
        tables[TABLES[0]]  # says where to get it
        found, notes = _on_issue(tables, found, asked, code, years_asked(start, end))
        notes = notes if issue_codes else notes[:-1]
    found = _fitting(found, asked)
    fitting = len(found)
    found = _ordered(found, choice == "differ").head(fitting if limit is None else limit)
    if code is None and issue_codes:
        found, notes = _with_codes(tables, found)
    return PairVotes(
        pair=(_state(latest["ccode1"]), _state(latest["ccode2"])),
        span=span,
        table=found[[c for c in LABELS if c in found]].reset_index(drop=True),
        asked=asked,
        of=fitting,
        both=both,
        notes=tuple(n for n in (seat, *notes, end_note(tables, span[1]), RECORDED) if n),
    )


def _span(start: int | None, end: int | None, code: str | None) -> tuple[int, int]:
    """Years; with a code those that the maker has coded, for none is not zero."""
    first, last = years_asked(start, end)
    if code is None:
        return first, last
    coded_to = last_year(code)
    if first > coded_to:
        raise YearOutOfRange(
            f"No vote from {first} on is coded as one on {ISSUES[code].about}.",
            f"Take years to {coded_to}, or predicted codes too (without --coded-only).",
        )
    return first, min(last, coded_to)


def _fitting(found: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    if asked.words:
        found = found[mentions(found[["symbol", "title", "agenda"]], asked.words)]
    if asked.choice != "all":
        found = found[(found["relation"] == "same") == (asked.choice == "same")]
    return found


def _on_issue(
    tables: Tables, found: pd.DataFrame, asked: Asked, code: str, years: tuple[int, int]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows on an issue with their codes, and what to know of them."""
    coded = issue_votes(
        tables, found["item"].to_numpy(np.int64), [code], coded_only=asked.coded_only
    )
    found = _filled(found, coded)
    found.loc[coded.foretold(code), "predicted"] = code
    said = coded.words(code, years, asked.coded_only)
    return found[coded.on(code)], (said, _coverage(coded), UNREAL * bool(coded.unreal.any()))


def _with_codes(tables: Tables, found: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows with ``coded, issues, predicted``, and what to know of them."""
    import pandas as pd

    if any(t not in tables for t in TABLES):
        unknown_yet = found.assign(
            coded=pd.array([pd.NA] * len(found), "boolean"), issues=None, predicted=None
        )
        return unknown_yet, (f"Issue codes are not here; they need the source {CODED}.",)
    coded = issue_votes(tables, found["item"].to_numpy(np.int64), ())
    return _filled(found, coded), (_coverage(coded), UNREAL * bool(coded.unreal.any()))


def _filled(found: pd.DataFrame, votes: IssueVotes) -> pd.DataFrame:
    """The rows with what the maker says of each."""
    import pandas as pd

    # A vote that was never coded has no codes on record, which is not the same as none.
    issues = [
        " ".join(sorted(code for code, has in zip(ISSUES, row, strict=True) if has))
        if known
        else None
        for row, known in zip(votes.given, votes.matched, strict=True)
    ]
    return found.assign(
        coded=pd.array(votes.matched, "boolean"),
        issues=pd.Series(issues, found.index, object),
        predicted=None,
    )


def _coverage(votes: IssueVotes) -> str:
    """How many resolutions of the years with codes are in the coded list."""
    early = votes.year <= LAST_YEAR
    if not early.any():
        return "Voeten's issue codes reach to January 2020; later votes have none."
    share = f"{votes.matched[early].sum():,} of {early.sum():,} resolutions"
    if early.all():
        return "" if votes.matched.all() else f"{share} are in the issue-coded list."
    return f"{share} to {LAST_YEAR} are in the issue-coded list, which ends in January 2020."


def _ordered(found: pd.DataFrame, by_distance: bool) -> pd.DataFrame:
    """Newest first, votes of one day by item; the furthest apart before all others if asked."""
    apart = found["relation"].map({r: k for k, r in enumerate(RELATIONS)}).astype(int)
    keyed = found.assign(apart=apart if by_distance else 0)
    keyed = keyed.sort_values(["apart", "date", "item"], ascending=[False, False, True])
    return found.loc[keyed.index]


def _state(code: int) -> State:
    from foedus.states.table import systems

    return systems().state(code)

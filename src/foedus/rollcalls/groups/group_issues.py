"""The issues by which a group's votes are told apart, and how far the codes reach."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import UnknownName, YearOutOfRange, unknown
from foedus.rollcalls.issues.issue_votes import IssueVotes, issue_votes
from foedus.rollcalls.issues.vote_issues import CODES, ISSUES, LAST_YEAR, issue_code, last_year

if TYPE_CHECKING:
    from foedus.store.tables import Tables

ALL, EACH = "all", "each"


def issue_names(asked: str | Iterable[str]) -> tuple[str, ...]:
    """Issues asked for, each once: ``all`` votes, one of the six, or ``each`` for all of these.

    Raises
    ------
    UnknownName
        If a word is neither a name nor a code.

    Examples
    --------
    >>> issue_names("me"), issue_names(["all", "economic"])
    (('middle_east',), ('all', 'economic'))
    >>> len(issue_names("each"))
    7
    """
    found: list[str] = []
    for word in [asked] if isinstance(asked, str) else asked:
        if word.casefold() == EACH:
            found += [ALL, *CODES]
        else:
            found.append(ALL if word.casefold() == ALL else ISSUES[_code(word)].name)
    return tuple(dict.fromkeys(found))


def _code(word: str) -> str:
    try:
        return issue_code(word)
    except UnknownName:
        raise unknown("issue", word, (ALL, EACH, *CODES, *ISSUES)) from None


def coded_years(issues: Iterable[str], years: tuple[int, int]) -> None:
    """Raise YearOutOfRange when only coded issues are asked for, and only in years without codes."""
    asked = list(issues)
    ends = [last_of(issue) for issue in asked if issue != ALL]
    if ALL not in asked and years[0] > max(ends):
        raise YearOutOfRange(
            f"No vote from {years[0]} on has such an issue code: the maker's codes end in "
            "January 2020, and some before.",
            f"Take years to {max(ends)}, all votes, or predicted codes too (without --coded-only).",
        )


def last_of(issue: str) -> int:
    """Last calendar year for which the maker has coded an issue, given by name."""
    return last_year(CODES[issue])


@lru_cache(maxsize=4)
def coded_items(
    tables: Tables, first: int, last: int, issues: tuple[str, ...], coded_only: bool = False
) -> IssueVotes:
    """Items of some years and their issues.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and the tables of the issue codes.
    first, last
        Calendar years.
    issues
        Names of issues; ``all`` adds none.
    coded_only
        Keep to the maker's codes.
    """
    listed = tables["un_items"]
    items = np.sort(listed.loc[listed["year"].between(first, last), "item"].to_numpy(np.int64))
    asked = [CODES[issue] for issue in issues if issue != ALL]
    return issue_votes(tables, items, asked, coded_only=coded_only)


def coded_words(found: IssueVotes, years: tuple[int, int]) -> str:
    """How far the maker's codes reach, as sentences; empty for years after them."""
    first, last = years[0], min(years[1], LAST_YEAR)
    if first > last:
        return ""
    early = found.year <= last
    given = found.given[early].any(axis=1)
    return (
        f"Issue codes end in January 2020. Of {early.sum():,} recorded votes in {first}-{last}, "
        f"{found.matched[early].sum():,} match a roll call of the coded list and {given.sum():,} "
        "have a code; a vote may have several."
    )

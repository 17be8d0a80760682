"""The issues by which a group's votes are told apart, and how far the codes reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import UnknownName, YearOutOfRange, unknown
from foedus.rollcalls.vote_issues import CODES, ISSUES, LAST_YEAR, codes_of, issue_code

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
    if ALL not in asked and years[0] > LAST_YEAR:
        raise YearOutOfRange(
            f"No vote from {years[0]} on has an issue code: the codes end in January 2020.",
            f"Take years to {LAST_YEAR}, or all votes.",
        )


@dataclass(frozen=True, eq=False)
class Coded:
    """Items with issue codes.

    Parameters
    ----------
    items
        Items of each issue, sorted.
    voted, matched, coded
        Number of items of the years, of those that match a roll call of the coded list,
        and of those with a code.
    years
        First and last year looked at.
    """

    items: dict[str, NDArray[np.int64]]
    voted: int
    matched: int
    coded: int
    years: tuple[int, int]

    @property
    def words(self) -> str:
        """How far the codes reach, as sentences."""
        first, last = self.years
        return (
            f"Issue codes end in January 2020. Of {self.voted:,} recorded votes in {first}-{last}, "
            f"{self.matched:,} match a roll call of the coded list and {self.coded:,} have a code; "
            "a vote may have several."
        )


@lru_cache(maxsize=4)
def coded_items(tables: Tables, first: int, last: int) -> Coded:
    """Items of some years by issue, to `LAST_YEAR`.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and the tables of the issue codes.
    first, last
        Calendar years.
    """
    years = (first, min(last, LAST_YEAR))
    listed = tables["un_items"]
    items = np.sort(listed.loc[listed["year"].between(*years), "item"].to_numpy(np.int64))
    codes = codes_of(tables, items)
    held = [set(text.split()) for text in codes["issues"].fillna("")]
    by_issue = {name: items[[code in h for h in held]] for name, code in CODES.items()}
    matched = int(codes["coded"].to_numpy(bool).sum())
    return Coded(by_issue, len(items), matched, sum(map(bool, held)), years)

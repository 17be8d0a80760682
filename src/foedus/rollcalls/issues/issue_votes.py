"""The votes of an issue: the maker's codes as far as they reach, after that predicted ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.issues.issue_accuracy import accuracy
from foedus.rollcalls.issues.issue_prediction import every_probability
from foedus.rollcalls.issues.vote_issues import ISSUES, code_matrix, codes_of, last_year

if TYPE_CHECKING:
    from foedus.store.tables import Tables

Flags = NDArray[np.bool_]
THRESHOLD = 0.5
"""Least probability of a predicted code."""


@dataclass(frozen=True, eq=False)
class IssueVotes:
    """Items and their issues; columns of the matrices are those of `ISSUES`.

    Parameters
    ----------
    item, year : ndarray, shape (n,)
        Numbers and calendar years.
    known : ndarray of bool, shape (n, 6)
        Whether the maker says if the item has the code.
    given : ndarray of bool, shape (n, 6)
        Whether he says that it has.
    predicted : ndarray of bool, shape (n, 6)
        Whether it is predicted to have it: only in years after the maker's codes end.
    """

    item: NDArray[np.int64]
    year: NDArray[np.int64]
    known: Flags
    given: Flags
    predicted: Flags

    @property
    def matched(self) -> Flags:
        """Items that are a roll call of the coded list; shape (n,)."""
        return np.asarray(self.known.any(axis=1))

    @property
    def unreal(self) -> Flags:
        """Of these, items of sessions for which some codes are not real ones."""
        return self.matched & ~np.asarray(self.known.all(axis=1))

    def on(self, code: str) -> Flags:
        """Items on an issue, coded or predicted; shape (n,)."""
        return self.given[:, _place(code)] | self.foretold(code)

    def foretold(self, code: str) -> Flags:
        """Of these, the predicted ones."""
        found: Flags = self.predicted[:, _place(code)]
        return found

    def words(self, code: str, years: tuple[int, int], coded_only: bool = False) -> str:
        """How many votes are coded and predicted, and how sure that is; empty if all are coded.

        Parameters
        ----------
        code
            Code of the issue.
        years
            First and last calendar year that was asked for.
        coded_only
            Whether only the maker's codes were.
        """
        end = last_year(code)
        if years[1] <= end:
            return ""
        given, foretold = (int(f.sum()) for f in (self.given[:, _place(code)], self.foretold(code)))
        about = ISSUES[code].about
        head, coded = f"{about[0].upper()}{about[1:]}", f"{_votes(given)} coded to {end}"
        if coded_only:
            return f"{head}: {coded}, where the maker's codes end."
        first = max(years[0], end + 1)
        when = f"{first}" if first == years[1] else f"{first}-{years[1]}"
        sure = accuracy(code)
        how = f"(precision {_share(sure.precision)}, recall {_share(sure.recall)} on later votes)"
        if years[0] > end:
            return f"{head}: {_votes(foretold)} predicted for {when} {how}."
        return f"{head}: {coded}, {foretold:,} predicted for {when} {how}."


def issue_votes(
    tables: Tables,
    wanted: NDArray[np.int64],
    asked: Collection[str] = tuple(ISSUES),
    *,
    coded_only: bool = False,
) -> IssueVotes:
    """Issues of some items: coded, and for years after the codes end predicted.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and the tables of the issue codes.
    wanted : ndarray, shape (n,)
        Numbers of items.
    asked
        Codes to predict; to predict takes a second, so that it is done only where it is needed.
    coded_only
        Keep to the maker's codes.
    """
    years = tables["un_items"].set_index("item")["year"]
    year = years.loc[wanted.tolist()].to_numpy(np.int64)
    late = year[:, None] > np.array([last_year(code) for code in ISSUES])
    late &= np.isin(list(ISSUES), list(asked)) & (not coded_only)
    if late.any():
        numbers, chance, known = every_probability(tables)
        at = np.searchsorted(numbers, wanted)
        chance, known = chance[at], known[at]
    else:
        codes = code_matrix(codes_of(tables, wanted))
        chance, known = np.nan_to_num(codes), ~np.isnan(codes)
    taken = chance >= THRESHOLD
    return IssueVotes(wanted, year, known, known & taken, late & ~known & taken)


def _place(code: str) -> int:
    return list(ISSUES).index(code)


def _votes(n: int) -> str:
    return f"{n:,} vote{'s' * (n != 1)}"


def _share(value: float) -> str:
    """Two decimals without the idle zero."""
    return f"{value:.2f}".removeprefix("0")

"""Resolutions on which two states voted: what was asked, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.records.vote_record import RELATIONS, VOTES

if TYPE_CHECKING:
    import pandas as pd

    from foedus.states.state import State

Choice = Literal["all", "differ", "same"]
CHOICES: tuple[Choice, ...] = get_args(Choice)

LABELS = {
    "date": "Day of the vote",
    "year": "Calendar year of the vote",
    "session": "Regular session, or the one last opened",
    "symbol": "Symbol as session/number/part",
    "title": "Title of the resolution",
    "ccode1": "First state (COW code on the day)",
    "ccode2": "Second state (COW code on the day)",
    "vote1": "Vote of the first state (yes, abstain, no)",
    "vote2": "Vote of the second state (yes, abstain, no)",
    "relation": "The two votes: same, one abstained, opposite",
    "yes": "States voting yes",
    "no": "States voting no",
    "abstentions": "States abstaining",
    "majority": "What most states chose (yes, abstain, no, or tied)",
    "coded": "Is a roll call of the issue-coded list, which ends in January 2020",
    "issues": "Issue codes (me nu di hr co ec); missing where not coded",
    "predicted": "The issue asked for, where it is predicted and not coded",
    "agenda": "Agenda items and subjects",
    "url": "Record of the vote in the UN Digital Library",
    "item": "Item voted on (undl_id of the UN Digital Library)",
}
"""Columns of `PairVotes.frame`, in order."""

RECORDED = (
    "Recorded votes on adopted resolutions only: consensus, drafts voted down, paragraphs and "
    "amendments are not in the record."
)
UNREAL = (
    "co is no real code from September 2018 on, nor are di and ec from September 2019 on: they are "
    "missing there, not none."
)


@dataclass(frozen=True)
class Asked:
    """Which of the resolutions: by the two votes, an issue, words of the title or agenda.

    Parameters
    ----------
    choice, issue, words
        As `foedus.rollcalls.pairs.pair_votes.pair_votes` takes them.
    coded_only
        Whether only the maker's issue codes count, or predicted ones of later votes too.
    """

    choice: Choice = "all"
    issue: str | None = None
    words: tuple[str, ...] = ()
    coded_only: bool = False


@dataclass(frozen=True, eq=False)
class PairVotes:
    """Resolutions on which two states voted.

    Parameters
    ----------
    pair : tuple of State
        The two states as they were at the last vote of both.
    span : tuple of int
        First and last calendar year.
    table : pandas.DataFrame
        Columns `LABELS`, without ``coded``, ``issues`` and ``predicted`` where codes were not
        looked up.
    asked : Asked
        What was asked of them.
    of : int
        How many resolutions fit; more than the table holds where it was limited.
    both : int
        Resolutions of the span on which both voted, whatever was asked.
    notes : tuple of str
        What to know before reading the figures.
    """

    pair: tuple[State, State]
    span: tuple[int, int]
    table: pd.DataFrame
    asked: Asked
    of: int
    both: int
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.table)

    @property
    def names(self) -> tuple[str, str]:
        """The states' names at the end of the span."""
        one, two = (state.name_in(self.span[1]) for state in self.pair)
        return one, two

    @property
    def short_names(self) -> tuple[str, str]:
        """Their ISO codes then, or COW numbers."""
        one, two = (state.iso3_in(self.span[1]) or str(state.ccode) for state in self.pair)
        return one, two

    @cached_property
    def choices(self) -> NDArray[np.int64]:
        """Both votes as 0 yes, 1 abstain, 2 no; shape (resolutions, 2)."""
        place = {vote: k for k, vote in enumerate(VOTES)}
        votes = self.table[["vote1", "vote2"]].to_numpy(object)
        return np.array([[place[v] for v in row] for row in votes], np.int64).reshape(-1, 2)

    def frame(self) -> pd.DataFrame:
        """One row a resolution, columns `LABELS`; a copy."""
        return self.table.copy()

    def by_year(self) -> pd.DataFrame:
        """Votes of the table by calendar year.

        Returns
        -------
        pandas.DataFrame
            ``year, votes, same, one_abstained, opposite, share_same``, and with an issue
            ``predicted``: votes whose issue is predicted. Years without a vote of both have
            no row.
        """
        import pandas as pd

        years, at = np.unique(self.table["year"].to_numpy(np.int64), return_inverse=True)
        distance = np.abs(self.choices[:, 0] - self.choices[:, 1])
        count = np.zeros((len(years), len(RELATIONS)), np.int64)
        np.add.at(count, (at, distance), 1)
        total = count.sum(axis=1)
        kinds = dict(zip(("same", "one_abstained", "opposite"), count.T, strict=True))
        table = pd.DataFrame({"year": years, "votes": total, **kinds})
        table["share_same"] = count[:, 0] / total
        if self.asked.issue is not None:
            foretold = self.table["predicted"].notna().to_numpy(bool)
            table["predicted"] = np.bincount(at[foretold], minlength=len(years))
        return table

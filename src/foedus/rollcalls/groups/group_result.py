"""The result of asking how a group votes: one row a period, issue, measure and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.rollcalls.groups.group_figures import Figures
from foedus.rollcalls.groups.group_issues import ALL
from foedus.rollcalls.groups.group_measures import MEASURES, Measure

if TYPE_CHECKING:
    import pandas as pd

    from foedus.states.state import State

COLUMNS = {
    "from": "First calendar year",
    "to": "Last calendar year",
    "issue": "Issue of the votes (all, or one of six)",
    "measure": "What is measured",
    "of": "Of whom: a pair, a member, a way to divide; empty for the group",
    "value": "Figure, a share of items; alpha from below 0 to 1",
    "low": "Lower bound",
    "high": "Upper bound",
    "items": "Recorded votes behind the figure",
    "predicted": "Votes of two members or more whose issue is predicted, not coded, in the period",
    "members": "Members of the group at the end of any of the years",
    "voting": "Of these, members that cast a vote",
}
"""Columns of `GroupVotes.frame`, in order."""


@dataclass(frozen=True, eq=False)
class GroupVotes:
    """Figures of a group's votes, one row a period, issue, measure and name.

    Parameters
    ----------
    name
        What the group is called.
    states
        Its members in any of the years.
    years
        First and last year.
    every
        Years a period holds.
    issues
        Issues told apart.
    level, draws
        Share of resamplings between the bounds, and their number.
    columns
        Arrays of equal length, named as in `COLUMNS`.
    whole_to
        Last year whose votes are all on record.
    notes
        What to know before reading the figures.
    """

    name: str
    states: tuple[State, ...]
    years: tuple[int, int]
    every: int
    issues: tuple[str, ...]
    level: float
    draws: int
    columns: dict[str, NDArray[Any]]
    whole_to: int
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.columns["value"])

    def frame(self) -> pd.DataFrame:
        """Tidy figures: one row a period, issue, measure and name, columns `COLUMNS`."""
        import pandas as pd

        return pd.DataFrame({name: self.columns[name] for name in COLUMNS})

    def pick(self, measure: Measure, of: str | None = "", issue: str = ALL) -> pd.DataFrame:
        """Rows of one measure and issue by period; of one name, or of all where None.

        Raises
        ------
        UnknownName
            If there is no such measure.
        """
        if measure not in MEASURES:
            raise unknown("measure", measure, MEASURES)
        rows = self.frame()
        kept = (rows["measure"] == measure) & (rows["issue"] == issue)
        if of is not None:
            kept &= rows["of"] == of
        return rows[kept].reset_index(drop=True)


@dataclass(frozen=True, eq=False)
class Period:
    """Figures of one period and issue, with its members, voters and votes of predicted issue."""

    issue: str
    years: tuple[int, int]
    members: int
    voting: int
    predicted: int
    figures: Figures


def joined(periods: Sequence[Period]) -> dict[str, NDArray[Any]]:
    """The periods' figures one below the other, columns `COLUMNS`."""
    n = [len(p.figures) for p in periods]
    said = {
        "from": [p.years[0] for p in periods],
        "to": [p.years[1] for p in periods],
        "issue": [p.issue for p in periods],
        "members": [p.members for p in periods],
        "voting": [p.voting for p in periods],
        "predicted": [p.predicted for p in periods],
    }
    columns = {name: np.repeat(np.array(values), n) for name, values in said.items()}
    for name in ("measure", "of", "value", "low", "high", "items"):
        columns[name] = np.concatenate([getattr(p.figures, name) for p in periods])
    return {name: columns[name] for name in COLUMNS}

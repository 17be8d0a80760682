"""The votes of one issue, coded or predicted, with what may be wrong about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, UnknownName, unknown
from foedus.rollcalls.issues.issue_prediction import CODED, predicted_issues
from foedus.rollcalls.issues.vote_issues import CODES, ISSUES, issue_code

if TYPE_CHECKING:
    from foedus.store.tables import Tables

NO_NUKES = "no_nukes"
"""All votes but those on nuclear weapons and material."""


@dataclass(frozen=True, eq=False)
class IssueItems:
    """Items of an issue.

    Parameters
    ----------
    issue
        Its name.
    threshold
        Least probability of those predicted.
    item : ndarray of int, shape (n,)
        Numbers, sorted.
    probability : ndarray, shape (n,)
        1 where the maker's codes say so.
    coded : ndarray of bool, shape (n,)
        Whether they do; else it is predicted.
    of
        Items looked at.
    uncoded
        Of these, items without the maker's codes.
    missed
        Items below the threshold that are expected to belong, by their probabilities.
    """

    issue: str
    threshold: float
    item: NDArray[np.int64]
    probability: NDArray[np.float64]
    coded: NDArray[np.bool_]
    of: int
    uncoded: int
    missed: float

    def __len__(self) -> int:
        return len(self.item)

    @property
    def wrong(self) -> float:
        """Predicted items that are expected not to belong, by their probabilities."""
        return float((1 - self.probability[~self.coded]).sum())

    @property
    def words(self) -> str:
        """How many votes, where their codes are from, and how sure that is, as sentences."""
        given = int(self.coded.sum())
        text = f"{self.issue}: {len(self):,} of {self.of:,} votes, {given:,} by Voeten's codes"
        if not self.uncoded:
            return f"{text}."
        return (
            f"{text}, {len(self) - given:,} of {self.uncoded:,} without codes by title, agenda and "
            f"subjects (probability {self.threshold:g} or more). By these probabilities about "
            f"{self.wrong:.0f} of those do not belong, and {self.missed:.0f} that do are left out."
        )


def items_of_issue(
    tables: Tables,
    issue: str,
    threshold: float = 0.5,
    wanted: NDArray[np.int64] | None = None,
) -> IssueItems:
    """Items of an issue in all sessions.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and the tables of the issue codes.
    issue
        Name or code of an issue, or ``no_nukes``.
    threshold
        Take predicted items from this probability on: a higher one takes fewer wrong ones,
        and misses more.
    wanted : ndarray, shape (n,)
        Only among these items; all where None.

    Raises
    ------
    FoedusError
        For an unknown issue, a threshold that is no probability, items not in the record.

    Examples
    --------
    ``print(items_of_issue(tables, "human rights").words)`` needs the votes; what is asked
    for is checked first:

    >>> items_of_issue({}, "human rights", threshold=90)
    Traceback (most recent call last):
    foedus.core.errors.FoedusError: A threshold of 90 is no probability.
    Next: Give more than 0 and at most 1, such as 0.5.
    """
    name, code = _asked(issue)
    if not 0 < threshold <= 1:
        raise FoedusError(
            f"A threshold of {threshold:g} is no probability.",
            "Give more than 0 and at most 1, such as 0.5.",
        )
    rows = predicted_issues(tables, None if wanted is None else np.unique(wanted))
    rows = rows[rows["issue"] == code]
    chance = rows["probability"].to_numpy(np.float64)
    chance = 1 - chance if name == NO_NUKES else chance
    coded = rows["origin"].to_numpy(object) == CODED
    taken = chance >= threshold
    return IssueItems(
        issue=name,
        threshold=threshold,
        item=rows["item"].to_numpy(np.int64)[taken],
        probability=chance[taken],
        coded=coded[taken],
        of=len(rows),
        uncoded=int((~coded).sum()),
        missed=float(chance[~taken & ~coded].sum()),
    )


def _asked(issue: str) -> tuple[str, str]:
    """Name and code; ``no_nukes`` is what nuclear is not."""
    if "_".join(str(issue).casefold().replace("-", " ").replace("_", " ").split()) == NO_NUKES:
        return NO_NUKES, "nu"
    try:
        code = issue_code(issue)
    except UnknownName:
        raise unknown("issue", str(issue), [*CODES, *ISSUES, NO_NUKES]) from None
    return ISSUES[code].name, code

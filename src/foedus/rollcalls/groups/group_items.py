"""The votes of a group as arrays: one column an item, one row a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.states.table import systems

if TYPE_CHECKING:
    import pandas as pd

    from foedus.states.state import State

CHOICES = 3
ABSENT = -1
"""A choice is 0 yes, 1 abstain, 2 no; who did not vote, or was no member, has -1."""


@dataclass(frozen=True, eq=False)
class GroupItems:
    """Votes of a group's members on the items of some years.

    Parameters
    ----------
    states, others
        The members of any of the years, and the states they are held against.
    item, year : ndarray, shape (items,)
        Item and calendar year, ordered by year.
    choice : ndarray of int8, shape (members, items)
        Choices of members in the years of their membership.
    against : ndarray of int8, shape (others, items)
        Choices of the other states.
    expected : ndarray of int64, shape (items,)
        Members of the item's year that cast any vote in that year.
    majority : ndarray of int8, shape (items,)
        The choice that most states made, all counted; -1 where two choices tie.
    """

    states: tuple[State, ...]
    others: tuple[State, ...]
    item: NDArray[np.int64]
    year: NDArray[np.int64]
    choice: NDArray[np.int8]
    against: NDArray[np.int8]
    expected: NDArray[np.int64]
    majority: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.item)

    def only(self, kept: NDArray[np.bool_]) -> GroupItems:
        """Some of the items; `expected` stays that of the whole year."""
        return GroupItems(
            self.states,
            self.others,
            self.item[kept],
            self.year[kept],
            self.choice[:, kept],
            self.against[:, kept],
            self.expected[kept],
            self.majority[kept],
        )

    @property
    def counts(self) -> NDArray[np.int64]:
        """Members that voted yes, abstained, voted no; shape (items, 3)."""
        return np.stack([(self.choice == c).sum(axis=0) for c in range(CHOICES)], axis=1)


def seat(state: State) -> frozenset[int]:
    """COW numbers under which a state's seat has voted: those with the same ISO code.

    West Germany (260) and Germany (255) are one seat, and so are Yemen before and after
    1990; Czechoslovakia and the Czech Republic are two.

    Examples
    --------
    >>> from foedus.states.resolve import resolve
    >>> sorted(seat(resolve("Germany"))), sorted(seat(resolve("China")))
    ([255, 260], [710])
    """
    found = systems().states.values()
    return frozenset(s.ccode for s in found if s.ccode == state.ccode or s.iso3 == state.iso3 != "")


def same_seat(states: Sequence[State]) -> tuple[State, ...]:
    """The states, those of one seat once: the one that came last stands for it."""
    by_seat: dict[frozenset[int], State] = {}
    for state in states:
        key = seat(state)
        held = by_seat.get(key)
        by_seat[key] = state if held is None or state.is_current else held
    return tuple(by_seat.values())


def group_items(
    votes: pd.DataFrame,
    items: pd.DataFrame,
    states: Sequence[State],
    belongs: NDArray[np.bool_],
    years: tuple[int, int],
    others: Sequence[State] = (),
) -> GroupItems:
    """Arrange the votes of a group.

    Parameters
    ----------
    votes, items
        Tables ``un_votes`` and ``un_items``.
    states
        The members, one a seat.
    belongs : ndarray of bool, shape (states, years)
        Who was a member in which year.
    years
        First and last year.
    others
        States to hold the group against, members or not.
    """
    asked = items[items["year"].between(*years)].sort_values(["year", "item"])
    item, year = asked["item"].to_numpy(np.int64), asked["year"].to_numpy(np.int64)
    order = np.argsort(item)
    place = np.searchsorted(item[order], votes["item"].to_numpy(np.int64))
    known = item[order][np.minimum(place, len(item) - 1)] == votes["item"].to_numpy(np.int64)
    at = order[place[known]]
    ccode = votes["ccode"].to_numpy(np.int64)[known]
    cast = (votes["vote"].to_numpy(np.int8) - 1)[known]

    tally = np.bincount(at * CHOICES + cast, minlength=len(item) * CHOICES).reshape(-1, CHOICES)
    choice = _choices(states, at, ccode, cast, len(item))
    choice[~belongs[:, year - years[0]]] = ABSENT
    return GroupItems(
        tuple(states),
        tuple(others),
        item,
        year,
        choice,
        _choices(others, at, ccode, cast, len(item)),
        _expected(choice, year, years),
        _most(tally),
    )


def _choices(
    states: Sequence[State],
    at: NDArray[np.int64],
    ccode: NDArray[np.int64],
    cast: NDArray[np.int8],
    items: int,
) -> NDArray[np.int8]:
    row_of = np.full(1000, -1, np.int64)
    for row, state in enumerate(states):
        row_of[list(seat(state))] = row
    place = row_of[ccode]
    mine = place >= 0
    found = np.full((len(states), items), ABSENT, np.int8)
    found[place[mine], at[mine]] = cast[mine]
    return found


def _expected(
    choice: NDArray[np.int8], year: NDArray[np.int64], years: tuple[int, int]
) -> NDArray[np.int64]:
    """Members with a vote in the item's year, shape (items,)."""
    voted = np.zeros((len(choice), years[1] - years[0] + 1), bool)
    member, item = np.nonzero(choice != ABSENT)
    voted[member, year[item] - years[0]] = True
    counted: NDArray[np.int64] = voted.sum(axis=0)[year - years[0]]
    return counted


def _most(tally: NDArray[np.int64]) -> NDArray[np.int8]:
    """The most frequent choice of each item; -1 where it is not one alone."""
    top = tally.max(axis=1)
    alone = (tally == top[:, None]).sum(axis=1) == 1
    return np.where(alone, tally.argmax(axis=1), ABSENT).astype(np.int8)

"""Votes of actors on items over periods, in the form that every estimator takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.core.errors import FoedusError

YES, ABSTAIN, NO = 1, 2, 3
FEWEST_ACTORS = 3


@dataclass(frozen=True)
class RollCalls:
    """Votes cast, one row a vote.

    Absence has no row: it is missing, not abstention. An item that repeats an earlier
    one may share its parameters with it (`link`), which ties periods together.

    Parameters
    ----------
    actors : tuple
        Who votes: COW codes, or names of a user's own file; order of `actor`.
    calls : tuple
        Identifiers of the items voted on; order of `call`.
    period : ndarray of int64, shape (calls,)
        Period of each item, for the UN the regular session.
    link : ndarray of int64, shape (calls,)
        Number of the parameters of each item; equal numbers share them.
    actor, call : ndarray of int64, shape (votes,)
        Who voted on what.
    vote : ndarray of int8, shape (votes,)
        1 yes, 2 abstain, 3 no.
    """

    actors: tuple[Any, ...]
    calls: tuple[Any, ...]
    period: NDArray[np.int64]
    link: NDArray[np.int64]
    actor: NDArray[np.int64]
    call: NDArray[np.int64]
    vote: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.vote)

    def keep(self, rows: NDArray[np.bool_]) -> RollCalls:
        """Some of the votes; actors and items without a vote go."""
        actors, actor = np.unique(self.actor[rows], return_inverse=True)
        calls, call = np.unique(self.call[rows], return_inverse=True)
        _, link = np.unique(self.link[calls], return_inverse=True)
        return RollCalls(
            tuple(self.actors[k] for k in actors.tolist()),
            tuple(self.calls[k] for k in calls.tolist()),
            self.period[calls],
            link,
            actor,
            call,
            self.vote[rows],
        )

    def divided(self) -> RollCalls:
        """Without items on which all votes are equal: they say nothing about who differs."""
        parameters = self.link[self.call]
        count = np.zeros((int(self.link.max(initial=-1)) + 1, NO), np.int64)
        np.add.at(count, (parameters, self.vote - 1), 1)
        return self.keep(((count > 0).sum(axis=1) > 1)[parameters])

    @cached_property
    def points(self) -> Points:
        """Ideal points to be estimated: one for each actor and period with a vote."""
        if len(self) == 0 or len(self.actors) < FEWEST_ACTORS:
            raise FoedusError(
                f"{len(self)} votes of {len(self.actors)} actors on divided items are left.",
                f"Positions need at least {FEWEST_ACTORS} actors and one item on which they differ; "
                "take more periods or issues.",
            )
        first = int(self.period.min())
        span = int(self.period.max()) - first + 1
        key = self.actor * span + self.period[self.call] - first
        found, point = np.unique(key, return_inverse=True)
        return Points(found // span, found % span + first, point)


@dataclass(frozen=True)
class Points:
    """Actor and period of each ideal point, ordered by actor, then period.

    Parameters
    ----------
    actor, period : ndarray, shape (points,)
    of_vote : ndarray, shape (votes,)
        The point behind each vote.
    """

    actor: NDArray[np.int64]
    period: NDArray[np.int64]
    of_vote: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.actor)


def roll_calls(
    actor: ArrayLike,
    call: ArrayLike,
    vote: ArrayLike,
    period: ArrayLike,
    same_as: dict[Any, Any] | None = None,
) -> RollCalls:
    """Roll calls from columns of equal length.

    Parameters
    ----------
    actor, call
        Who voted on what, any labels that can be ordered.
    vote
        1 yes, 2 abstain, 3 no.
    period
        Period of the vote; one for each item.
    same_as
        Items that repeat an earlier one; chains are followed to the earliest.

    Examples
    --------
    >>> votes = roll_calls(["A", "B", "C"], [7, 7, 7], [1, 3, 2], [1, 1, 1])
    >>> len(votes), votes.actors, votes.calls
    (3, ('A', 'B', 'C'), (7,))
    """
    actors, a = np.unique(np.asarray(actor), return_inverse=True)
    calls, c = np.unique(np.asarray(call), return_inverse=True)
    when = np.zeros(len(calls), np.int64)
    when[c] = np.asarray(period, np.int64)
    names = tuple(calls.tolist())
    roots = [_root(name, same_as or {}) for name in names]
    _, link = np.unique(np.asarray(roots), return_inverse=True)
    cast = np.asarray(vote, np.int8)
    return RollCalls(tuple(actors.tolist()), names, when, link, a, c, cast)


def _root(name: Any, same_as: dict[Any, Any]) -> Any:
    seen = set()
    while name in same_as and name not in seen:
        seen.add(name)
        name = same_as[name]
    return name

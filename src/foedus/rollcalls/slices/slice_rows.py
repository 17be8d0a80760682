"""The figures of one slice, and whether a conclusion holds on it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

import numpy as np

from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.slices.slice_kinds import Slice
from foedus.rollcalls.slices.slice_standing import Floats, Standing, standing, summary

Interval = tuple[float, float, float]
"""Mean, and the ends of the 90 % interval."""
Verdict = Literal["holds", "holds, not settled", "turned, not settled", "turned", "not assessable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FEWEST = 5
"""Votes on divided items that each of the two needs in each period compared."""
MOST_DRAWS = 1000
NOTHING: Interval = (np.nan, np.nan, np.nan)


@dataclass(frozen=True)
class Row:
    """A slice and what it says.

    Parameters
    ----------
    slice : Slice
    ends : tuple of int
        Periods compared.
    items, votes : int
        Divided items and the votes on them.
    fewest : tuple of int
        Votes in each period of whichever of the two votes less.
    places : tuple of float
        First actor's position in the first and the last period, then the second's, in
        standard deviations from the mean of the period's positions.
    first, last, change : Interval
        Distance in standard deviations of the period's positions, and the last less the first.
    further_first, further_last : Interval
        Share of the other pairs that are at least as far apart.
    reason : str
        Why the slice is not assessable; empty where it is.
    """

    slice: Slice
    ends: tuple[int, int]
    items: int
    votes: int
    fewest: tuple[int, int] = (0, 0)
    places: tuple[float, float, float, float] = (np.nan,) * 4
    first: Interval = NOTHING
    last: Interval = NOTHING
    change: Interval = NOTHING
    further_first: Interval = NOTHING
    further_last: Interval = NOTHING
    reason: str = ""

    def flat(self) -> dict[str, Any]:
        """The row as columns of a table."""
        out: dict[str, Any] = {
            "group": self.slice.group,
            "slice": self.slice.name,
            "from": self.ends[0],
            "to": self.ends[1],
            "items": self.items,
            "votes": self.votes,
            "fewest_from": self.fewest[0],
            "fewest_to": self.fewest[1],
        }
        names = ("position1_from", "position1_to", "position2_from", "position2_to")
        out |= dict(zip(names, self.places, strict=True))
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in COLUMNS:
                name = COLUMNS[field.name]
                out |= {name: value[0], f"{name}_low": value[1], f"{name}_high": value[2]}
        return out | {"reason": self.reason}


COLUMNS = {
    "first": "distance_from",
    "last": "distance_to",
    "change": "change",
    "further_first": "nearer_than_from",
    "further_last": "nearer_than_to",
}


def cast(votes: RollCalls, actor: Any, period: int) -> int:
    """Votes of an actor in a period."""
    if actor not in votes.actors:
        return 0
    mine = votes.actor == votes.actors.index(actor)
    return int((mine & (votes.period[votes.call] == period)).sum())


def fewest(votes: RollCalls, pair: tuple[Any, Any], ends: tuple[int, int]) -> tuple[int, int]:
    """Votes in each period of whichever of the two votes less."""
    one, two = (min(cast(votes, actor, period) for actor in pair) for period in ends)
    return one, two


def drawn(found: Estimates, pair: tuple[Any, Any], ends: tuple[int, int]) -> list[Standing]:
    """Where the pair stands in both periods."""
    rows = [np.flatnonzero(found.period == period) for period in ends]
    both = found.draws(np.concatenate(rows))[..., 0]
    both = both[:: max(1, len(both) // MOST_DRAWS)]
    number = [found.actors.index(actor) for actor in pair]
    parts = np.split(both, [len(rows[0])], axis=1)
    return [
        standing(part, *(int(np.flatnonzero(found.actor[at] == n)[0]) for n in number))
        for part, at in zip(parts, rows, strict=True)
    ]


def measured(
    found: Estimates, pair: tuple[Any, Any], ends: tuple[int, int], of: Slice, like: Estimates
) -> Row:
    """The figures of a slice that has enough votes.

    Parameters
    ----------
    like
        Estimates whose sign the positions take.
    """
    first, last = drawn(found, pair, ends)
    sign = same_way(found, like)
    places = np.concatenate([first.place.mean(axis=0), last.place.mean(axis=0)]) * sign
    one_first, two_first, one_last, two_last = places.tolist()
    return Row(
        of,
        ends,
        len(found.votes.calls),
        len(found.votes),
        fewest(found.votes, pair, ends),
        (one_first, one_last, two_first, two_last),
        summary(first.apart),
        summary(last.apart),
        summary(last.apart - first.apart),
        summary(first.further),
        summary(last.further),
    )


def same_way(found: Estimates, like: Estimates) -> float:
    """1 or -1: the sign with which positions run as in other estimates."""
    span = int(max(found.period.max(), like.period.max())) + 1
    number = {name: k for k, name in enumerate(like.actors)}
    own = np.array([number.get(name, -1) for name in found.actors])[found.actor]
    key = np.where(own < 0, -1 - np.arange(len(own)), own * span + found.period)
    _, mine, theirs = np.intersect1d(key, like.actor * span + like.period, return_indices=True)
    a: Floats = found.mean[mine, 0]
    b: Floats = like.mean[theirs, 0]
    return -1.0 if len(a) > 1 and float((a - a.mean()) @ (b - b.mean())) < 0 else 1.0


def verdict(value: Interval, up: bool, at: float = 0.0) -> Verdict:
    """Whether a figure lies on the side of `at` that was concluded, and surely so.

    Examples
    --------
    >>> verdict((-1.0, -1.5, -0.2), up=False), verdict((-1.0, -2.5, 0.2), up=False)
    ('holds', 'holds, not settled')
    >>> verdict((0.3, -0.2, 0.8), up=False), verdict((0.3, 0.1, 0.8), up=False)
    ('turned, not settled', 'turned')
    """
    mean, low, high = value
    if np.isnan(mean):
        return "not assessable"
    sure = low > at or high < at
    if (mean >= at) == up:
        return "holds" if sure else "holds, not settled"
    return "turned" if sure else "turned, not settled"

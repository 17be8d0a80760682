"""Slices that any roll calls allow: actors left out, halves at random, spans of periods."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.roll_calls import RollCalls

Group = Literal["record", "issue", "items", "states", "periods", "ends"]
GROUPS: tuple[Group, ...] = get_args(Group)
HEADS: dict[Group, str] = {
    "record": "Record",
    "issue": "Issue",
    "items": "Which votes",
    "states": "Who else votes",
    "periods": "Estimated from",
    "ends": "Compared",
}
"""As printed above the slices of a group."""


@dataclass(frozen=True)
class Slice:
    """One way to cut the record.

    Parameters
    ----------
    group
        What kind of cut.
    name
        Unique within a fan; as printed.
    votes
        Gives the votes; None where only the periods compared differ.
    ends
        Periods compared, where they are not those of the fan.
    """

    group: Group
    name: str
    votes: Callable[[], RollCalls] | None
    ends: tuple[int, int] | None = None


def without_actors(votes: RollCalls, out: Collection[Any]) -> RollCalls:
    """The votes of all others.

    Examples
    --------
    >>> from foedus.rollcalls.roll_calls import roll_calls
    >>> without_actors(roll_calls(list("ABC"), [1, 1, 1], [1, 3, 2], [1, 1, 1]), {"B"}).actors
    ('A', 'C')
    """
    gone = np.array([name in out for name in votes.actors], bool)
    return votes.keep(~gone[votes.actor])


def with_items(votes: RollCalls, kept: NDArray[np.bool_]) -> RollCalls:
    """The votes on some items; `kept` has one entry for each of `votes.calls`."""
    return votes.keep(kept[votes.call])


def unlinked(votes: RollCalls) -> RollCalls:
    """Every item with parameters of its own."""
    own = np.arange(len(votes.calls))
    return RollCalls(
        votes.actors, votes.calls, votes.period, own, votes.actor, votes.call, votes.vote
    )


def halved(group: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Half of the members of each group, at random; of an odd one, either part may be larger."""
    order = np.lexsort((rng.random(len(group)), group))
    _, begin, size = np.unique(group[order], return_index=True, return_counts=True)
    rank = np.arange(len(group)) - np.repeat(begin, size)
    odd = np.repeat(rng.integers(0, 2, len(size)) * (size % 2), size)
    out = np.zeros(len(group), bool)
    out[order] = rank < (np.repeat(size, size) + odd) // 2
    return out


def between(votes: RollCalls, periods: Iterable[int]) -> RollCalls:
    """The votes of some periods."""
    return with_items(votes, np.isin(votes.period, np.asarray(list(periods))))


def neighbours(base: Estimates, one: Any, two: Any, period: int) -> list[Any]:
    """The other actors of a period, nearest to the pair first (sum of both distances)."""
    rows = np.flatnonzero(base.period == period)
    names = [base.actors[k] for k in base.actor[rows].tolist()]
    at = base.mean[rows]
    pair = at[[names.index(one), names.index(two)]]
    apart = np.sqrt(((at[:, None] - pair[None]) ** 2).sum(axis=2)).sum(axis=1)
    order = np.argsort(apart, kind="stable").tolist()
    return [names[k] for k in order if names[k] not in (one, two)]


def actor_slices(
    base: Estimates,
    pair: tuple[Any, Any],
    last: int,
    blocs: Mapping[str, Collection[Any]],
    halves: int,
    seed: int,
    near: int,
) -> list[Slice]:
    """Slices without blocs, without the nearest and the furthest, and halves of the others.

    The pair itself always stays.
    """
    votes = base.votes
    ranked = neighbours(base, *pair, last)
    cuts: dict[str, Collection[Any]] = {f"without {name}": out for name, out in blocs.items()}
    if len(ranked) > 3 * near:
        cuts |= {
            f"without the {near} nearest to the two": ranked[:near],
            f"without the {near} furthest from the two": ranked[-near:],
        }
    found = [
        Slice("states", name, partial(without_actors, votes, set(out) - set(pair)))
        for name, out in cuts.items()
    ]
    others = [name for name in votes.actors if name not in pair]
    for k in range(halves):
        drawn = halved(np.zeros(len(others), np.int64), np.random.default_rng([seed, 1, k]))
        for mark, side in (("a", drawn), ("b", ~drawn)):
            out = {name for name, gone in zip(others, side.tolist(), strict=True) if gone}
            found.append(
                Slice(
                    "states",
                    f"random half {k + 1}{mark} of the others",
                    partial(without_actors, votes, out),
                )
            )
    return found


def item_halves(votes: RollCalls, halves: int, seed: int) -> list[Slice]:
    """Random halves of the items of each period, each with its complement."""
    return [
        Slice(
            "items",
            f"random half {k + 1}{mark} of the votes",
            partial(_half_of_items, votes, [seed, 2, k], other),
        )
        for k in range(halves)
        for mark, other in (("a", False), ("b", True))
    ]


def _half_of_items(votes: RollCalls, seed: list[int], other: bool) -> RollCalls:
    return with_items(votes, halved(votes.period, np.random.default_rng(seed)) != other)


def end_slices(
    periods: NDArray[np.int64], ends: tuple[int, int], label: Callable[[int], str]
) -> list[Slice]:
    """The same estimates, with periods next to those of the fan compared."""
    first, last = ends
    known = set(periods.tolist())
    shifts = [(first - 1, last), (first + 1, last), (first, last - 1), (first, last + 1)]
    return [
        Slice("ends", f"{label(a)} and {label(b)}", None, (a, b))
        for a, b in shifts
        if {a, b} <= known and a < b
    ]


def check_groups(asked: Iterable[str]) -> None:
    """Whether all groups are known."""
    strange = [name for name in asked if name not in GROUPS]
    if strange:
        raise FoedusError(f"There are no slices by {strange[0]!r}.", f"Known: {', '.join(GROUPS)}.")

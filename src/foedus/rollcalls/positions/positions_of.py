"""Which positions a named state or actor has, and how actors are called."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.records.chosen_file import actor_named

if TYPE_CHECKING:
    from foedus.rollcalls.records.chosen_votes import ChosenVotes
    from foedus.states.state import State

Rows = NDArray[np.int64]


def rows_of(chosen: ChosenVotes, name: str | int) -> Rows:
    """Rows of a state or actor among the points of the votes, one a period, in their order.

    "Germany" is 260 to 1989 and 255 later; where both voted in a period, the one with more
    votes stands. A number is that COW code alone.

    Raises
    ------
    FoedusError
        If nothing answers to the name, or it has no vote here.
    """
    points = chosen.votes.points
    actors = chosen.votes.actors
    if not chosen.states:
        return np.flatnonzero(points.actor == actors.index(actor_named(name, actors)))
    code = np.array([int(a) for a in actors])[points.actor]
    mine = _meant(chosen, name, code, points.period)
    if not mine.any():
        raise FoedusError(
            f"{str(name)!r} has no vote here on which states differed.",
            f"Name a state that voted in {span_words(chosen)}; see `foedus states`.",
        )
    rows = np.flatnonzero(mine)
    cast = np.bincount(points.of_vote, minlength=len(points))[rows]
    order = rows[np.lexsort((-cast, points.period[rows]))]
    _, first = np.unique(points.period[order], return_index=True)
    return order[first]


def _meant(
    chosen: ChosenVotes, name: str | int, code: NDArray[np.int64], period: NDArray[np.int64]
) -> NDArray[np.bool_]:
    from foedus.rollcalls.records.voters import voter_codes
    from foedus.states.resolve import resolve

    if chosen.before is None or isinstance(name, int):
        return np.asarray(code == resolve(name).ccode)
    year = period + chosen.before
    first, last = int(year.min()), int(year.max())
    return voter_codes(name, first, last)[year - first, code]


def span_words(chosen: ChosenVotes) -> str:
    """First and last year or period of the votes: ``1946-2025``."""
    first, last = int(chosen.votes.period.min()), int(chosen.votes.period.max())
    ends = [chosen.year(p) or p for p in (first, last)]
    return str(ends[0]) if first == last else f"{ends[0]}-{ends[1]}"


def states_apart(chosen: ChosenVotes, names: tuple[str | int, ...]) -> tuple[Rows, ...]:
    """Rows of several states or actors, none of which is named twice.

    Raises
    ------
    FoedusError
        If two names mean the same; and all that `rows_of` raises.
    """
    found: list[Rows] = []
    for name in names:
        rows = rows_of(chosen, name)
        for other, before in zip(names, found, strict=False):
            if np.intersect1d(rows, before).size:
                raise FoedusError(
                    f"{str(other)!r} and {str(name)!r} are the same.", "Name each once."
                )
        found.append(rows)
    return tuple(found)


def poles_asked(chosen: ChosenVotes, orient: tuple[Any, Any] | None) -> tuple[Any, Any] | None:
    """The poles named, as actors of the votes: for the upper and for the lower side.

    Parameters
    ----------
    orient
        One or several states or actors a side.

    Raises
    ------
    FoedusError
        If a pole is unknown, has no vote, or is named twice.
    """
    if orient is None:
        return None
    sides = [(s,) if isinstance(s, (str, int)) else tuple(s) for s in orient]
    rows = states_apart(chosen, (*sides[0], *sides[1]))
    actors, actor = chosen.votes.actors, chosen.votes.points.actor
    named = [[actors[k] for k in np.unique(actor[r]).tolist()] for r in rows]
    cut = len(sides[0])
    up, down = (
        tuple(dict.fromkeys(chain.from_iterable(part))) for part in (named[:cut], named[cut:])
    )
    return up, down


def short_label(chosen: ChosenVotes, actor: Any, period: int) -> str:
    """ISO code of a state then (COW number where it has none); an actor's own name."""
    state = _state(chosen, actor)
    if state is None:
        return str(actor)
    year = chosen.year(period)
    return (state.iso3 if year is None else state.iso3_in(year)) or str(actor)


def label(chosen: ChosenVotes, actor: Any, period: int) -> str:
    """Name of a state then; an actor's own name."""
    state = _state(chosen, actor)
    if state is None:
        return str(actor)
    year = chosen.year(period)
    return state.name if year is None else state.name_in(year)


def _state(chosen: ChosenVotes, actor: Any) -> State | None:
    if not chosen.states:
        return None
    from foedus.states.table import systems

    return systems().state(int(actor))

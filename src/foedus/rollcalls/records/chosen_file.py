"""A user's roll-call file as the votes that ideal points are estimated from."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from foedus.core.errors import FoedusError, YearOutOfRange, nearest
from foedus.rollcalls.records.chosen_votes import ChosenVotes
from foedus.rollcalls.records.of_record import within
from foedus.rollcalls.records.read_file import read_file
from foedus.rollcalls.records.votes_asked import ALL, FILE, Asked
from foedus.rollcalls.roll_calls import RollCalls

YEARS = (1500, 2200)
"""Periods all inside are taken for years."""


def votes_of_file(asked: Asked) -> ChosenVotes:
    """The votes of a file, within the periods asked for and without the actors named.

    Raises
    ------
    FoedusError
        For faults of the file, periods out of reach, actors it does not have.
    """
    import pandas as pd

    assert asked.file is not None
    found = read_file(asked.file)
    votes = found.votes
    kept = within(votes.period, (asked.first, asked.last), "period")[votes.call]
    for name in asked.without:
        kept &= votes.actor != votes.actors.index(actor_named(name, votes.actors))
    if not kept.any():
        raise YearOutOfRange(
            "No vote is left in these periods.", "Widen them, or leave out fewer actors."
        )
    inside = votes.keep(kept)
    years = bool(inside.period.min() >= YEARS[0] and inside.period.max() <= YEARS[1])
    left_out = [f"Without {', '.join(map(str, asked.without))}."] if asked.without else []
    return ChosenVotes(
        inside.divided(),
        FILE,
        Path(asked.file).name,
        ALL,
        states=_all_states(inside),
        before=0 if years else None,
        items=len(inside.calls),
        predicted=None,
        sources=(),
        notes=(*found.report.lines(), *left_out),
        listed=pd.DataFrame(columns=["item", "date", "symbol", "title"]),
    )


def actor_named(name: str | int, actors: tuple[object, ...]) -> object:
    """The actor of a file that a word names: as written there, or in another case.

    Raises
    ------
    FoedusError
        If there is none; names the nearest.

    Examples
    --------
    >>> actor_named("ann", ("Ann", "Bo"))
    'Ann'
    """
    for actor in actors:
        if actor == name or str(actor) == str(name):
            return actor
    alike = [a for a in actors if str(a).casefold() == str(name).casefold()]
    if len(alike) == 1:
        return alike[0]
    close = nearest(str(name), [str(a) for a in actors])
    hint = f"Did you mean {' or '.join(map(repr, close))}? " if close else ""
    shown = ", ".join(map(str, actors[:12])) + (" ..." if len(actors) > 12 else "")
    raise FoedusError(f"The file has no actor {str(name)!r} with a vote.", f"{hint}It has {shown}.")


def _all_states(votes: RollCalls) -> bool:
    """Whether all actors are COW codes."""
    from foedus.states.table import systems

    states = systems().states
    return all(isinstance(a, (int, np.integer)) and a in states for a in votes.actors)

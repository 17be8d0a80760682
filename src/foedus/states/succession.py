"""Which state came out of which: predecessors and successors.

Dates are those of the state system: the successor's entry, or the day after the
predecessor's exit where it joined another state. Independence from an overseas empire
is not listed, nor is an occupation in war.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from foedus.states.table import rows

Kind = Literal["continues", "dissolves", "unites", "secedes"]


@dataclass(frozen=True, slots=True)
class Succession:
    """One step from a state to another.

    Parameters
    ----------
    predecessor, successor
        COW numbers.
    day
        When it took effect in the state system.
    kind
        continues: the same state, or its government, under another number;
        dissolves: the predecessor broke up and the successor is a part of it;
        unites: the predecessor joined the successor; secedes: the successor left it.
    note
        What happened, in a few words.
    """

    predecessor: int
    successor: int
    day: date
    kind: Kind
    note: str


@cache
def successions() -> tuple[Succession, ...]:
    """Every step, by day, predecessor and successor.

    Examples
    --------
    >>> successions()[0].note
    'Belgian revolution'
    """
    return tuple(
        Succession(
            int(r["predecessor"]),
            int(r["successor"]),
            date.fromisoformat(r["date"]),
            cast("Kind", r["kind"]),
            r["note"],
        )
        for r in rows("succession.csv")
    )


def successors(ccode: int) -> tuple[Succession, ...]:
    """The steps out of a state, by day.

    Examples
    --------
    >>> [(s.successor, s.kind) for s in successors(315)]
    [(316, 'dissolves'), (317, 'dissolves')]
    """
    return tuple(s for s in successions() if s.predecessor == ccode)


def predecessors(ccode: int) -> tuple[Succession, ...]:
    """The steps into a state, by day.

    Examples
    --------
    >>> [s.predecessor for s in predecessors(679)]
    [678, 680]
    """
    return tuple(s for s in successions() if s.successor == ccode)

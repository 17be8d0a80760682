"""What the brief chooses: hours of need, weak spots, sources, and how much room they get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.assessment.record import Hour, Seen, Weakness
from foedus.report.sections import weakest


@dataclass(frozen=True, slots=True)
class Room:
    """How much the brief takes.

    Parameters
    ----------
    hours, weak
        Hours of need each way; weak spots of each side.
    pairs
        Directions of comparison pairs.
    cited
        Sources for an hour or a weak spot.
    letters
        Length of a text.
    """

    hours: int
    weak: int
    pairs: int
    cited: int
    letters: int


ROOMS = (
    Room(4, 4, 8, 2, 420),
    Room(4, 4, 8, 2, 300),
    Room(4, 4, 8, 1, 420),
    Room(4, 4, 8, 1, 300),
    Room(4, 3, 8, 1, 300),
    Room(4, 3, 8, 1, 230),
    Room(3, 3, 8, 1, 230),
    Room(3, 2, 6, 1, 190),
    Room(3, 1, 4, 1, 150),
    Room(2, 1, 2, 1, 120),
    Room(1, 1, 0, 1, 80),
    Room(0, 0, 0, 0, 60),
)
"""From the most to the least; the first that two pages hold is taken."""

UNPAGED = ROOMS[3]
"""For formats without pages: four hours each way, a source for each."""


def telling(hours: Sequence[Hour]) -> list[Hour]:
    """Hours of need with the most telling first, by the rule above."""
    return sorted(
        hours,
        key=lambda h: (
            (0, -h.last, -gravity(h)) if h.held_back or h.paid else (1, -gravity(h), -h.last),
            h.need,
        ),
    )


def gravity(hour: Hour) -> int:
    """How grave a listed need is, 1 to 5; 0 for one that is not listed."""
    from foedus.ledger.needs import listed

    need = listed().get(hour.need)
    return need.gravity if need else 0


def cited_first(hour: Hour) -> tuple[Seen, ...]:
    """Sources of the hour's acts with the highest level first, then those of its cells."""
    acts = sorted(hour.acts, key=lambda a: (-a.level, a.start, a.id))
    return (*(a.sources[0] for a in acts if a.sources), *hour.sources)


def in_turn(weak: Sequence[Weakness], most: int) -> list[Weakness]:
    """One of each kind in turn, the latest of a kind first; a text counts once."""
    queues = [
        sorted((w for w in weak if w.kind == kind), key=lambda w: w.when, reverse=True)
        for kind in weakest.KINDS
    ]
    found: dict[str, Weakness] = {}
    while any(queues) and len(found) < most:
        for queue in queues:
            if queue and len(found) < most:
                first = queue.pop(0)
                found.setdefault(first.text, first)
    return sorted(found.values(), key=lambda w: list(weakest.KINDS).index(w.kind))

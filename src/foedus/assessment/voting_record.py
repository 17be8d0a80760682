"""How far two states stand apart by their UN votes, as the result of an assessment carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.core.interval import Interval

if TYPE_CHECKING:
    from foedus.assessment.result import Timeline


@dataclass(frozen=True, slots=True)
class Moved:
    """Change of a distance from one session to a later one.

    Parameters
    ----------
    model
        ``foedus`` or ``faithful``.
    first, last
        Years in which the two sessions opened.
    before, now
        Distances.
    change, interval
        Growth of the distance, and its 90 % interval.
    """

    model: str
    first: int
    last: int
    before: float
    now: float
    change: float
    interval: Interval

    @property
    def settled(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.interval.low > 0 or self.interval.high < 0

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "model": self.model,
            "from": self.first,
            "to": self.last,
            "before": round(self.before, 3),
            "now": round(self.now, 3),
            "change": round(self.change, 3),
            "interval": self.interval.bounds(),
            "settled": self.settled,
        }


@dataclass(frozen=True, slots=True)
class Driver:
    """Resolutions of one title, or on one subject, that moved the two.

    Parameters
    ----------
    name
        Title or subject as the UN Library gives it.
    votes, same
        Votes of both on them, and those on which they chose the same.
    agreement, kappa
        Agreement and quadratic kappa with them less the figure without them.
    last
        Day of the last of them.
    url
        Its record in the UN Digital Library.
    """

    name: str
    votes: int
    same: int
    agreement: float
    kappa: float
    last: str
    url: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "name": self.name,
            "votes": self.votes,
            "same": self.same,
            "agreement_influence": round(self.agreement, 4),
            "kappa_influence": round(self.kappa, 4),
            "last": self.last,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Drivers:
    """What drove the two apart and what held them together over some calendar years.

    Parameters
    ----------
    first, last
        Years.
    votes, same
        Resolutions on which both voted, and those on which they chose the same.
    apart, together
        By title, the strongest first.
    subjects_apart, subjects_together
        By subject, the strongest first.
    """

    first: int
    last: int
    votes: int
    same: int
    apart: tuple[Driver, ...]
    together: tuple[Driver, ...]
    subjects_apart: tuple[Driver, ...]
    subjects_together: tuple[Driver, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        kinds = ("apart", "together", "subjects_apart", "subjects_together")
        return {
            "from": self.first,
            "to": self.last,
            "votes": self.votes,
            "same": self.same,
            **{kind: [d.as_dict() for d in getattr(self, kind)] for kind in kinds},
        }


@dataclass(frozen=True, slots=True)
class Voting:
    """How far apart two states stand by their UN votes, how that moved, and by which votes.

    Parameters
    ----------
    sentences
        The finding in words, one or two sentences a model; empty where there is none.
    timeline
        Distance by year with its 90 % band, our model and the published scheme.
    moved
        Changes to the last session up to the year asked about.
    drivers
        What moved them; None where the votes themselves are not at hand.
    why_null
        Why the distance is not assessable; empty where it is.
    why_no_drivers
        Why the votes behind the change are not named, and how to get them; else empty.
    """

    sentences: tuple[str, ...] = ()
    timeline: Timeline | None = None
    moved: tuple[Moved, ...] = ()
    drivers: Drivers | None = None
    why_null: str = ""
    why_no_drivers: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "sentences": list(self.sentences),
            "why_null": self.why_null,
            "distance": [
                {"model": s.label, "year": y, "mean": v, "low": low, "high": high}
                for s in (self.timeline.series if self.timeline else ())
                for y, v, low, high in zip(s.years, s.values, s.low, s.high, strict=True)
            ],
            "changes": [m.as_dict() for m in self.moved],
            "drivers": self.drivers.as_dict() if self.drivers else None,
            "why_no_drivers": self.why_no_drivers,
        }

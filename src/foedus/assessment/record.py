"""What the ledger holds of a pair up to a year: hours of need, responses, items, baselines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.core.interval import Interval

PLEDGE = "third_state_pledge"
LIMITING = 1
"""A pledge to a third state of this level or less limits the partner."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A source as a reader needs it: what, where, how good."""

    title: str
    publisher: str
    url: str
    grades: str
    seen: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "grades": self.grades,
            "seen": self.seen,
        }


@dataclass(frozen=True, slots=True)
class Act:
    """A ledger item as the report shows it."""

    id: str
    actor: str
    toward: str
    mutual: bool
    start: str
    kind: str
    domain: str
    instrument: str
    instrument_name: str
    level: int
    summary: str
    paid: bool
    dispute: str
    sources: tuple[Seen, ...]
    third: tuple[str, ...] = ()

    @property
    def limits_partner(self) -> bool:
        """Whether it is a pledge to a third state that limits the partner."""
        return self.instrument_name == PLEDGE and self.level <= LIMITING

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "actor": self.actor,
            "toward": self.toward,
            "mutual": self.mutual,
            "start": self.start,
            "kind": self.kind,
            "domain": self.domain,
            "instrument": self.instrument_name,
            "level": self.level,
            "third": list(self.third),
            "summary": self.summary,
            "paid": self.paid,
            "dispute": self.dispute,
            "sources": [s.as_dict() for s in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of need: what the partner needed, what was asked, done, held back and paid."""

    need: str
    actor: str
    toward: str
    first: int
    last: int
    title: str
    asked: str
    summary: str
    done: str
    held_back: str
    dispute: str
    acts: tuple[Act, ...]
    sources: tuple[Seen, ...]
    counted: bool = True
    tested: bool = True
    held_notes: str = ""
    held_sources: tuple[Seen, ...] = ()
    listed_from: tuple[Seen, ...] = ()

    @property
    def years(self) -> str:
        """``2014`` or ``2014–2015``."""
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def paid(self) -> tuple[Act, ...]:
        """Acts of the responder that count as paid."""
        return tuple(a for a in self.acts if a.paid and a.actor == self.actor)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "need": self.need,
            "actor": self.actor,
            "toward": self.toward,
            "from": self.first,
            "to": self.last,
            "title": self.title,
            "asked": self.asked,
            "summary": self.summary,
            "done": self.done,
            "held_back": self.held_back,
            "paid": [a.id for a in self.paid],
            "dispute": self.dispute,
            "listed_from": [s.as_dict() for s in self.listed_from],
            "items": [a.as_dict() for a in self.acts],
            "sources": [s.as_dict() for s in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many episodes, with an interval; None of none is "untested"."""

    done: int
    of: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """The share; None where nothing was assessable."""
        return self.done / self.of if self.of else None

    @property
    def words(self) -> str:
        """``3 of 10``, or ``untested``."""
        return f"{self.done} of {self.of}" if self.of else "untested"

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "done": self.done,
            "of": self.of,
            "interval": self.interval.bounds() if self.interval else None,
        }


@dataclass(frozen=True, slots=True)
class Responses:
    """What one state did in the other's hours of need, in numbers.

    Parameters
    ----------
    actor, toward
        ISO3 codes.
    episodes
        Number of coded episodes.
    material, words, paid, refused
        Of the assessable episodes, those with any material response, with words, with a
        response that counts as paid, with a refusal.
    promises
        Promises that bind or cost, by outcome.
    effort
        Share of the cells that bear on the needs that was searched.
    queries
        Queries run.
    elsewhere, elsewhere_paid
        The same for the actor's other partners in the case files at hand.
    """

    actor: str
    toward: str
    episodes: int
    material: Share
    words: Share
    paid: Share
    refused: Share
    promises: dict[str, int]
    effort: float | None
    queries: int
    elsewhere: Share
    elsewhere_paid: Share

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "actor": self.actor,
            "toward": self.toward,
            "episodes": self.episodes,
            "material": self.material.as_dict(),
            "words": self.words.as_dict(),
            "paid": self.paid.as_dict(),
            "refused": self.refused.as_dict(),
            "promises": dict(self.promises),
            "effort": None if self.effort is None else round(self.effort, 4),
            "queries": self.queries,
            "elsewhere": self.elsewhere.as_dict(),
            "elsewhere_paid": self.elsewhere_paid.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Weakness:
    """One weak spot of the tie, seen from one side.

    Parameters
    ----------
    side
        ISO3 code of the side it weakens the tie for; empty where for both.
    kind
        ``refused``, ``withheld``, ``taken``, ``dependence`` or ``at odds``.
    text
        What it is.
    when
        Year or date.
    item
        Id of the item or need behind it; empty for a measure.
    sources
        Sources of the item.
    measure
        Name of the measure behind it; empty for an item.
    """

    side: str
    kind: str
    text: str
    when: str
    item: str = ""
    sources: tuple[Seen, ...] = ()
    measure: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "side": self.side,
            "kind": self.kind,
            "text": self.text,
            "when": self.when,
            "item": self.item,
            "measure": self.measure,
            "sources": [s.as_dict() for s in self.sources],
        }


@dataclass(frozen=True)
class Record:
    """The ledger's side of an assessment.

    Parameters
    ----------
    coded
        Whether a case file of the pair is at hand.
    hours
        Coded hours of need that began in the window, first direction first, by date.
    acts
        Items of the window by date.
    responses
        Each direction in numbers, first to second first; empty without a case file.
    uncoded
        Needs the rule or the list has in the window and nobody coded, by direction.
    since, until
        The window.
    coders
        Who coded, and how.
    """

    coded: bool
    hours: tuple[Hour, ...]
    acts: tuple[Act, ...]
    responses: tuple[Responses, ...]
    uncoded: tuple[int, int]
    since: int
    until: int
    coders: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "coded": self.coded,
            "from": self.since,
            "to": self.until,
            "responses": [r.as_dict() for r in self.responses],
            "episodes": [h.as_dict() for h in self.hours],
            "items": [a.as_dict() for a in self.acts],
            "uncoded": list(self.uncoded),
            "coders": list(self.coders),
        }

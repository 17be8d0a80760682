"""The need episodes of a pair: the list by the rule, and what is on file for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.ledger.case_file import CaseFile, case_file
from foedus.ledger.need_rule import Found, found_by_rule
from foedus.ledger.needs import needs_of
from foedus.ledger.records import Item, Need, Row
from foedus.ledger.responses import DONE, MATERIAL
from foedus.ledger.words import (
    BEARING,
    RESPONSE_WORDS,
    WORDS_ONLY,
    Answer,
    Response,
)
from foedus.states.state import State

RULE_WORDS = {"icb": "Crisis", "mid": "Dispute", "gsdb": "Sanctions, case", "": "Need"}
"""What the rule's numbers count."""


@dataclass(frozen=True)
class Episode:
    """One hour of need of `toward`, and what `actor` did in it.

    Parameters
    ----------
    actor, toward
        ISO3 codes: who might respond, who is in need.
    need
        The listed need; None where only the rule has it.
    found
        What the rule found; None for the project's supplement.
    row
        The coded responses; None where nothing is coded.
    items
        The items behind the row.
    """

    actor: str
    toward: str
    need: Need | None
    found: Found | None
    row: Row | None
    items: tuple[Item, ...] = ()

    @property
    def id(self) -> str:
        """Id of the need, or the rule's number."""
        return self.need.id if self.need else f"{self.toward}-{self.years[0]}-{self._rule}"

    @property
    def _rule(self) -> str:
        return self.found.rule.replace(":", "") if self.found else ""

    @property
    def years(self) -> tuple[int, int]:
        """First and last year."""
        if self.need:
            return self.need.start.year, self.need.end.year
        return (self.found.start, self.found.end) if self.found else (0, 0)

    @property
    def title(self) -> str:
        """What happened, or which record of which data set it is."""
        if self.need:
            return self.need.title
        kind, _, number = (self.found.rule if self.found else "").partition(":")
        return f"{RULE_WORDS[kind]} {number} ({kind.upper()}), not coded"

    @property
    def bearing(self) -> tuple[Response, ...]:
        """Responses that bear on it; none where it is not listed."""
        return BEARING[self.need.kind] if self.need else ()

    def answer(self, response: Response) -> Answer:
        """What is on file for one response."""
        cell = self.row.cells.get(response) if self.row else None
        return cell.answer if cell else "not_searched"

    @property
    def answers(self) -> dict[Response, Answer]:
        """Every response that bears on the need, and others that were coded."""
        coded = tuple(self.row.cells) if self.row else ()
        names = dict.fromkeys((*self.bearing, *coded))
        return {name: self.answer(name) for name in names}

    @property
    def counts(self) -> dict[Answer, int]:
        """How often each answer was found."""
        return dict(Counter(self.answers.values()))

    @property
    def given(self) -> tuple[Response, ...]:
        """Responses given in full or in part, material ones first."""
        done = [n for n, a in self.answers.items() if a in DONE]
        return tuple(sorted(done, key=lambda n: n in WORDS_ONLY))

    @property
    def held_back(self) -> tuple[Response, ...]:
        """Responses refused, or asked for without an answer."""
        return tuple(n for n, a in self.answers.items() if a in ("refused", "unanswered"))

    @property
    def material(self) -> bool | None:
        """Whether anything material was given; None where not coded."""
        if self.row is None:
            return None
        return any(self.answers.get(n) in DONE for n in MATERIAL)

    @property
    def paid(self) -> tuple[Item, ...]:
        """Items of the actor that count as paid."""
        return tuple(i for i in self.items if i.paid and i.actor == self.actor)

    @property
    def unsearched(self) -> tuple[Response, ...]:
        """Responses that bear on it and were not searched."""
        return tuple(n for n in self.bearing if self.answer(n) == "not_searched")

    def told(self, names: tuple[Response, ...]) -> str:
        """Responses in words: those in full, then those in part or left unanswered."""
        groups = (
            ("", [n for n in names if self.answers[n] in ("given", "refused")]),
            ("in part: ", [n for n in names if self.answers[n] == "partly"]),
            ("unanswered: ", [n for n in names if self.answers[n] == "unanswered"]),
        )
        return "; ".join(
            head + ", ".join(RESPONSE_WORDS[n] for n in found) for head, found in groups if found
        )


def episodes(
    actor: State,
    toward: State,
    until: int | None = None,
    since: int | None = None,
    further: Iterable[Found] = (),
) -> tuple[Episode, ...]:
    """The needs of `toward` to which `actor` might respond, by date.

    Parameters
    ----------
    actor, toward
        The two states.
    until, since
        Years between which a need begins.
    further
        More of what the rule finds (sanctions, which need the user's own data); left out
        where a listed need of sanctions begins within a year of it.

    Returns
    -------
    tuple of Episode
        Listed needs first merged with what the rule found; needs that `actor` caused are
        left out.
    """
    case = case_file(actor.iso3, toward.iso3)
    rows = {r.need: r for r in case.rows_of(actor.iso3)} if case else {}
    found = [_listed(n, actor, rows, case, until) for n in needs_of(toward.iso3, actor.iso3)]
    # A need on the list that the actor caused stays out, under the rule's number as well.
    covered = {r for n in needs_of(toward.iso3) for r in n.rule}
    found += [
        Episode(actor.iso3, toward.iso3, None, f, None)
        for f in (*found_by_rule().get(toward.ccode, ()), *_not_listed(further, toward))
        if f.rule not in covered and actor.ccode not in f.adversaries
    ]
    kept = [
        e
        for e in found
        if (until is None or e.years[0] <= until) and (since is None or e.years[0] >= since)
    ]
    return tuple(sorted(kept, key=lambda e: (e.years, e.id)))


def _not_listed(further: Iterable[Found], toward: State) -> list[Found]:
    years = [n.start.year for n in needs_of(toward.iso3) if n.kind == "sanctions"]
    return [f for f in further if all(abs(f.start - y) > 1 for y in years)]


def _listed(
    need: Need, actor: State, rows: dict[str, Row], case: CaseFile | None, until: int | None
) -> Episode:
    row = rows.get(need.id)
    items = case.row_items(row, until) if case and row else ()
    return Episode(actor.iso3, need.state, need, None, row, items)


def to_do(
    actor: State, toward: State, until: int | None = None, since: int | None = None
) -> Iterator[tuple[Episode, tuple[Response, ...]]]:
    """Episodes with cells not searched, and which; an empty tuple: the need is not listed yet."""
    for episode in episodes(actor, toward, until, since):
        if episode.need is None or episode.unsearched:
            yield episode, episode.unsearched

"""Response rates over need episodes, promise outcomes, and how hard anyone looked.

A response that was outside reach, not asked for or not searched says nothing of the
responder; the rate is taken over the rest. No such episode is "untested", never "low".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.core.interval import Interval
from foedus.ledger.case_file import CaseFile, all_cases, need_of_row
from foedus.ledger.records import Item, Row
from foedus.ledger.words import BEARING, OUTCOMES, RESPONSES, WORDS_ONLY, Outcome, Response

DONE = frozenset({"given", "partly"})
TESTED = DONE | {"refused", "unanswered", "none_found"}
"""Answers that tell something about the responder."""
MATERIAL: tuple[Response, ...] = tuple(r for r in RESPONSES if r not in WORDS_ONLY)
Z90 = 1.6448536269514722


def wilson(done: int, of: int) -> Interval | None:
    """Wilson's 90 % score interval of a share (Wilson 1927); None for no trials.

    Examples
    --------
    >>> wilson(3, 10).bounds()
    [0.1269, 0.5583]
    """
    if of == 0:
        return None
    p, z2 = done / of, Z90**2
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z90 / (1 + z2 / of) * (p * (1 - p) / of + z2 / (4 * of * of)) ** 0.5
    return Interval(
        max(0.0, middle - half),
        min(1.0, middle + half),
        0.9,
        "Wilson's score interval, episodes taken as independent",
    )


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `of` assessable episodes, `done` were answered; no episode is "untested"."""

    done: int
    of: int

    @property
    def share(self) -> float | None:
        """Share answered; None where nothing was assessable."""
        return self.done / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 90 % interval of the share."""
        return wilson(self.done, self.of)

    @property
    def words(self) -> str:
        """``3 of 10``, or ``untested``."""
        return f"{self.done} of {self.of}" if self.of else "untested"


@dataclass(frozen=True)
class Direction:
    """What `actor` did in the hours of need of `toward`.

    Parameters
    ----------
    actor, toward
        ISO3 codes.
    rows
        Grid rows searched with all standard queries, by need.
    begun
        Number of rows whose search is not complete; they enter no rate.
    items
        Every item by which the actor acts or is bound.
    material, words, paid, refused
        Episodes with any material response; with a vote, public words or mediation; with
        a response that counts as paid; with at least one refusal.
    by_response
        Each response over the episodes where it was assessable.
    promises
        The actor's promises by outcome.
    searched, in_bearing
        Cells searched, and cells that bear on the needs.
    queries
        Queries run.
    """

    actor: str
    toward: str
    rows: tuple[Row, ...]
    begun: int
    items: tuple[Item, ...]
    material: Rate
    words: Rate
    paid: Rate
    refused: Rate
    by_response: dict[Response, Rate]
    promises: dict[Outcome, int]
    searched: int
    in_bearing: int
    queries: int

    @property
    def effort(self) -> float | None:
        """Share of the cells that bear on the needs that was searched."""
        return self.searched / self.in_bearing if self.in_bearing else None


def direction(
    case: CaseFile, actor: str, until: int | None = None, since: int | None = None
) -> Direction:
    """Response rates of one direction.

    Parameters
    ----------
    case
        The pair's case file.
    actor
        ISO3 code of the state that responds.
    until, since
        First and last year in which a need may begin (all where None).
    """
    found = [
        r for r in case.rows_of(actor, until) if since is None or need_of_row(r).start.year >= since
    ]
    rows = tuple(r for r in found if r.counted)
    items = tuple(
        i
        for i in case.acts_of(actor)
        if (until is None or i.start.year <= until) and (since is None or i.start.year >= since)
    )
    toward = case.pair[0] if actor == case.pair[1] else case.pair[1]
    return Direction(
        actor=actor,
        toward=toward,
        rows=rows,
        begun=len(found) - len(rows),
        items=items,
        material=_rate(rows, MATERIAL),
        words=_rate(rows, tuple(WORDS_ONLY)),
        paid=_paid(case, rows, until),
        refused=_refused(rows),
        by_response={name: _rate(rows, (name,)) for name in RESPONSES},
        promises=promise_outcomes(items),
        searched=sum(_searched(r) for r in rows),
        in_bearing=sum(len(BEARING[need_of_row(r).kind]) for r in rows),
        queries=sum(queries_run(r) for r in rows),
    )


def _rate(rows: Iterable[Row], names: Sequence[Response]) -> Rate:
    answers = [{r.cells[n].answer for n in names if n in r.cells} for r in rows]
    tested = [a for a in answers if a & TESTED]
    return Rate(sum(bool(a & DONE) for a in tested), len(tested))


def _refused(rows: Iterable[Row]) -> Rate:
    answers = [{c.answer for n, c in r.cells.items() if n in MATERIAL} for r in rows]
    tested = [a for a in answers if a & TESTED]
    return Rate(sum("refused" in a for a in tested), len(tested))


def _paid(case: CaseFile, rows: Iterable[Row], until: int | None) -> Rate:
    tested = [r for r in rows if any(r.cells[n].answer in TESTED for n in MATERIAL if n in r.cells)]
    return Rate(
        sum(any(i.paid and i.actor == r.actor for i in case.row_items(r, until)) for r in tested),
        len(tested),
    )


def _searched(row: Row) -> int:
    bearing = BEARING[need_of_row(row).kind]
    return sum(n in row.cells and row.cells[n].answer != "not_searched" for n in bearing)


def cells_searched(row: Row) -> int:
    """Cells of a row that hold a finding, those beyond the bearing of the need included."""
    return sum(cell.answer != "not_searched" for cell in row.cells.values())


def queries_run(row: Row) -> int:
    """Queries behind a row; none where no cell was searched (a new file lists them ahead)."""
    return len(row.queries) + len(row.extra) if cells_searched(row) else 0


def promise_outcomes(items: Iterable[Item]) -> dict[Outcome, int]:
    """Promises that would cost to break, by outcome (credibility).

    Cheap talk is left out: only instruments that tie hands or sink a cost count.
    """
    found = Counter(
        i.outcome for i in items if i.kind == "promise" and i.instrument.weight != "talk"
    )
    return {name: found.get(name, 0) for name in OUTCOMES}


def baseline(
    actor: str, leaving_out: str, until: int | None = None, since: int | None = None
) -> tuple[Direction, ...]:
    """The actor's responses to its other partners in need, in every case file at hand."""
    found = []
    for case in all_cases(actor):
        if leaving_out not in case.pair:
            one = direction(case, actor, until, since)
            if one.rows:
                found.append(one)
    return tuple(found)


def pooled(directions: Iterable[Direction], field: str = "material") -> Rate:
    """One rate over several directions."""
    rates: list[Rate] = [getattr(d, field) for d in directions]
    return Rate(sum(r.done for r in rates), sum(r.of for r in rates))

"""Reading the ledger for an assessment: from case files to the record of a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.assessment.record import Act, Hour, Record, Responses, Seen, Share
from foedus.ledger.needs import need_sources
from foedus.ledger.responses import MATERIAL, TESTED, baseline, direction, pooled, wilson

if TYPE_CHECKING:
    from foedus.ledger.case_file import CaseFile
    from foedus.ledger.episodes import Episode
    from foedus.ledger.records import Cell, Item
    from foedus.ledger.responses import Rate
    from foedus.states.state import State

WINDOW = 25
"""Years of record that count for a verdict; what lies further back is history."""


def record_of(one: State, two: State, year: int, *, baselines: bool = True) -> Record:
    """Read the ledger for a pair up to a year.

    Parameters
    ----------
    one, two
        The states, in the order asked about.
    year
        Year asked about; what began later is left out.
    baselines
        Whether to read the actors' other case files too.
    """
    from foedus.ledger.case_file import case_file
    from foedus.ledger.episodes import episodes

    since = year - WINDOW + 1
    case = case_file(one.iso3, two.iso3)
    found = [episodes(a, b, year, since) for a, b in ((one, two), (two, one))]
    missing = [sum(e.row is None for e in way) for way in found]
    if case is None:
        return Record(False, (), (), (), (missing[0], missing[1]), since, year)
    items = [i for i in case.items if since <= i.start.year <= year]
    rows = [e.row for way in found for e in way if e.row is not None]
    codings = {x.coding for x in items} | {r.coding for r in rows}
    return Record(
        True,
        tuple(_hour(e, case) for way in found for e in way if e.row is not None),
        tuple(act_of(i, case) for i in items),
        tuple(_responses(case, s.iso3, year, since, baselines) for s in (one, two)),
        (missing[0], missing[1]),
        since,
        year,
        tuple(sorted(f"{c.coder}: {c.how}" for c in codings)),
    )


def act_of(item: Item, case: CaseFile) -> Act:
    """An item as the report shows it."""
    return Act(
        item.id,
        item.actor,
        item.toward,
        item.mutual,
        str(item.start),
        item.kind,
        item.domain,
        item.instrument.label,
        item.instrument.name,
        item.level,
        item.summary,
        item.paid,
        item.dispute,
        tuple(_seen(s.id, case.sources, s.grades, s.seen) for s in item.sources),
        item.third,
    )


def _seen(
    name: str, sources: Mapping[str, Mapping[str, Any]], grades: str = "", seen: str = ""
) -> Seen:
    source = sources.get(name, {})
    maker = source.get("publisher") or source.get("container-title") or ""
    return Seen(
        str(source.get("title", name)), str(maker), str(source.get("URL", "")), grades, seen
    )


def _hour(episode: Episode, case: CaseFile) -> Hour:
    row, need = episode.row, episode.need
    if row is None or need is None:
        raise ValueError(f"{episode.id} is not coded")
    cited = dict.fromkeys(s for cell in row.cells.values() for s in cell.sources)
    return Hour(
        need.id,
        episode.actor,
        episode.toward,
        need.start.year,
        need.end.year,
        need.title,
        row.asked,
        row.summary,
        episode.told(episode.given),
        episode.told(episode.held_back),
        row.dispute,
        tuple(act_of(i, case) for i in episode.items),
        tuple(_seen(name, case.sources) for name in cited),
        row.counted,
        row.counted and any(episode.answer(n) in TESTED for n in MATERIAL),
        " ".join(_note(row.cells[n].note) for n in episode.held_back if row.cells[n].note),
        tuple(
            dict.fromkeys(s for n in episode.held_back for s in _evidence_of(row.cells[n], case))
        ),
        tuple(_seen(s.id, need_sources(), s.grades, s.seen) for s in need.sources),
    )


def _note(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _evidence_of(cell: Cell, case: CaseFile) -> list[Seen]:
    """Sources of one cell: of the items it names, and its own."""
    items = [case.by_id[name] for name in cell.items]
    found = [_seen(s.id, case.sources, s.grades, s.seen) for i in items for s in i.sources]
    return found + [_seen(name, case.sources) for name in cell.sources]


def recounted(record: Record) -> Record:
    """The record with its paid rates counted again from its hours of need."""
    return replace(
        record,
        responses=tuple(
            replace(r, paid=_paid(record, r.actor, r.paid.of)) for r in record.responses
        ),
    )


def _paid(record: Record, actor: str, of: int) -> Share:
    done = sum(h.tested and bool(h.paid) for h in record.hours if h.actor == actor)
    return Share(done, of, wilson(done, of))


def _responses(case: CaseFile, actor: str, year: int, since: int, baselines: bool) -> Responses:
    d = direction(case, actor, year, since)
    others = baseline(actor, d.toward, year, since) if baselines else ()
    return Responses(
        actor,
        d.toward,
        len(d.rows),
        _share(d.material),
        _share(d.words),
        _share(d.paid),
        _share(d.refused),
        {str(name): n for name, n in d.promises.items()},
        d.effort,
        d.queries,
        _share(pooled(others)),
        _share(pooled(others, "paid")),
    )


def _share(rate: Rate) -> Share:
    return Share(rate.done, rate.of, rate.interval)

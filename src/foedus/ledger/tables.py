"""Case files as flat records, for tables, CSV, Parquet and Stata."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedus.ledger.case_file import CaseFile, need_of_row
from foedus.ledger.episodes import Episode
from foedus.ledger.records import Item

ITEM_LABELS = {
    "id": "Item",
    "actor": "State that acts (ISO3)",
    "toward": "State it acts towards (ISO3)",
    "mutual": "1 if the same undertaking both ways",
    "third": "Third states (ISO3, by space)",
    "addressee": "Addressees of a signal (ISO3, by space)",
    "start": "Start, as precise as the source",
    "ended": "End; empty for a single event or one still running",
    "kind": "Kind of act",
    "domain": "Domain",
    "instrument": "Instrument (closed list)",
    "level": "Level 0-4 on the anchors of the instrument",
    "weight": "binds, sunk or talk",
    "binding": "1 if breaking it would cost the actor",
    "need": "Need episode it answers",
    "summary": "What happened",
    "amount": "Size",
    "decided_by": "Who decided",
    "for_whom": "In whose interest",
    "foreseeable": "Whether its cost was foreseeable",
    "net": "Net, for the actor",
    "paid": "1 if it counts as paid",
    "exposure": "1 if it is a payment that does not count as paid",
    "provision": "Form of a provision",
    "outcome": "Outcome of a promise",
    "terms": "Terms of an extraction",
    "dispute": "The other reading",
    "grades": "Admiralty grades of its sources, by space",
    "urls": "Addresses of its sources, by space",
    "coder": "Coder",
    "made": "Day of the coding",
}
CELL_LABELS = {
    "actor": "State that might respond (ISO3)",
    "toward": "State in need (ISO3)",
    "need": "Need episode",
    "title": "What happened",
    "start": "Begin of the need",
    "ended": "End of the need",
    "need_kind": "Kind of need",
    "gravity": "Gravity 1-5",
    "response": "Response",
    "answer": "What was found",
    "level": "Level 0-4",
    "items": "Items behind it, by space",
    "note": "Note",
    "asked": "Whether the state in need asked",
    "queries": "Number of queries behind the row",
    "searched": "Day of the search",
}


def item_records(case: CaseFile, items: Iterable[Item] | None = None) -> list[dict[str, Any]]:
    """One record an item, columns `ITEM_LABELS`."""
    return [_item(case, i) for i in (case.items if items is None else items)]


def _item(case: CaseFile, i: Item) -> dict[str, Any]:
    return {
        "id": i.id,
        "actor": i.actor,
        "toward": i.toward,
        "mutual": int(i.mutual),
        "third": " ".join(i.third),
        "addressee": " ".join(i.addressee),
        "start": str(i.start),
        "ended": str(i.end or ""),
        "kind": i.kind,
        "domain": i.domain,
        "instrument": i.instrument.name,
        "level": i.level,
        "weight": i.instrument.weight,
        "binding": int(i.instrument.binding),
        "need": i.need,
        "summary": i.summary,
        "amount": i.amount,
        "decided_by": i.decided_by or "",
        "for_whom": i.for_whom or "",
        "foreseeable": i.foreseeable or "",
        "net": i.net or "",
        "paid": int(i.paid),
        "exposure": int(i.exposure),
        "provision": i.provision or "",
        "outcome": i.outcome or "",
        "terms": i.terms,
        "dispute": i.dispute,
        "grades": " ".join(s.grades for s in i.sources),
        "urls": " ".join(str(case.sources.get(s.id, {}).get("URL", "")) for s in i.sources),
        "coder": i.coding.coder,
        "made": i.coding.made,
    }


def cell_records(case: CaseFile) -> list[dict[str, Any]]:
    """One record a grid cell, columns `CELL_LABELS`."""
    found = []
    for row in case.rows:
        need = need_of_row(row)
        for name, cell in row.cells.items():
            found.append(
                {
                    "actor": row.actor,
                    "toward": row.toward,
                    "need": need.id,
                    "title": need.title,
                    "start": str(need.start),
                    "ended": str(need.end),
                    "need_kind": need.kind,
                    "gravity": need.gravity,
                    "response": name,
                    "answer": cell.answer,
                    "level": cell.level,
                    "items": " ".join(cell.items),
                    "note": cell.note,
                    "asked": row.asked,
                    "queries": len(row.queries) + len(row.extra),
                    "searched": row.searched,
                }
            )
    return found


def episode_records(episodes: Iterable[Episode]) -> list[dict[str, Any]]:
    """One record an episode: what was needed, done, held back and paid."""
    return [
        {
            "need": e.id,
            "actor": e.actor,
            "toward": e.toward,
            "from": e.years[0],
            "to": e.years[1],
            "title": e.title,
            "kind": e.need.kind if e.need else "",
            "gravity": e.need.gravity if e.need else e.found.gravity if e.found else None,
            "rule": " ".join(e.need.rule) if e.need else e.found.rule if e.found else "",
            "coded": e.row is not None,
            "asked": e.row.asked if e.row else "",
            "given": e.told(e.given),
            "held_back": e.told(e.held_back),
            "paid": " ".join(i.id for i in e.paid),
            "summary": e.row.summary if e.row else "",
            "dispute": e.row.dispute if e.row else "",
            "not_searched": len(e.unsearched),
        }
        for e in episodes
    ]

"""Hours of need: what the partner needed, what was asked, done, held back, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.record import Act, Hour, Record, Responses, Seen, Share
from foedus.assessment.result import Assessment
from foedus.assessment.wording import possessive, the
from foedus.report.sources import SourceNumbers
from foedus.report.words import sentence_case
from foedus.states.resolve import resolve

TITLE = "In each other's hours of need"
ASKED = {"yes": "asked", "no": "not asked", "unknown": "not known whether asked"}
NOT_COUNTED = "; search not complete, in no rate"
NOTHING = "Nothing found"


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour of need in words."""

    anchor: str
    title: str
    years: str
    asked: str
    done: str
    held_back: str
    paid: str
    summary: str
    dispute: str
    acts: tuple[Act, ...]
    sources: tuple[Seen, ...]
    listed_from: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """One direction in numbers."""

    who: str
    side: str
    material: str
    material_range: str
    words: str
    paid: str
    paid_range: str
    refused: str
    promises: str
    elsewhere: str
    effort: str


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """The rates of both directions, then one table a direction; None without a record."""
    record = assessment.record
    if record is None:
        return None
    names = {a.iso3: a.name for a in assessment.pair}
    sides = [(a.iso3, side) for a, side in zip(assessment.pair, ("first", "second"), strict=True)]
    return {
        "coded": record.coded,
        "since": record.since,
        "until": record.until,
        "rates": [rate_row(r, names, dict(sides)[r.actor]) for r in record.responses],
        "directions": [
            {
                "side": side,
                "title": direction_title(code, record, names),
                "rows": [hour_row(h) for h in record.hours if h.actor == code],
            }
            for code, side in sides
        ],
        "others": [
            rate_row(r, _names(r), "comparison")
            for c in assessment.comparisons
            for r in c.responses
        ],
        "uncoded": uncoded_text(assessment),
        "effort": effort_text(record),
    }


def _names(r: Responses) -> dict[str, str]:
    return {code: resolve(code).name for code in (r.actor, r.toward)}


def direction_title(actor: str, record: Record, names: dict[str, str]) -> str:
    """``China in Russia's hours of need``."""
    toward = next((n for code, n in names.items() if code != actor), "")
    return sentence_case(
        f"{the(names.get(actor, actor))} in {possessive(the(toward))} hours of need"
    )


def hour_row(h: Hour) -> HourRow:
    """One hour of need as the table shows it."""
    return HourRow(
        f"need-{h.actor}-{h.need}",
        h.title,
        h.years,
        ASKED[h.asked] + ("" if h.counted else NOT_COUNTED),
        sentence_case(h.done) or (NOTHING if h.counted else "Not searched"),
        sentence_case(h.held_back),
        " ".join(a.summary for a in h.paid),
        h.summary,
        h.dispute,
        h.acts,
        tuple(dict.fromkeys((*h.sources, *(s for a in h.acts for s in a.sources)))),
        h.listed_from,
    )


def rate_row(r: Responses, names: dict[str, str], side: str) -> RateRow:
    """One direction's rates in words."""
    who = f"{the(names.get(r.actor, r.actor))} for {the(names.get(r.toward, r.toward))}"
    kept = ", ".join(f"{n} {outcome}" for outcome, n in r.promises.items() if n)
    return RateRow(
        sentence_case(who),
        side,
        r.material.words,
        range_text(r.material),
        r.words.words,
        r.paid.words,
        range_text(r.paid),
        r.refused.words,
        kept or "none on file",
        f"material {r.elsewhere.words}, paid {r.elsewhere_paid.words}" if r.elsewhere.of else "",
        "" if r.effort is None else f"{r.effort:.0%} of cells, {r.queries} queries",
    )


def range_text(s: Share) -> str:
    """The interval in percent: ``13 to 56 %``; empty where untested.

    Examples
    --------
    >>> range_text(Share(0, 0, None))
    ''
    """
    if s.interval is None:
        return ""
    return f"{s.interval.low * 100:.0f} to {s.interval.high * 100:.0f} %"


def uncoded_text(assessment: Assessment) -> str:
    """How many needs are listed and not coded, or why there is no table."""
    record = assessment.record
    if record is None:
        return ""
    one, two = (a.name for a in assessment.pair)
    n, m = record.uncoded
    span = f"{record.since} to {record.until}"
    if not record.coded:
        start = (
            f"No case file of {the(one)} and {the(two)} is at hand, so what either did in the other's hours of need "
            "is not assessable."
        )
        if n + m == 0:
            return f"{start} From {span} no need of either is listed."
        codes = " ".join(a.iso3 for a in assessment.pair)
        return (
            f"{start} From {span} the list has {n} of {the(two)} and {m} of {the(one)}; "
            f"foedus ledger new {codes} starts a case file with them."
        )
    return (
        f"The list has {n} more of {two} and {m} more of {one} from {span} that nobody coded."
        if n + m
        else ""
    )


def effort_text(record: Record) -> str:
    """Who coded, and how."""
    return " ".join(sentence_case(c) for c in record.coders)

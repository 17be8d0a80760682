"""What changed since a date: the type, the answers, the figures; and which dated act did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.assessment.change_record import Before, Changes, Shift
from foedus.assessment.record import Act, Record
from foedus.core.errors import FoedusError
from foedus.core.finding import Figure, Finding

if TYPE_CHECKING:
    from foedus.assessment.case import Case
    from foedus.assessment.result import Assessment

NOTABLE = 0.05
"""Change of a figure, as a share of the larger of the two, from which it is listed."""


def year_before(since: str, year: int) -> int:
    """The last year that ended before a date.

    Raises
    ------
    FoedusError
        If the text is no date, or the date is not before the end of the year asked about.

    Examples
    --------
    >>> year_before("2022-02-01", 2025)
    2021
    """
    from foedus.ledger.dates import PartialDate

    try:
        date = PartialDate.parse(since)
    except ValueError as fault:
        raise FoedusError(f"--since: {fault}.", "Write YYYY, YYYY-MM or YYYY-MM-DD.") from None
    if date.year > year:
        raise FoedusError(
            f"--since {since} lies after {year}, the year asked about.", "Give an earlier date."
        )
    return date.year - 1


def compared(case: Case, now: Assessment, before: Before, since: str) -> Changes:
    """Lay the pair as it stood beside the pair as it stands.

    Parameters
    ----------
    case
        The pair in the year asked about.
    now
        The assessment of the year asked about.
    before
        The year before the date.
    since
        The date.
    """
    from foedus.ledger.dates import PartialDate

    start = PartialDate.parse(since)
    acts = tuple(a for a in case.record.acts if PartialDate.parse(a.start).last >= start.first)
    return Changes(
        since,
        before.year,
        before.printed or "not assessable",
        now.verdict.printed or "not assessable",
        _answers(before.criteria, now.criteria),
        _figures(before.measures, now.measures, before.year),
        _treaties(case, before.year),
        acts,
        tuple(a.id for a in acts if _decides(case, a)),
    )


def _answers(before: Sequence[Finding], now: Sequence[Finding]) -> tuple[Shift, ...]:
    was = {f.name: f for f in before}
    return tuple(
        Shift(f.name, f.name, was[f.name].answer, f.answer, f.text)
        for f in now
        if f.name in was and was[f.name].met is not f.met
    )


def _figures(before: Sequence[Figure], now: Sequence[Figure], year: int) -> tuple[Shift, ...]:
    was = {(f.measure, f.direction): f for f in before}
    found = []
    for f in now:
        old = was.get((f.measure, f.direction))
        if old is None or old.value is None or f.value is None or (f.data_year or 0) <= year:
            continue
        if abs(f.value - old.value) > NOTABLE * max(abs(f.value), abs(old.value)):
            way = "" if f.direction == "both" else f.direction
            found.append(Shift(f.measure, f.label, f"{old.value:.3g}", f"{f.value:.3g}", way))
    return tuple(found)


def _treaties(case: Case, year: int) -> tuple[Shift, ...]:
    from foedus.sources.treaty_register.listing import treaties_of

    one, two = (a.ccode for a in case.actors)
    known = {t.number for t in treaties_of(one, two, year)}
    return tuple(
        Shift(str(t.number), t.name, "", t.status.replace("_", " "), t.article)
        for t in treaties_of(one, two, case.year)
        if t.number not in known
    )


def _decides(case: Case, act: Act) -> bool:
    """Whether the criterion of commitment would answer otherwise without this act."""
    from foedus.assessment.criteria import commitment

    full = commitment.answers(case)
    return commitment.answers(replace(case, record=without(case.record, act.id))) != full


def without(record: Record, item: str) -> Record:
    """The record as it would stand had one act not been."""
    from foedus.assessment.gather_record import recounted

    return recounted(
        replace(
            record,
            acts=tuple(a for a in record.acts if a.id != item),
            hours=tuple(
                replace(h, acts=tuple(a for a in h.acts if a.id != item)) for h in record.hours
            ),
        )
    )

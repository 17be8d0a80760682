"""Checks of single fields: is it there, of the right form, from the closed list?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from foedus.ledger.dates import PartialDate
from foedus.ledger.faults import Fault, choose, has_control
from foedus.ledger.layout import SOURCE_REF, Field

Place = Callable[[str], tuple[str, int]]
"""From the name of a field to file and line."""

HIGHEST_GRADE = 6


def check_fields(
    plain: Mapping[str, Any], layout: Sequence[Field], place: Place
) -> Iterator[Fault]:
    """Faults of a record against its layout.

    Parameters
    ----------
    plain
        The record as parsed.
    layout
        Its fields.
    place
        Where a field stands.

    Yields
    ------
    Fault
        Unknown, missing and ill-formed fields.
    """
    known = {f.name: f for f in layout}
    for key in plain:
        if key not in known:
            yield Fault(*place(key), f'unknown field "{key}"', choose(key, known))
    for field in layout:
        value = plain.get(field.name)
        if value in (None, "", [], {}) or (isinstance(value, str) and not value.strip()):
            if field.required:
                yield Fault(*place(field.name), f'"{field.name}" is missing', f"{field.meaning}.")
            continue
        yield from _form(value, field, place)


def _form(value: Any, field: Field, place: Place) -> Iterator[Fault]:
    wrong = _FORMS[field.form](value, field)
    if wrong:
        problem, remedy = wrong
        yield Fault(*place(field.name), f'"{field.name}" {problem}', remedy)
    elif field.form == "sources":
        for ref in value:
            yield from check_fields(ref, SOURCE_REF, lambda _: place("sources"))


Wrong = tuple[str, str] | None


def _text(value: Any, field: Field) -> Wrong:
    if not isinstance(value, str):
        return f"holds {value!r}, not text", "Put it in quotes."
    if has_control(value):
        return "holds a control character", "Take it out; a terminal would obey it."
    return None


def _cells(value: Any, field: Field) -> Wrong:
    return None  # checked one by one with the row


def _date(value: Any, field: Field) -> Wrong:
    if isinstance(value, date) and not isinstance(value, datetime):
        return None
    try:
        PartialDate.parse(value if isinstance(value, str) else repr(value))
    except ValueError as fault:
        return f"holds {fault}", "Write YYYY, YYYY-MM or YYYY-MM-DD, in quotes."
    return None


def _flag(value: Any, field: Field) -> Wrong:
    return None if isinstance(value, bool) else (f"holds {value!r}", "Write true or false.")


def _whole(low: int, high: int) -> Callable[[Any, Field], Wrong]:
    def wrong(value: Any, field: Field) -> Wrong:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return None
        return f"holds {value!r}, not a whole number from {low} to {high}", f"{field.meaning}."

    return wrong


def _choice(value: Any, field: Field) -> Wrong:
    if value in field.choices:
        return None
    return f'holds "{value}"', choose(str(value), field.choices)


def _state(value: Any, field: Field) -> Wrong:
    if isinstance(value, str):
        return _states([value], field)
    return f"holds {value!r}, not one ISO3 code", "Write one code in quotes."


def _states(value: Any, field: Field) -> Wrong:
    if not isinstance(value, list):
        return f"holds {value!r}, not a list of ISO3 codes", 'Write ["KAZ"].'
    bad = [c for c in value if not (isinstance(c, str) and c in iso3_codes())]
    if not bad:
        return None
    return f'holds "{bad[0]}", no ISO3 code of a state', choose(str(bad[0]), iso3_codes())


def _texts(value: Any, field: Field) -> Wrong:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return None
    return f"holds {value!r}, not a list of texts", 'Write ["...", "..."].'


def _sources(value: Any, field: Field) -> Wrong:
    if isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return None
    return (
        "is not a list of sources with grades",
        'Write [{ id = "...", seen = "excerpt", source_grade = "B", info_grade = 3 }].',
    )


_FORMS: dict[str, Callable[[Any, Field], Wrong]] = {
    "text": _text,
    "date": _date,
    "flag": _flag,
    "level": _whole(0, 4),
    "gravity": _whole(1, 5),
    "grade": _whole(1, HIGHEST_GRADE),
    "choice": _choice,
    "state": _state,
    "states": _states,
    "texts": _texts,
    "sources": _sources,
    "cells": _cells,
}


@cache
def iso3_codes() -> frozenset[str]:
    """Every ISO3 code a state of the table ever had."""
    from foedus.states.table import systems

    states = systems().states.values()
    return frozenset(s.iso3 for s in states if s.iso3) | frozenset(
        p.iso3 for s in states for p in s.periods if p.iso3
    )

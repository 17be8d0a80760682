"""Checks across the fields of an item: what its kind and instrument require."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from foedus.ledger.check_fields import Place, check_fields, iso3_codes
from foedus.ledger.dates import PartialDate, out_of_order
from foedus.ledger.faults import Fault, choose
from foedus.ledger.instruments import instruments
from foedus.ledger.layout import ITEM
from foedus.ledger.words import JUDGED, KINDS, WEIGHED


def check_item(
    plain: Mapping[str, Any],
    place: Place,
    pair: frozenset[str],
    sources: Container[str],
    needs: Mapping[str, str],
) -> Iterator[Fault]:
    """Faults of one item.

    Parameters
    ----------
    plain
        The item as parsed.
    place
        Where a field stands.
    pair
        ISO3 codes of the two states of the folder; empty where the folder names none.
    sources
        Ids of the folder's sources.
    needs
        Known need episodes and whose they are.

    Yields
    ------
    Fault
        Each with its remedy.
    """
    yield from check_fields(plain, ITEM, place)
    need = plain.get("need")
    if need and isinstance(need, str) and need not in needs:
        yield Fault(*place("need"), f'unknown need episode "{need}"', choose(need, needs))
    yield from _states(plain, place, pair)
    yield from dates(plain, place)
    yield from _instrument(plain, place)
    yield from _kind(plain, place)
    yield from cited(plain, place, sources)


def _states(plain: Mapping[str, Any], place: Place, pair: frozenset[str]) -> Iterator[Fault]:
    actor, toward = plain.get("actor"), plain.get("toward")
    if isinstance(actor, str) and actor and actor == toward:
        yield Fault(*place("toward"), f'"{actor}" acts towards itself', "Name the other state.")
    for key in ("actor", "toward"):
        code = plain.get(key)
        if pair and isinstance(code, str) and code in iso3_codes() and code not in pair:
            yield Fault(
                *place(key),
                f'"{code}" is not of this pair',
                f"Use {' or '.join(sorted(pair))}; third states go into `third`.",
            )


def dates(plain: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    """A fault where the end lies before the start."""
    start, end = (_parsed(plain.get(key)) for key in ("start", "end"))
    if start and end and out_of_order(start, end):
        yield Fault(
            *place("end"), f"ends {end}, before it starts ({start})", "Correct one of them."
        )


def _parsed(value: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(str(value)) if value else None
    except ValueError:
        return None  # reported by the check of the field


def _instrument(plain: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    name, kind = plain.get("instrument"), plain.get("kind")
    if not isinstance(name, str) or not name:
        return
    known = instruments()
    if name not in known:
        yield Fault(*place("instrument"), f'unknown instrument "{name}"', choose(name, known))
        return
    allowed = known[name].kinds
    if kind in KINDS and kind not in allowed:
        yield Fault(
            *place("kind"),
            f'"{name}" cannot be a {kind}',
            f"It can be: {', '.join(allowed)}; or choose another instrument.",
        )


def _kind(plain: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    kind = plain.get("kind")
    if kind in tuple(WEIGHED):
        for key in JUDGED:
            if not plain.get(key):
                yield Fault(
                    *place(key), f'a {kind} needs "{key}"', '"unclear" (or "unknown") is an answer.'
                )
    for wanted, key in (
        ("provision", "provision"),
        ("promise", "outcome"),
        ("extraction", "terms"),
    ):
        if kind == wanted and not plain.get(key):
            yield Fault(*place(key), f'a {kind} needs "{key}"', _WANT[key])
    if as_list(plain.get("dispute_sources")) and not plain.get("dispute"):
        yield Fault(
            *place("dispute_sources"), "sources of a dispute that is not told", "Write `dispute`."
        )


def as_list(value: Any) -> list[Any]:
    """The value where it is a list; else nothing, which the check of the field reports."""
    return value if isinstance(value, list) else []


_WANT = {
    "provision": "Say gift, credit, subsidised or cash.",
    "outcome": "Say honoured, partly, lapsed, reneged or untested.",
    "terms": "Say on what terms; if they are not known, write that.",
}


def cited(plain: Mapping[str, Any], place: Place, sources: Container[str]) -> Iterator[Fault]:
    """Faults of sources that are named and not listed in the folder."""
    refs = [s.get("id") for s in as_list(plain.get("sources")) if isinstance(s, dict)]
    named = [(r, "sources") for r in refs]
    named += [(r, "dispute_sources") for r in as_list(plain.get("dispute_sources"))]
    for ref, key in named:
        if isinstance(ref, str) and ref and ref not in sources:
            yield Fault(
                *place(key),
                f'source "{ref}" is not listed',
                "Add it to a sources*.json of the folder.",
            )

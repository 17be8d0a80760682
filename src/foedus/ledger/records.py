"""The records of a case file as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.ledger.dates import PartialDate
from foedus.ledger.instruments import Instrument, instrument
from foedus.ledger.words import (
    WEIGHED,
    Answer,
    Asked,
    DecidedBy,
    Foreseeable,
    ForWhom,
    ItemDomain,
    Kind,
    NeedKind,
    Net,
    Outcome,
    ProvisionForm,
    Response,
    Seen,
    SourceGrade,
)

STANDARD = 4
"""Standard queries of an episode, the same for every pair."""
TOKEN = 2
"""Level from which an act is more than a token, on the anchors of its instrument."""


@dataclass(frozen=True, slots=True)
class Coding:
    """Who coded a file, when, how, and whether without sight of another coding."""

    coder: str
    made: str
    how: str
    blind: bool


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source as an item uses it: how much was seen, and its two Admiralty grades."""

    id: str
    seen: Seen
    source_grade: SourceGrade
    info_grade: int

    @property
    def grades(self) -> str:
        """Both grades, never averaged: ``B2``."""
        return f"{self.source_grade}{self.info_grade}"


@dataclass(frozen=True, slots=True)
class Item:
    """One dated act of `actor` towards `toward`; fields as in `layout.ITEM`."""

    id: str
    actor: str
    toward: str
    start: PartialDate
    kind: Kind
    domain: ItemDomain
    instrument: Instrument
    level: int
    summary: str
    sources: tuple[SourceRef, ...]
    coding: Coding
    end: PartialDate | None = None
    mutual: bool = False
    third: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    need: str = ""
    amount: str = ""
    decided_by: DecidedBy | None = None
    for_whom: ForWhom | None = None
    foreseeable: Foreseeable | None = None
    net: Net | None = None
    provision: ProvisionForm | None = None
    outcome: Outcome | None = None
    terms: str = ""
    dispute: str = ""
    dispute_sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def paid(self) -> bool:
        """Whether it counts as paid.

        Only what the state decided or directed, foreseeable, net a cost, for the partner,
        and more than a token (level 2 or more); the rest is exposure, exchange or gesture.
        """
        return (
            self.kind in WEIGHED
            and self.kind != "restraint"
            and self.level >= TOKEN
            and self.decided_by in ("state", "state_firm")
            and self.for_whom == "partner"
            and self.foreseeable == "yes"
            and self.net == "cost"
        )

    @property
    def exposure(self) -> bool:
        """Whether it is a payment that does not count as paid."""
        return self.kind == "payment" and not self.paid

    def from_state(self, actor: str) -> bool:
        """Whether `actor` is bound by or does it (either side, where mutual)."""
        return self.actor == actor or (self.mutual and self.toward == actor)


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found of one response to one need."""

    answer: Answer
    level: int | None = None
    items: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The responses of `actor` to one need of `toward`."""

    actor: str
    toward: str
    need: str
    asked: Asked
    queries: tuple[str, ...]
    extra: tuple[str, ...]
    searched: str
    summary: str
    dispute: str
    cells: Mapping[Response, Cell]
    coding: Coding

    @property
    def counted(self) -> bool:
        """Whether all standard queries were run: only such rows enter a rate."""
        return len(self.queries) >= STANDARD


@dataclass(frozen=True, slots=True)
class Need:
    """A dated crisis of a state; fields as in `layout.NEED`."""

    id: str
    state: str
    title: str
    start: PartialDate
    end: PartialDate
    kind: NeedKind
    gravity: int
    rule: tuple[str, ...]
    adversaries: tuple[str, ...] = ()
    core: bool = False
    summary: str = ""
    sources: tuple[SourceRef, ...] = ()


def coding_of(plain: Mapping[str, Any]) -> Coding:
    """The coding table of a checked file."""
    return Coding(plain["coder"], str(plain["made"]), plain["how"], plain["blind"])


def source_refs(plain: Mapping[str, Any]) -> tuple[SourceRef, ...]:
    """The source references of a checked record."""
    return tuple(
        SourceRef(s["id"], s["seen"], s["source_grade"], int(s["info_grade"]))
        for s in plain.get("sources", ())
    )


def item_of(plain: Mapping[str, Any], coding: Coding) -> Item:
    """An item from a checked record."""
    end = str(plain.get("end", ""))
    return Item(
        id=plain["id"],
        actor=plain["actor"],
        toward=plain["toward"],
        start=PartialDate.parse(str(plain["start"])),
        kind=plain["kind"],
        domain=plain["domain"],
        instrument=instrument(plain["instrument"]),
        level=plain["level"],
        summary=plain["summary"],
        sources=source_refs(plain),
        coding=coding,
        end=PartialDate.parse(end) if end else None,
        mutual=plain.get("mutual", False),
        third=tuple(plain.get("third", ())),
        addressee=tuple(plain.get("addressee", ())),
        dispute_sources=tuple(plain.get("dispute_sources", ())),
        need=plain.get("need", ""),
        amount=plain.get("amount", ""),
        terms=plain.get("terms", ""),
        dispute=plain.get("dispute", ""),
        note=plain.get("note", ""),
        decided_by=plain.get("decided_by") or None,
        for_whom=plain.get("for_whom") or None,
        foreseeable=plain.get("foreseeable") or None,
        net=plain.get("net") or None,
        provision=plain.get("provision") or None,
        outcome=plain.get("outcome") or None,
    )


def row_of(plain: Mapping[str, Any], actor: str, toward: str, coding: Coding) -> Row:
    """A grid row from a checked record."""
    return Row(
        actor=actor,
        toward=toward,
        need=plain["need"],
        asked=plain["asked"],
        queries=tuple(plain["queries"]),
        extra=tuple(plain.get("extra", ())),
        searched=str(plain["searched"]),
        summary=plain["summary"],
        dispute=plain.get("dispute", ""),
        cells={name: cell_of(c) for name, c in plain.get("cells", {}).items()},
        coding=coding,
    )


def cell_of(plain: str | Mapping[str, Any]) -> Cell:
    """A cell from its short form (the answer alone) or its table."""
    if isinstance(plain, str):
        return Cell(plain)  # type: ignore[arg-type]  # checked against ANSWERS before
    return Cell(
        plain["answer"],
        plain.get("level"),
        tuple(plain.get("items", ())),
        tuple(plain.get("sources", ())),
        plain.get("note", ""),
    )


def need_of(plain: Mapping[str, Any], state: str) -> Need:
    """A need episode from a checked record."""
    return Need(
        id=plain["id"],
        state=state,
        title=plain["title"],
        start=PartialDate.parse(str(plain["start"])),
        end=PartialDate.parse(str(plain["end"])),
        kind=plain["kind"],
        gravity=plain["gravity"],
        rule=tuple(plain["rule"]),
        adversaries=tuple(plain.get("adversaries", ())),
        core=plain.get("core", False),
        summary=plain.get("summary", ""),
        sources=source_refs(plain),
    )

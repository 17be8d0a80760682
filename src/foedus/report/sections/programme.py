"""Grievance or programme: what joint texts oppose and propose, how specifically, with links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foedus.assessment.programme.programme_record import Programme, Proposal
from foedus.assessment.programme.programme_words import LEVELS, mean, percent, points
from foedus.assessment.result import Assessment
from foedus.documents.programme.clauses import ACTS
from foedus.documents.programme.measured import Measured
from foedus.documents.programme.profiles import DocumentProfile, Profile
from foedus.documents.views.shares import PieceShare
from foedus.report.sources import SourceNumbers
from foedus.report.words import sentence_case

TITLE = "Grievance or programme"
NAMES = {
    "oppose": "Oppose",
    "defend": "Affirm",
    "propose": "Propose",
    "cooperate": "Cooperate",
    "other": "Other",
}
GROUP_HEAD = (
    "Texts", "Clauses", *(NAMES[a] for a in ACTS), "Opposing less proposing, points",
    "Specificity, opposed", "Specificity, proposed",
)  # fmt: skip
DOCUMENT_HEAD = (
    "Date", "Text", "Seen", "Clauses", *(NAMES[a] for a in ACTS), "Opposing, share",
    "Proposing, share", "Specificity of proposals",
)  # fmt: skip
LEAD = 2
"""Sentences that stand first: what was counted, and the plain answer."""
EACH = 6
"""Proposals shown of each level before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Level:
    """Proposals of one level of specificity: those shown first, and the rest."""

    name: str
    first: tuple[Proposal, ...]
    rest: tuple[Proposal, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.rest)


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """Sentences, tables and proposals; None where no clauses were asked for."""
    found = assessment.programme
    return None if found is None else made(found, assessment.year)


def made(found: Programme, year: int) -> dict[str, Any]:
    """What the template needs of a record."""
    measured = found.measured
    return {
        "lead": " ".join(found.sentences[:LEAD]),
        "further": found.sentences[LEAD:],
        "empty": measured is None,
        "group_head": GROUP_HEAD,
        "groups": [] if measured is None else group_rows(measured),
        "document_head": DOCUMENT_HEAD,
        "documents": [] if measured is None else document_rows(measured),
        "levels": levels(found.proposals),
        "place": proposal_place,
        "about": found.about,
        "left_out": left_out(found, year),
    }


def group_rows(measured: Measured) -> list[list[str]]:
    """A row for all texts, each kind and each period."""
    parts = [*measured.kinds, *measured.periods, *measured.statement_periods]
    return [_group(measured.texts, "All but votes"), *(_group(p) for p in parts if p.documents)]


def document_rows(measured: Measured) -> list[list[str]]:
    """A row for each document, the latest first."""
    return [_document(d) for d in reversed(measured.documents)]


def levels(proposals: Iterable[Proposal]) -> list[Level]:
    """Proposals by specificity, the most specific level first; empty levels are left out."""
    by: dict[int, list[Proposal]] = {}
    for p in proposals:
        by.setdefault(p.specific, []).append(p)
    return [
        Level(
            sentence_case(LEVELS[k]) if k >= 0 else "Specificity not said",
            tuple(by[k][:EACH]),
            tuple(by[k][EACH:]),
        )
        for k in sorted(by, reverse=True)
    ]


def proposal_place(p: Proposal) -> str:
    """Date, text and clause in words."""
    text = p.piece.title_en or p.piece.title or p.piece.id
    parts = [x for x in (p.piece.date, text, p.piece.clause) if x and x != "not stated"]
    return ", ".join(parts)


def left_out(found: Programme, year: int) -> str:
    """How many clauses are not counted, and why."""
    if not found.left_out:
        return ""
    noun = "clause is" if found.left_out == 1 else "clauses are"
    return (
        f"{found.left_out} {noun} left out: dated after {year}, without a date, or without an act."
    )


def _group(p: Profile, label: str = "") -> list[str]:
    return [
        label or sentence_case(p.label),
        str(p.documents),
        str(p.clauses),
        *(percent(p.shares[a]) for a in ACTS),
        points(p.difference).replace(" points", ""),
        mean(p.specific["oppose"]),
        mean(p.specific["propose"]),
    ]


def _document(d: DocumentProfile) -> list[str]:
    return [
        d.document.date or "no date",
        d.document.name,
        ", ".join(d.document.read) or "not said",
        str(d.clauses),
        *(str(d.counts[a]) for a in ACTS),
        _share(d.oppose),
        _share(d.propose),
        "none" if d.specific is None else f"{d.specific:.1f}",
    ]


def _share(s: PieceShare) -> str:
    if s.value is None or s.interval is None:
        return "too few"
    low, high = (f"{100 * b:.0f}" for b in (s.interval.low, s.interval.high))
    return f"{100 * s.value:.0f} % ({low} to {high})"

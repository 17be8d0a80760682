"""What the joint texts of a pair oppose and propose, as an assessment's result carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from foedus.documents.programme.clauses import Document
from foedus.documents.programme.measured import Measured
from foedus.documents.programme.profiles import DocumentProfile
from foedus.documents.reliability.result import Reliability
from foedus.documents.views.views import Piece

Reading = Literal["grievance", "programme", "mixed", "not_assessable"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal with its specificity, and whether it is about the order of the world."""

    piece: Piece
    specific: int
    order: bool

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.piece.id,
            "specific": self.specific,
            "order": self.order,
            "date": self.piece.date,
            "title": self.piece.title_en or self.piece.title,
            "clause": self.piece.clause,
            "summary": self.piece.summary,
            "url": self.piece.url,
            "read": self.piece.read,
        }


@dataclass(frozen=True)
class Programme:
    """What the clauses of a corpus say of the pair's grievance and programme.

    Parameters
    ----------
    corpus, codebook, shipped
        Name; codebook and version; whether it came with foedus.
    documents, clauses, span
        How many, and first and last year.
    reading
        "grievance" where more is opposed than proposed by more than chance; "programme" where
        more is proposed by more than chance and at least half of the proposals about the order
        name an instrument or more;
        "mixed" between them.
    measured
        All figures; None where nothing can be told.
    proposals
        Every proposal, the most specific first.
    reliability
        Agreement of readers, where any clause was read twice.
    machine_only
        Whether no person coded any clause.
    about
        Where the corpus comes from.
    left_out
        Clauses without an act, or not dated up to the year asked about.
    why_null
        Why nothing can be told; empty otherwise.
    sentences
        The section in words.
    """

    corpus: str
    codebook: str
    shipped: bool
    documents: int
    clauses: int
    span: tuple[int, int] | None
    reading: Reading
    measured: Measured | None
    proposals: tuple[Proposal, ...]
    reliability: tuple[Reliability, ...]
    machine_only: bool
    about: tuple[str, ...]
    left_out: int
    why_null: str = ""
    sentences: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        made = self.measured
        return {
            "corpus": self.corpus,
            "codebook": self.codebook,
            "shipped": self.shipped,
            "documents": self.documents,
            "clauses": self.clauses,
            "years": list(self.span) if self.span else None,
            "reading": self.reading,
            "text": " ".join(self.sentences),
            "why_null": self.why_null,
            "machine_only": self.machine_only,
            "left_out": self.left_out,
            "figures": None if made is None else _figures(made),
            "by_document": [] if made is None else [_document(d) for d in made.documents],
            "proposals": [p.as_dict() for p in self.proposals],
            "reliability": [_reliability(r) for r in self.reliability],
            "about": list(self.about),
        }


def _figures(made: Measured) -> dict[str, Any]:
    return {
        "texts": made.texts.as_dict(),
        "seen_in_the_text": None if made.seen is None else made.seen.as_dict(),
        "kinds": [p.as_dict() for p in made.kinds],
        "periods": [p.as_dict() for p in made.periods],
        "periods_of_statements": [p.as_dict() for p in made.statement_periods],
        "trend_by_decade": made.trend.as_dict(),
        "trend_of_statements_by_decade": made.trend_statements.as_dict(),
        "trend_of_specificity_by_decade": made.trend_specific.as_dict(),
        "specific_on_order": made.order_specific.as_dict(),
        "specific_on_other": made.matter_specific.as_dict(),
        "specific_order_less_other": made.order_apart.as_dict(),
        "order_proposals_with_instrument": made.named.as_dict(),
        "opposed_that_aims_at_us": made.aims_us.as_dict(),
    }


def _document(d: DocumentProfile) -> dict[str, Any]:
    own: Document = d.document
    return {
        "id": own.id,
        "title": own.name,
        "date": own.date,
        "kind": own.kind,
        "read": list(own.read),
        "clauses": d.clauses,
        "acts": dict(d.counts),
        "specific": None if d.specific is None else round(d.specific, 4),
    }


def _reliability(r: Reliability) -> dict[str, Any]:
    bounds = r.resampled or r.interval
    return {
        "code": r.code,
        "language": r.language,
        "coefficient": r.name,
        "value": None if r.value is None else round(r.value, 4),
        "interval": bounds.bounds() if bounds else None,
        "why_null": r.why_null,
    }

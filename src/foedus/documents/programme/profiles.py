"""What the clauses of a group of documents, or of one document, do and how specifically."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.documents.programme.clauses import ACTS, Bools, Clauses, Document
from foedus.documents.programme.estimates import Estimate, estimate, gap, ratio
from foedus.documents.views.shares import PieceShare, piece_share


@dataclass(frozen=True, slots=True)
class Profile:
    """What the clauses of a group of documents do.

    Parameters
    ----------
    label
        Name of the group.
    documents, clauses
        How many.
    shares
        Share of each act.
    difference
        Share that opposes less share that proposes.
    otherwise
        Share that defends or proposes less share that opposes: the reading that principles
        affirmed again are a programme.
    specific
        Mean specificity, 0 to 3, of the clauses of each act.
    """

    label: str
    documents: int
    clauses: int
    shares: dict[str, Estimate]
    difference: Estimate
    otherwise: Estimate
    specific: dict[str, Estimate]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "label": self.label,
            "documents": self.documents,
            "clauses": self.clauses,
            "shares": {a: e.as_dict() for a, e in self.shares.items()},
            "oppose_less_propose": self.difference.as_dict(),
            "defend_and_propose_less_oppose": self.otherwise.as_dict(),
            "specific": {a: e.as_dict() for a, e in self.specific.items()},
        }


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """One document: clauses by act, Wilson's shares of what opposes and proposes."""

    document: Document
    counts: dict[str, int]
    oppose: PieceShare
    propose: PieceShare
    specific: float | None

    @property
    def clauses(self) -> int:
        """Number of clauses."""
        return sum(self.counts.values())


def profile(clauses: Clauses, chosen: Bools, label: str, seed: int = 0) -> Profile:
    """What the chosen clauses do and how specifically."""
    does = {act: chosen & (clauses.act == act) for act in ACTS}
    rows = rows_of(clauses, chosen)
    columns = {act: clauses.by_document(does[act])[rows] for act in ACTS}
    base = clauses.by_document(chosen)[rows]
    programme = columns["defend"] + columns["propose"]
    return Profile(
        label=label,
        documents=len(rows),
        clauses=int(chosen.sum()),
        shares={a: estimate(np.column_stack([base, columns[a]]), ratio, seed=seed) for a in ACTS},
        difference=estimate(
            np.column_stack([base, columns["oppose"], columns["propose"]]), gap, seed=seed
        ),
        otherwise=estimate(np.column_stack([base, programme, columns["oppose"]]), gap, seed=seed),
        specific={a: mean_of(clauses, does[a] & ~np.isnan(clauses.specific), seed) for a in ACTS},
    )


def document_profile(clauses: Clauses, place: int) -> DocumentProfile:
    """What the clauses of one document do."""
    own = clauses.document == place
    act = clauses.act[own]
    numbers = clauses.specific[own & (clauses.act == "propose")]
    numbers = numbers[~np.isnan(numbers)]
    return DocumentProfile(
        document=clauses.documents[place],
        counts={a: int((act == a).sum()) for a in ACTS},
        oppose=piece_share((act == "oppose").astype(float)),
        propose=piece_share((act == "propose").astype(float)),
        specific=float(numbers.mean()) if len(numbers) else None,
    )


def rows_of(clauses: Clauses, chosen: Bools) -> NDArray[np.int64]:
    """Documents that hold a chosen clause: those that are drawn."""
    return np.flatnonzero(clauses.by_document(chosen) > 0)


def share_of(clauses: Clauses, some: Bools, of: Bools, seed: int) -> Estimate:
    """Share of some clauses among others."""
    rows = rows_of(clauses, of)
    columns = [clauses.by_document(of)[rows], clauses.by_document(some)[rows]]
    return estimate(np.column_stack(columns), ratio, seed=seed)


def mean_of(clauses: Clauses, chosen: Bools, seed: int) -> Estimate:
    """Mean specificity of the chosen clauses."""
    rows = rows_of(clauses, chosen)
    total = np.where(chosen, clauses.specific, 0.0)
    columns = [clauses.by_document(chosen)[rows], clauses.by_document(total)[rows]]
    return estimate(np.column_stack(columns), ratio, seed=seed)

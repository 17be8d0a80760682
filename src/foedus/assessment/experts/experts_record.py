"""What experts of two sides say of a pair, as the result of an assessment carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.core.interval import Interval
from foedus.documents.reliability.result import Reliability
from foedus.documents.views.shares import Difference, PieceShare
from foedus.documents.views.views import Piece

OTHERS = "others"
"""Side of experts who speak for neither state."""
SETTLED = 0.1
"""Probability below which a difference is not put down to chance."""


@dataclass(frozen=True, slots=True)
class Said:
    """One code: how many pieces of each side have it.

    Parameters
    ----------
    code, label, theme
        Its id, its name, and the theme it belongs to ("Basis", "Limits").
    shares
        By side: the two states' ISO3 codes, and `OTHERS`.
    difference
        Second state's share less the first's; `p` adjusted for all codes compared.
    pieces
        Ids of the pieces that have it, by side.
    """

    code: str
    label: str
    theme: str
    shares: dict[str, PieceShare]
    difference: Difference
    pieces: dict[str, tuple[str, ...]]

    @property
    def settled(self) -> bool:
        """Whether the sides differ by more than chance, all comparisons counted."""
        return self.difference.p is not None and self.difference.p < SETTLED

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "code": self.code,
            "label": self.label,
            "theme": self.theme,
            "shares": {side: share_dict(s) for side, s in self.shares.items()},
            "difference": difference_dict(self.difference),
            "settled": self.settled,
            "pieces": {side: list(ids) for side, ids in self.pieces.items()},
        }


@dataclass(frozen=True, slots=True)
class Placed:
    """A scale: the mean of each side, with an interval; `why` where a mean is not told."""

    code: str
    label: str
    ends: tuple[str, str]
    means: dict[str, tuple[float | None, Interval | None, int, str]]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "code": self.code,
            "label": self.label,
            "means": {
                side: {
                    "value": None if mean is None else round(mean, 4),
                    "interval": interval.bounds() if interval else None,
                    "of": of,
                    "why_null": why,
                }
                for side, (mean, interval, of, why) in self.means.items()
            },
        }


@dataclass(frozen=True, slots=True)
class MovedAround:
    """A code before a year in which something befell the pair, and from that year on."""

    year: int
    event: str
    code: str
    label: str
    change: Difference

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "year": self.year,
            "event": self.event,
            "code": self.code,
            "change": difference_dict(self.change),
        }


@dataclass(frozen=True)
class Experts:
    """What a coded corpus says of the pair.

    Parameters
    ----------
    corpus, codebook, shipped
        Name; codebook and version; whether it came with foedus.
    sides
        ISO3 codes of the two states, then `OTHERS`.
    counts
        Pieces by side.
    span
        First and last year of the pieces.
    said, placed
        Flags and values of categories; scales.
    moved, not_moved
        What moved around an event; and why nothing could be told of the other events.
    reliability
        Agreement of the readers, by language.
    machine_only
        Whether no person coded any piece.
    coders
        Name and kind (human, model) of each.
    pieces
        All of them, by id in order.
    about
        Where the corpus comes from.
    undated
        Pieces left out because they have no date up to the year asked about.
    why_null
        Why nothing can be told; empty otherwise.
    sentences
        The section in words.
    """

    corpus: str
    codebook: str
    shipped: bool
    sides: tuple[str, str, str]
    counts: dict[str, int]
    span: tuple[int, int] | None
    said: tuple[Said, ...]
    placed: tuple[Placed, ...]
    moved: tuple[MovedAround, ...]
    not_moved: tuple[str, ...]
    reliability: tuple[Reliability, ...]
    machine_only: bool
    coders: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    about: tuple[str, ...]
    undated: int
    why_null: str = ""
    sentences: tuple[str, ...] = ()

    def code(self, name: str) -> Said | None:
        """What was said on one code; None where the codebook does not have it."""
        return next((s for s in self.said if s.code == name), None)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "corpus": self.corpus,
            "codebook": self.codebook,
            "shipped": self.shipped,
            "pieces_by_side": dict(self.counts),
            "years": list(self.span) if self.span else None,
            "left_out": self.undated,
            "machine_only": self.machine_only,
            "coders": [{"name": name, "kind": kind} for name, kind in self.coders],
            "text": " ".join(self.sentences),
            "why_null": self.why_null,
            "said": [s.as_dict() for s in self.said],
            "placed": [p.as_dict() for p in self.placed],
            "moved": [m.as_dict() for m in self.moved],
            "not_moved": list(self.not_moved),
            "reliability": [_reliability(r) for r in self.reliability],
            "pieces": [_piece(p) for p in self.pieces],
            "about": list(self.about),
        }


def share_dict(share: PieceShare) -> dict[str, Any]:
    """A share as JSON has it."""
    return {
        "count": share.count,
        "of": share.of,
        "value": None if share.value is None else round(share.value, 4),
        "interval": share.interval.bounds() if share.interval else None,
        "why_null": share.why,
    }


def difference_dict(d: Difference) -> dict[str, Any]:
    """A difference as JSON has it."""
    return {
        "first": share_dict(d.first),
        "second": share_dict(d.second),
        "value": None if d.value is None else round(d.value, 4),
        "interval": d.interval.bounds() if d.interval else None,
        "p_adjusted": None if d.p is None else round(d.p, 4),
    }


def _reliability(r: Reliability) -> dict[str, Any]:
    interval = r.resampled or r.interval
    return {
        "codes": r.code,
        "language": r.language or "all languages",
        "coefficient": r.name,
        "value": None if r.value is None else round(r.value, 4),
        "interval": interval.bounds() if interval else None,
        "pieces": r.n_documents,
        "why_null": r.why_null,
    }


def _piece(p: Piece) -> dict[str, Any]:
    names = (
        "id", "side", "language", "author", "institution", "date", "title", "title_en", "kind",
        "publisher", "url", "read", "grade", "summary",
    )  # fmt: skip
    return {name: getattr(p, name) for name in names}

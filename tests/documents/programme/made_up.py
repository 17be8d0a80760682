"""Made-up clauses of made-up texts."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.documents.coding.coders import Identity
from foedus.documents.coding.shipped import open_codebook
from foedus.documents.views.views import APPLIED, Piece, Views

Row = tuple[str, int, str, str, int | None, str]
"""Document, year, kind, act, specificity, flags ("u" for aims_us, "o" for order)."""


def views(
    rows: Iterable[Row], pair: tuple[int, int] | None = (710, 365), word: str = "", read: str = ""
) -> Views:
    pieces, given = [], {}
    for k, (document, year, kind, act, specific, flags) in enumerate(rows):
        one = f"{document}-{k:03d}"
        pieces.append(
            Piece(
                id=one,
                cluster=document,
                side="CHN+RUS",
                language="en",
                date=f"{year}-05-20" if year else "",
                title=word or f"Text {document}",
                title_en=word,
                kind=kind,
                url="javascript:alert(1)" if word else f"https://example.org/{document}",
                read=read,
                summary=word or f"Clause {k} of an invented text.",
                clause=str(k),
            )
        )
        codes: dict[str, int | str] = {"act": act} if act else {}
        if specific is not None:
            codes["specific"] = specific
        codes |= {"aims_us": APPLIED} if "u" in flags else {}
        codes |= {"order": APPLIED} if "o" in flags else {}
        given["A", one] = codes
    return Views(
        corpus="made-up",
        pair=pair,
        pieces=tuple(sorted(pieces, key=lambda p: p.id)),
        coders={"A": Identity("A", "model")},
        read={"A": frozenset(p.id for p in pieces)},
        given=given,
        codebook=open_codebook("programme"),
        about=("Nothing in here is real.",),
    )


def texts(
    number: int, acts: Iterable[tuple[str, int, str]], kind: str = "joint_statement"
) -> list[Row]:
    """So many texts, one a year from 2000 on, each with the same clauses."""
    each = list(acts)
    return [(f"{kind}-{k:02d}", 2000 + k, kind, *clause) for k in range(number) for clause in each]

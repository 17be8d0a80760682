"""What experts of either side say of the partnership, how sure the coding is, and each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.experts.experts_record import Experts, Said
from foedus.assessment.experts.experts_words import (
    LANGUAGES,
    agreement_words,
    mean_words,
    moved_words,
    share_words,
)
from foedus.assessment.result import Assessment
from foedus.charts.chart import Size
from foedus.charts.sides import CodeRow, SideShare, sides_chart
from foedus.documents.reliability.result import Reliability
from foedus.documents.views.views import Piece
from foedus.report.picture import picture
from foedus.report.sources import SourceNumbers
from foedus.report.words import sentence_case

_SIZES: tuple[Size, Size] = ("narrow", "wide")
TITLE = "What experts say"


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A piece as the list shows it."""

    piece: Piece
    side: str
    who: str
    codes: str


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """Sentences, a chart, tables and the pieces; None where no corpus was named."""
    found = assessment.experts
    if found is None:
        return None
    names = side_names(assessment)
    rows = [] if found.why_null else code_rows(found)
    narrow, wide = (sides_chart(rows, names, size, f"experts-{size}") for size in _SIZES)
    return {
        "text": " ".join(found.sentences),
        "empty": bool(found.why_null),
        "picture": picture(narrow, wide),
        "names": names,
        "said": [
            (s, [(n, _linked(found, s, side)) for side, n in zip(found.sides, names, strict=True)])
            for s in found.said
            if any(s.pieces.values())
        ],
        "placed": placed_rows(found),
        "moved": [sentence_case(moved_words(m)) for m in found.moved],
        "not_moved": found.not_moved,
        "reliability": reliability_rows(found),
        "pieces": piece_rows(found, dict(zip(found.sides, names, strict=True))),
        "about": found.about,
        "left_out": left_out(found, assessment.year),
    }


def side_names(assessment: Assessment) -> tuple[str, str, str]:
    """The two states and the others."""
    return (assessment.pair[0].name, assessment.pair[1].name, "others")


def code_rows(found: Experts) -> list[CodeRow]:
    """The rows of the chart: codes that any piece has."""
    return [
        CodeRow(
            s.theme,
            s.label,
            tuple(
                SideShare(
                    x.count,
                    x.of,
                    x.interval.low if x.interval else None,
                    x.interval.high if x.interval else None,
                )
                for x in (s.shares[side] for side in found.sides)
            ),
            " *" if s.settled else "",
        )
        for s in found.said
        if any(s.pieces.values())
    ]


def said_cells(found: Experts, s: Said) -> list[str]:
    """Label, a share for each side, the difference, and whether it is sure."""
    i = s.difference.interval
    if s.difference.value is None or i is None:
        apart = "not assessable"
    else:
        apart = f"{s.difference.value:+.2f} ({i.low:+.2f} to {i.high:+.2f})".replace("-", "−")
    sure = "" if s.difference.p is None else "yes" if s.settled else "no"
    return [s.label, *(share_words(s.shares[side]) for side in found.sides), apart, sure]


def placed_rows(found: Experts) -> list[list[str]]:
    """Each scale with the mean of each side."""
    return [
        [
            f"{p.label}, from {p.ends[0].lower()} to {p.ends[1].lower()}",
            *(mean_words(p, side) for side in found.sides),
        ]
        for p in found.placed
    ]


def reliability_rows(found: Experts) -> list[list[str]]:
    """What was judged, by which coefficient, with its value for each language."""
    by: dict[tuple[str, str], list[Reliability]] = {}
    for r in found.reliability:
        by.setdefault((r.code, r.name), []).append(r)
    titles = {"flags": "Flags, taken together"}
    return [
        [
            titles.get(code, sentence_case(code.replace("_", " "))),
            name,
            "; ".join(agreement_words(r) for r in rs),
        ]
        for (code, name), rs in by.items()
    ]


def piece_rows(found: Experts, names: dict[str, str]) -> list[PieceRow]:
    """Pieces by date, the latest first, with what they were coded as."""
    codes: dict[str, list[str]] = {}
    for s in found.said:
        for ids in s.pieces.values():
            for one in ids:
                codes.setdefault(one, []).append(_short(s))
    return [
        PieceRow(
            p,
            names.get(p.side, p.side or "side not known"),
            ", ".join(x for x in (p.author, p.institution) if x),
            "; ".join(codes.get(p.id, ())) or "no code",
        )
        for p in sorted(found.pieces, key=lambda p: (p.date, p.id), reverse=True)
    ]


def left_out(found: Experts, year: int) -> str:
    """How many pieces are not counted, and why."""
    if not found.undated:
        return ""
    noun = "piece is" if found.undated == 1 else "pieces are"
    return f"{found.undated} {noun} left out: dated after {year}, or without a date."


def language(piece: Piece) -> str:
    """The language of a piece in words."""
    return LANGUAGES.get(piece.language, piece.language)


def _short(s: Said) -> str:
    return s.label if "=" not in s.code else f"{s.theme}: {s.label.lower()}"


def _linked(found: Experts, s: Said, side: str) -> list[Piece]:
    wanted = set(s.pieces[side])
    return [p for p in found.pieces if p.id in wanted]

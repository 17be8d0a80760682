"""What invented experts say: the shape is real, no number in here is."""

from __future__ import annotations

from foedus.assessment.experts.experts_record import Experts, MovedAround, Placed, Said
from foedus.core.interval import Interval
from foedus.documents.reliability.result import Reliability
from foedus.documents.views.shares import Difference, PieceShare
from foedus.documents.views.views import Piece

SIDES = ("CHN", "RUS", "others")


def share(count: int, of: int = 20) -> PieceShare:
    low, high = max(0, count / of - 0.2), min(1, count / of + 0.2)
    return PieceShare(count, of, count / of, Interval(low, high, 0.9, "invented"))


def said(code: str, label: str, theme: str, counts: tuple[int, int, int], p: float) -> Said:
    shares = dict(zip(SIDES, map(share, counts), strict=True))
    value = (counts[1] - counts[0]) / 20
    interval = Interval(max(-1, value - 0.25), min(1, value + 0.25), 0.9, "invented")
    pieces = {side: (f"{side}-1",) if n else () for side, n in zip(SIDES, counts, strict=True)}
    return Said(
        code,
        label,
        theme,
        shares,
        Difference(shares["CHN"], shares["RUS"], value, interval, p),
        pieces,
    )


def experts(hostile: str = "") -> Experts:
    word = hostile or "shared threat"
    rows = (
        said("basis_threat", hostile or "Shared threat", hostile or "Basis", (15, 12, 9), 0.6),
        said("basis_economy", hostile or "Economic interest", "Basis", (18, 9, 8), 0.03),
        said("limits_dependence", "Dependence", "Limits", (2, 13, 11), 0.01),
        said("reactivity_us=closer", "Draws the partners closer", "Reaction", (10, 11, 9), 1.0),
    )
    means = {s: (0.5, Interval(0.2, 0.8, 0.9, "invented"), 20, "") for s in SIDES}
    pieces = tuple(
        Piece(
            f"{side}-1",
            hostile or f"Author {side}",
            side,
            {"CHN": "zh", "RUS": "ru"}.get(side, "en"),
            hostile or f"Author {side}",
            hostile or "Invented Institute",
            "2023-05",
            hostile or {"CHN": "中俄关系的限度", "RUS": "Россия и Китай"}.get(side, "Two states"),
            "Two states",
            "article",
            "Invented",
            "javascript:alert(1)" if hostile else "https://example.org/1",
            "opening",
            "B",
            hostile or "An invented summary.",
            "https://example.org/1",
        )
        for side in SIDES
    )
    agree = Reliability(
        "alpha",
        "nominal",
        0.71,
        "",
        0.05,
        Interval(0.6, 0.8, 0.95, "invented"),
        None,
        "",
        200,
        200,
        2,
        20,
        0,
        {"applied": 0.3, "no code": 0.7},
        False,
        None,
        "flags",
        "zh",
    )
    return Experts(
        corpus=hostile or "invented",
        codebook="partnerships 1.0",
        shipped=False,
        sides=SIDES,
        counts={"CHN": 20, "RUS": 20, "others": 20},
        span=(2008, 2025),
        said=rows,
        placed=(
            Placed("stance", hostile or "Stance", ("Strongly against", "Strongly for"), means),
        ),
        moved=(MovedAround(2022, hostile or "Invasion", "basis_threat", word, rows[0].difference),),
        not_moved=(hostile or "2001: 1 pieces before, 59 from then on",),
        reliability=(agree,),
        machine_only=True,
        coders=((hostile or "reader A", "model"),),
        pieces=pieces,
        about=(hostile or "Nothing in here is real.",),
        undated=2,
        sentences=(f"60 pieces, 2008 to 2025. {word}",),
    )

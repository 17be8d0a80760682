"""Where the pair stands among the reference sets: a dot between the lowest and the highest."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.charts.chart import TEXT_SIZE, WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.layout import wrapped
from foedus.charts.palette import DIRECTION_ROLES, LINE, ROLE_COLOURS, SOFT
from foedus.charts.plane import Plane, Row
from foedus.core.finding import Figure, Rank

_HEAD, _STEP, _GAP = 20.0, 38.0, 8.0
MOST = 5
"""Figures drawn at most; the table below the chart has them all."""


def place(rank: Rank) -> float:
    """Share of the way from the lowest (0) to the highest (1) pair of the set.

    Examples
    --------
    >>> place(Rank("defence pacts", 1, 11)), place(Rank("defence pacts", 11, 11))
    (1.0, 0.0)
    """
    return 1.0 if rank.n <= 1 else 1.0 - (rank.rank - 1) / (rank.n - 1)


def ordinal(number: int) -> str:
    """A number as a place.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 11, 22, 113)]
    ['1st', '2nd', '3rd', '11th', '22nd', '113th']
    """
    if number % 100 in (11, 12, 13):
        return f"{number:,}th"
    return f"{number:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def ranks_chart(
    figures: Sequence[Figure], names: tuple[str, str], name: str = "ranks", size: Size = "narrow"
) -> Chart | None:
    """One strip for each figure and reference set; None when no figure has a rank.

    Parameters
    ----------
    figures
        Figures of one criterion; the first five with ranks are drawn.
    names
        First and second state.
    """
    mine = [f for f in figures if f.ranks][:MOST]
    if not mine:
        return None
    width = WIDTHS[size] - 16
    heads: list[Row] = []
    sets: list[Row] = []
    places: list[Row] = []
    rails: list[Row] = []
    dots: list[Row] = []
    at = 0.0
    for figure in mine:
        text = wrapped(_label(figure, names), width - 10, TEXT_SIZE[size], lines=1)[0]
        colour = ROLE_COLOURS[DIRECTION_ROLES[figure.direction]]
        heads.append({"x": 0, "y": at + _HEAD / 2, "text": text, "colour": colour})
        at += _HEAD
        for rank in figure.ranks:
            y = at + 27
            text = wrapped(rank.reference, width - 104, TEXT_SIZE[size], lines=1)[0]
            sets.append({"x": 0, "y": at + 10, "text": text, "colour": SOFT})
            places.append({"x": 1, "y": at + 10, "text": f"{ordinal(rank.rank)} of {rank.n:,}"})
            rails.append({"x": 0, "x2": 1, "y": y, "y2": y, "colour": LINE})
            dots.append({"x": place(rank), "y": y, "colour": colour})
            at += _STEP
        at += _GAP
    plane = Plane(width, at, 0.0, 1.0)
    sets.append({"x": 0, "y": at + 4, "text": "lowest", "colour": SOFT})
    places.append({"x": 1, "y": at + 4, "text": "highest", "colour": SOFT})
    layers = [
        plane.rules(rails, width=5),
        plane.points(dots),
        plane.texts(heads, weight=600),
        plane.texts(sets),
        plane.texts(places, "right"),
    ]
    return Chart(
        name,
        "Rank among other pairs",
        "From the lowest to the highest value in each set",
        "",
        _alt(mine, names),
        size,
        plane.view(layers),
        Padding(2, 8, 16, 8),
        ranks_table(figures, names),
    )


def ranks_table(figures: Sequence[Figure], names: tuple[str, str]) -> DataTable:
    """Figure with direction, reference set, rank, number of pairs."""
    rows = tuple((_label(f, names), r.reference, r.rank, r.n) for f in figures for r in f.ranks)
    return DataTable(("figure", "set", "rank", "pairs"), rows)


def _label(figure: Figure, names: tuple[str, str]) -> str:
    first, second = names
    way = {"first to second": f", {first} to {second}", "second to first": f", {second} to {first}"}
    return figure.label + way.get(figure.direction, "")


def _alt(figures: Sequence[Figure], names: tuple[str, str]) -> str:
    parts = [
        f"{_label(f, names)}: "
        + ", ".join(f"{ordinal(r.rank)} of {r.n} {r.reference}" for r in f.ranks)
        for f in figures
    ]
    return f"Rank among other pairs. {'; '.join(parts)}."

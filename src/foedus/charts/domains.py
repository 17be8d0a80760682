"""What is supplied in each domain: bars by direction, one joint bar where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.charts.chart import WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.layout import short_number
from foedus.charts.palette import DIRECTION_ROLES, INK, LINE, ROLE_COLOURS, SOFT
from foedus.charts.plane import Plane
from foedus.core.finding import Figure
from foedus.core.vocabulary import DOMAINS

PREFIX = "domain_"
"""Figures of the domains are named `domain_arms`, `domain_military`, ... and lie in [0, 1]."""
_HEAD, _BAR, _GAP = 22.0, 18.0, 9.0
_ORDER = {"both": 0, "first to second": 1, "second to first": 2}


def domain_figures(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the six domains, by domain and direction."""
    names = {f"{PREFIX}{domain}": i for i, domain in enumerate(DOMAINS)}
    mine = [f for f in figures if f.measure in names]
    return sorted(mine, key=lambda f: (names[f.measure], _ORDER.get(f.direction, 3)))


def domains_chart(
    figures: Sequence[Figure], names: tuple[str, str], size: Size = "narrow", name: str = "domains"
) -> Chart | None:
    """Bars from 0 to 1 for each domain and direction; None when no domain figure is given.

    Parameters
    ----------
    figures
        Figures whose measure is `domain_<name>`; others are passed over.
    names
        First and second state.
    """
    mine = domain_figures(figures)
    if not mine:
        return None
    key = [d for d in _ORDER if d != "both" and any(f.direction == d for f in mine)]
    rows, height = _places(mine, _BAR * len(key) + (_GAP if key else 0))
    plane = Plane(WIDTHS[size] - 62, height, 0.0, 1.0)
    words = _directions(names)
    bars, texts = [], []
    for i, direction in enumerate(key):
        y, colour = _BAR * (i + 0.5), ROLE_COLOURS[DIRECTION_ROLES[direction]]
        bars.append(
            {
                "x": 0,
                "x2": plane.value(14),
                "y": y - 6,
                "y2": y + 6,
                "colour": colour,
                "hollow": False,
            }
        )
        texts.append({"x": plane.value(22), "y": y, "text": words[direction], "colour": colour})
    for figure, head, y in rows:
        colour = ROLE_COLOURS[DIRECTION_ROLES[figure.direction]]
        if head is not None:
            text = figure.measure.removeprefix(PREFIX).capitalize()
            texts.append({"x": 0, "y": head, "text": text, "colour": INK})
        if figure.value is None:
            texts.append({"x": 0, "y": y, "text": "not assessable", "colour": SOFT})
            continue
        value = min(1.0, max(0.0, figure.value))
        bars.append(
            {
                "x": 0,
                "x2": value,
                "y": y - 6,
                "y2": y + 6,
                "colour": colour,
                "hollow": figure.status == "carried",
            }
        )
        texts.append(
            {
                "x": plane.value(plane.across(value) + 8),
                "y": y,
                "text": f"{figure.value:.2f}",
                "colour": colour,
            }
        )
    axis = {"values": [0, 0.5, 1], "format": ".1f", "title": None}
    base = [{"x": 0, "x2": 1, "y": height, "y2": height, "colour": LINE}]
    layers = [plane.rules(base), plane.bars(bars), plane.texts(texts)]
    return Chart(
        name,
        "Supplied, by domain and direction",
        "Score from 0 (none) to 1 (full). Outlined: carried forward from an earlier year.",
        "",
        _alt(mine, names),
        size,
        plane.view(layers, axis),
        Padding(0, 50, 26, 12),
        domains_table(mine, names),
    )


def _directions(names: tuple[str, str]) -> dict[str, str]:
    first, second = names
    return {
        "both": "both",
        "first to second": f"{first} to {second}",
        "second to first": f"{second} to {first}",
    }


def _places(
    figures: list[Figure],
    at: float,
) -> tuple[list[tuple[Figure, float | None, float]], float]:
    """Each figure with the place of its heading (first of a domain only) and of its bar."""
    rows: list[tuple[Figure, float | None, float]] = []
    last = ""
    for figure in figures:
        head = None
        if figure.measure != last:
            at += _GAP if last else 0
            head, last = at + _HEAD / 2, figure.measure
            at += _HEAD
        rows.append((figure, head, at + _BAR / 2))
        at += _BAR
    return rows, at + 4


def domains_table(figures: Sequence[Figure], names: tuple[str, str]) -> DataTable:
    """Domain, direction, score, bounds, year of the data, status."""
    words = _directions(names)
    rows = tuple(
        (
            f.measure.removeprefix(PREFIX),
            words[f.direction],
            f.value,
            f.interval.low if f.interval else None,
            f.interval.high if f.interval else None,
            f.data_year,
            f.status,
        )
        for f in domain_figures(figures)
    )
    return DataTable(("domain", "direction", "score", "low", "high", "data year", "status"), rows)


def _alt(figures: list[Figure], names: tuple[str, str]) -> str:
    words = _directions(names) | {"both": "the pair"}
    parts = []
    for f in figures:
        value = "not assessable" if f.value is None else short_number(round(f.value, 2))
        parts.append(f"{f.measure.removeprefix(PREFIX)}, {words[f.direction]} {value}")
    return f"Supplied by domain, 0 to 1: {'; '.join(parts)}."

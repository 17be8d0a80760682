"""Charts as they stand in a document."""

from __future__ import annotations

from foedus.charts.chart import Chart
from foedus.charts.draw import svg
from foedus.charts.palette import FONT
from foedus.report.documents.blocks import Drawing
from foedus.report.picture import Picture

PRINT_FONT = "Foedus Sans, Foedus Han, sans-serif"
"""The bundled fonts only: the renderers of documents refuse a name that needs quotes."""


def drawing(chart: Chart, notes: tuple[int, ...] = (), width: float = 1.0) -> Drawing:
    """A chart with its words; `width` is a share of the page's."""
    return Drawing(
        _printed(svg(chart)),
        chart.title,
        chart.subtitle,
        chart.source_line,
        chart.alt,
        notes,
        width,
    )


def pictured(picture: Picture, width: float = 0.62) -> Drawing:
    """A page's picture at its wide size; one that is drawn narrow only takes `width`."""
    return Drawing(
        _printed(str(picture.wide or picture.narrow)),
        picture.title,
        picture.subtitle,
        picture.source_line,
        f"{picture.title}. {picture.subtitle}",
        picture.numbers,
        1.0 if picture.wide else width,
    )


def _printed(drawn: str) -> str:
    return drawn.replace(f'font-family="{FONT}"', f'font-family="{PRINT_FONT}"', 1)

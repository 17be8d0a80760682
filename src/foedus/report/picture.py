"""A chart as a page shows it: drawn for two widths, with its figures beneath."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from foedus.charts.chart import Cell, Chart, DataTable
from foedus.charts.draw import svg
from foedus.charts.elements import clean
from foedus.charts.layout import short_number


@dataclass(frozen=True, slots=True)
class Picture:
    """What the templates need of a chart.

    `wide` and `narrow` are SVG elements; `narrow` alone stands for charts that fit every width.
    """

    name: str
    title: str
    subtitle: str
    source_line: str
    wide: Markup | None
    narrow: Markup
    table: DataTable
    numbers: tuple[int, ...] = ()

    @property
    def csv_address(self) -> str:
        """The figures as a `data:` address, so that the page needs no second file."""
        return f"data:text/csv;charset=utf-8,{quote(self.table.csv())}"

    @property
    def body(self) -> Markup:
        """The table's rows as HTML; made here, as a page has thousands of cells."""
        return Markup("\n".join(map(_row, self.table.rows)))


def _row(cells: tuple[Cell, ...]) -> str:
    head, *rest = map(_cell, cells)
    return f'<tr><th scope="row">{head}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _cell(cell: Cell) -> str:
    """A cell as escaped text; whole numbers (years, ranks) stay as they are."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return str(escape(clean(cell)))
    return str(cell) if isinstance(cell, int) else short_number(cell)


def picture(
    narrow: Chart | None,
    wide: Chart | None = None,
    *,
    numbers: tuple[int, ...] = (),
) -> Picture | None:
    """Draw a chart at one or two widths; None passes through."""
    if narrow is None:
        return None
    # Every text in the drawing was escaped by `draw.svg`, so it may stand in the page as it is.
    drawn = Markup(svg(wide)) if wide else None
    return Picture(
        narrow.name.removesuffix("-narrow"),
        narrow.title,
        narrow.subtitle,
        narrow.source_line,
        drawn,
        Markup(svg(narrow)),
        narrow.table,
        numbers,
    )

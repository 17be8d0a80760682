"""A chart: its Vega-Lite view, the words around it, and the figures it draws."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any, Literal

Size = Literal["wide", "narrow"]
Cell = str | int | float | None

WIDTHS: dict[Size, int] = {"wide": 920, "narrow": 340}
"""Outer width in pixels. A phone's column is 340 or a little more, so nothing shrinks there."""

TEXT_SIZE: dict[Size, float] = {"wide": 13.0, "narrow": 13.0}
"""Size of the text in a chart, in pixels at its own width."""


WHOLE_AXIS = {"labelOverlap": False, "labelFlush": False, "tickCount": 99}
"""Axis options: every label that is listed is drawn, where it belongs."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """The figures behind a chart, as columns and rows.

    Parameters
    ----------
    columns
        Headings; the first names the rows.
    rows
        One tuple a row, as long as `columns`; None where a figure is missing.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """The table as CSV; a text that a spreadsheet would run as a formula is quoted off.

        Examples
        --------
        >>> print(DataTable(("year", "score"), ((1950, 0.5), (1951, None))).csv())
        year,score
        1950,0.5
        1951,
        <BLANKLINE>
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([_inert(name) for name in self.columns])
        writer.writerows([[_inert(cell) for cell in row] for row in self.rows])
        return out.getvalue()


def _inert(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in set("=+-@\t\r") else cell


@dataclass(frozen=True, slots=True)
class Padding:
    """Room around the plot for axes and labels, in pixels."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture at one width.

    Parameters
    ----------
    name
        Identifier, unique within a page: letters, digits and hyphens.
    title, subtitle, source_line
        The words printed above and below; the subtitle names measure and unit.
    alt
        What the picture shows, for readers who cannot see it.
    size
        ``wide`` or ``narrow``.
    view
        A Vega-Lite view (`layer`, `width`, `height`) without `$schema` and `config`.
    padding
        Room around the plot.
    table
        The figures drawn.
    """

    name: str
    title: str
    subtitle: str
    source_line: str
    alt: str
    size: Size
    view: dict[str, Any]
    padding: Padding
    table: DataTable

    @property
    def width(self) -> float:
        """Outer width in pixels."""
        return float(self.view["width"]) + self.padding.left + self.padding.right

    @property
    def height(self) -> float:
        """Outer height in pixels."""
        return float(self.view["height"]) + self.padding.top + self.padding.bottom

"""Handing over a result: on the screen, or in a file whose name is then said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from foedus.core.errors import FoedusError


def deliver(content: str, output: str | None) -> None:
    """Text on the screen, or in a file."""
    if output is None:
        click.echo(content, nl=False)
        return
    from foedus.report.writing import write

    click.echo(f"Written to {write(output, content)}")


def ending_of(output: str, endings: Iterable[str]) -> str:
    """The ending of a file that is to be written, and can be; asked before any work is done.

    Raises
    ------
    FoedusError
        For an ending that stands for no format, or a folder that is not there.

    Examples
    --------
    >>> ending_of("shares.CSV", (".csv", ".md"))
    '.csv'
    """
    from foedus.report.writing import check

    ending = Path(output).suffix.lower()
    known = list(endings)
    if ending not in known:
        what = f"ends in {ending!r}, which stands" if ending else "has no ending that stands"
        raise FoedusError(
            f"{output!r} {what} for {'no' if ending else 'a'} format.",
            f"Name a file that ends in {', '.join(known)}.",
        )
    check(output)
    return ending


def deliver_table(
    rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], output: str, title: str
) -> None:
    """Rows as Parquet or Stata."""
    from foedus.report.exporters.ledger_table import write_table

    click.echo(f"Written to {write_table(rows, labels, output, title)}")


def deliver_picture(spec: dict[str, Any], output: str) -> None:
    """A Vega-Lite specification as SVG or PNG."""
    import vl_convert

    from foedus.charts.render import FONTS
    from foedus.report.writing import write

    vl_convert.register_font_directory(str(FONTS))
    png = Path(output).suffix.lower() == ".png"
    drawn = (
        vl_convert.vegalite_to_png(spec, scale=2.0)
        if png
        else str(vl_convert.vegalite_to_svg(spec))
    )
    click.echo(f"Written to {write(output, drawn)}")

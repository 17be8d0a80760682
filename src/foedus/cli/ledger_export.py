"""`foedus ledger export`: a case file as a table for research."""

from __future__ import annotations

import click

from foedus.cli.ledger import pair_case
from foedus.core.errors import unknown

PARTS = ("items", "cells")


@click.command("export")
@click.argument("a")
@click.argument("b")
@click.option("--part", default="items", show_default=True, metavar="items|cells", help="What.")
@click.option("-o", "--output", required=True, metavar="FILE", help="x.csv, .parquet, .dta, .html")
def export_command(a: str, b: str, part: str, output: str) -> None:
    """Write the items or the grid cells of A and B as one table.

    \b
    Examples:
      foedus ledger export CHN RUS -o china-russia.csv
      foedus ledger export JPN USA --part cells -o grid.dta
    """
    from foedus.ledger.tables import CELL_LABELS, ITEM_LABELS, cell_records, item_records
    from foedus.report.exporters.ledger_table import write_table

    if part not in PARTS:
        raise unknown("part", part, PARTS)
    one, two, case = pair_case(a, b)
    records = item_records(case) if part == "items" else cell_records(case)
    labels = ITEM_LABELS if part == "items" else CELL_LABELS
    title = f"{one.name} and {two.name}: {part} of the case file"
    click.echo(str(write_table(records, labels, output, title)))

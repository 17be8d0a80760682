"""`foedus indices`: published indices of a pair, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.listing import ListFormat, data_option, format_option, paragraph, written

if TYPE_CHECKING:
    from foedus.assessment.indices.index import Index


@click.command("indices")
@click.argument("a")
@click.argument("b")
@click.option("--year", type=int, default=2018, show_default=True, help="Calendar year.")
@data_option
@format_option
def indices_command(a: str, b: str, year: int, data: str | None, form: ListFormat) -> None:
    """Every published index of A and B in a year, as its authors define it.

    What could not be filled is said, with the reason; nothing is put in its place.

    \b
    Examples:
      foedus indices CHN RUS --year 2018
      foedus indices USA GBR --year 2010 --format csv
    """
    from foedus.assessment.indices.published import indices
    from foedus.cli.data import folders
    from foedus.states.resolve import resolve_pair

    if data:
        folders(data)
    found = indices(a, b, year, data=data)
    if form != "terminal":
        click.echo(written([i.as_dict() for i in found], form), nl=False)
        return
    one, two = (s.iso3 for s in resolve_pair(a, b, year))
    click.echo(f"{'Index':<24}{f'{one} to {two}':>12}{f'{two} to {one}':>12}  Range")
    for i in found:
        click.echo(
            f"{i.name:<24}{_value(i.first_to_second):>12}{_value(i.second_to_first):>12}  {_span(i)}"
        )
        for line in (i.label, i.lacks):
            if line:
                click.echo(paragraph(line, "    "))


def _value(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def _span(index: Index) -> str:
    low, high = (("" if x is None else f"{x:g}") for x in (index.low, index.high))
    return f"{low} to {high}" if low or high else "open"

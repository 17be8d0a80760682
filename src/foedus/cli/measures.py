"""`foedus measures`: what can be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import (
    ListFormat,
    entry,
    field,
    format_option,
    paragraph,
    written,
    years,
)

if TYPE_CHECKING:
    from foedus.measures.metadata import Group, Measure


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@format_option
def measures_command(name: str | None, form: ListFormat) -> None:
    """List the measures, or show the one called NAME.

    A measure ships when the figures are in the panel that comes with foedus; else it
    needs raw data (see `foedus data`).

    \b
    Examples:
      foedus measures
      foedus measures kappa_votes
      foedus measures --format csv
    """
    from foedus.measures.registry import measure, measures

    if name is not None:
        one = record(measure(name)) | _details(measure(name))
        click.echo(_shown(one) if form == "terminal" else written([one], form), nl=False)
        return
    records = [record(m) for m in sorted(measures().values(), key=lambda m: m.name)]
    if form == "terminal":
        click.echo("\n".join(_entry(r) for r in records), nl=False)
    else:
        click.echo(written(records, form), nl=False)


def record(one: Measure) -> dict[str, Any]:
    """What a list says of a measure."""
    from foedus.measures.registry import columns, group_of

    stored = columns()
    return {
        "name": one.name,
        "label": one.label,
        "directed": one.directed,
        "unit": one.unit,
        "coverage": list(one.coverage),
        "sources": list(one.sources),
        "ships": all(stored[c].ships and _comes_along(group_of(c)) for c in one.needs),
    }


def _comes_along(group: Group) -> bool:
    """Whether a group's columns need no raw file: kept in the panel, or made from what ships."""
    return group.stored or not group.tables


def _details(one: Measure) -> dict[str, Any]:
    return {
        "bounds": list(one.bounds),
        "description": one.description,
        "paper": list(one.paper),
        "columns": list(one.needs),
    }


def _kind(found: dict[str, Any]) -> str:
    direction = "each way" if found["directed"] else "both alike"
    return f"{direction}; {'ships' if found['ships'] else 'needs raw data'}"


def _entry(found: dict[str, Any]) -> str:
    head = f"{found['name']:<30}{years(found['coverage'])}  {_kind(found)}"
    return entry(head, f"{found['label']} ({found['unit']})", f"from {', '.join(found['sources'])}")


def _shown(found: dict[str, Any]) -> str:
    low, high = ("open" if b is None else f"{b:g}" for b in found["bounds"])
    lines = [
        found["name"],
        paragraph(found["label"]),
        "",
        paragraph(found["description"]),
        "",
        field("unit", found["unit"]),
        field("range", f"{low} to {high}"),
        field("direction", "each way" if found["directed"] else "one figure for the pair"),
        field("coverage", years(found["coverage"])),
        field("sources", ", ".join(found["sources"])),
        field("papers", ", ".join(found["paper"]) or "none named"),
        field("stored as", ", ".join(found["columns"])),
        field("ships", "yes" if found["ships"] else "no: needs raw data"),
    ]
    return "\n".join(lines) + "\n"

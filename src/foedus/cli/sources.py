"""`foedus sources`: where the figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import (
    ListFormat,
    data_option,
    entry,
    field,
    format_option,
    paragraph,
    written,
    years,
)

if TYPE_CHECKING:
    from foedus.core.origin import Origin


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@data_option
@format_option
def sources_command(name: str | None, data: str | None, form: ListFormat) -> None:
    """List the sources, or show all that is known of the one called NAME.

    "Here" means that its raw files are on this machine. The figures that foedus
    computed from it come with foedus all the same, unless its terms forbid it.

    \b
    Examples:
      foedus sources
      foedus sources atop
      foedus sources --format json
    """
    from foedus.sources.registry import all_origins, origin

    if name is not None:
        one = record(origin(name), data) | _details(origin(name))
        click.echo(_shown(one) if form == "terminal" else written([one], form), nl=False)
        return
    records = [record(source, data) for source in all_origins()]
    if form == "terminal":
        click.echo("\n".join(_entry(r) for r in records), nl=False)
    else:
        click.echo(written(records, form), nl=False)


def record(source: Origin, data: str | None) -> dict[str, Any]:
    """What a list says of a source."""
    from foedus.core.settings import data_folders
    from foedus.sources.registry import find

    return {
        "name": source.name,
        "title": source.title,
        "version": source.version,
        "coverage": list(source.coverage),
        "licence": source.licence,
        "present": find(source, data_folders(data)).complete,
    }


def _details(source: Origin) -> dict[str, Any]:
    return {
        "producer": source.producer,
        "unit": source.unit,
        "redistributable": source.redistributable,
        "ships": source.ships,
        "where_to_get": source.where_to_get,
        "caveats": list(source.caveats),
        "files": [f"{f.path} ({f.layout})" for f in source.files],
        "tables": [t.name for t in source.tables],
        "citations": [c.plain() for c in source.citations],
    }


def _entry(found: dict[str, Any]) -> str:
    head = f"{found['name']:<30}{years(found['coverage'])}  {_here(found)}"
    return entry(
        head, f"{found['title']}; version: {found['version']}", f"Licence: {found['licence']}"
    )


def _here(found: dict[str, Any]) -> str:
    return "raw files here" if found["present"] else "raw files not here"


def _shown(found: dict[str, Any]) -> str:
    lines = [
        found["name"],
        paragraph(found["title"]),
        "",
        field("producer", found["producer"]),
        field("version", found["version"]),
        field("coverage", years(found["coverage"])),
        field("unit", found["unit"]),
        field("licence", found["licence"]),
        field("ships", found["ships"]),
        field("raw files", "here" if found["present"] else "not here"),
        field("to get it", found["where_to_get"]),
        field("files", ", ".join(found["files"]) or "with foedus"),
        field("tables", ", ".join(found["tables"])),
        "",
        "Caveats",
        *(paragraph(f"- {c}", "", "  ") for c in found["caveats"]),
        "",
        "Citations",
        *(paragraph(f"- {c}", "", "  ") for c in found["citations"]),
    ]
    return "\n".join(lines) + "\n"

"""`foedus data`: which raw data are here, taking over a copy, and building from them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.lazy import LazyGroup
from foedus.cli.listing import ListFormat, data_option, entry, format_option, paragraph, written
from foedus.core.errors import FoedusError, SourceMissing

if TYPE_CHECKING:
    from foedus.sources.adding import Checked
    from foedus.sources.state_of_files import SourceState


@click.command(
    cls=LazyGroup,
    places={
        "status": "foedus.cli.data:status_command",
        "build": "foedus.cli.build:build_command",
        "add": "foedus.cli.data:add_command",
    },
    summaries={
        "status": "Which sources are here, and which panel is in use.",
        "build": "Rebuild every figure from raw files.",
        "add": "Keep a copy of a file, folder or zip you have downloaded.",
    },
)
def data_group() -> None:
    """Raw data: what is here, add a copy, rebuild.

    foedus works without raw data, on the panel that comes with it. Raw files are looked
    for in the folder named with --data, in FOEDUS_DATA, then among the added copies.

    \b
    Examples:
      foedus data status
      foedus data add ~/Downloads/atop_5_1.zip
      foedus data build
    """


def folders(data: str | None) -> list[Path]:
    """The data folders; one named with ``--data`` must be there.

    Raises
    ------
    SourceMissing
        If `data` or FOEDUS_DATA names no folder.
    """
    from foedus.core.settings import data_folders

    for named, how in ((data, "--data"), (os.environ.get("FOEDUS_DATA"), "FOEDUS_DATA")):
        if named and not Path(named).is_dir():
            raise SourceMissing(f"{how} names {named!r}, which is no folder.", "Check the path.")
    return data_folders(data)


@click.command("status")
@data_option
@format_option
def status_command(data: str | None, form: ListFormat) -> None:
    """Which sources are here, in which folder and layout, and which panel is in use.

    Each file is compared with the copy that foedus was tested on. The layout "official"
    was read from the maker's documentation and is untested on a full file.

    \b
    Examples:
      foedus data status
      foedus data status --data ~/data --format json
    """
    from foedus.sources.state_of_files import states

    places = folders(data)
    found = states(places)
    if form != "terminal":
        click.echo(written([_record(s) for s in found], form), nl=False)
        return
    click.echo(_panel_in_use())
    click.echo(paragraph(f"Folders: {', '.join(map(str, places)) or 'none'}") + "\n")
    for source in found:
        click.echo(_entry(source), nl=False)
    counted = [s for s in found if s.presence.origin.files]
    here = sum(s.presence.complete for s in counted)
    click.echo(f"\n{here} of {len(counted)} sources with raw files are here.")


def _panel_in_use() -> str:
    from foedus.store.reference import current, shipped_folder

    panel = current()
    which = "shipped with foedus" if panel.folder == shipped_folder() else "built here"
    m = panel.manifest
    lines = [
        f"Panel in use: {which}, {m['years'][0]}-{m['years'][1]}, {m['rows']:,} dyad-years",
        f"    content {m['content_sha256'][:16]}, in {panel.folder}",
        *_estimates_in_use(),
    ]
    return "\n".join(lines)


def _estimates_in_use() -> list[str]:
    from foedus.rollcalls.positions.reference_points import COMMAND, current
    from foedus.store.reference import shipped_folder

    try:
        points = current()
    except SourceMissing:
        return [f"Ideal points: not built; run `{COMMAND}`"]
    which = "shipped with foedus" if points.folder == shipped_folder() else "built here"
    years = ", ".join(
        f"{m} {first}-{last}" for m in points.models for first, last in [points.years(m)]
    )
    m = points.manifest
    return [
        f"Ideal points in use: {which}, {years}",
        f"    content {m['content_sha256'][:16]}, in {points.folder}",
    ]


def _record(source: SourceState) -> dict[str, object]:
    presence = source.presence
    return {
        "name": presence.origin.name,
        "state": source.state,
        "layout": presence.layout if source.files else "",
        "folder": _folder(source),
        "files": [str(f.path) for f in source.files],
        "likeness": [f.likeness for f in source.files],
        "missing": list(presence.missing),
        "where_to_get": presence.origin.where_to_get,
    }


def _folder(source: SourceState) -> str:
    if not source.files:
        return ""
    first = source.files[0]
    from foedus.sources.registry import raw_file

    declared = raw_file(source.presence.origin, first.role, source.presence.layout).path
    return str(first.path)[: -len(declared)].rstrip("/\\")


def _entry(source: SourceState) -> str:
    origin = source.presence.origin
    head = f"{origin.name:<30}{source.state}"
    if source.state == "with foedus":
        return entry(head)
    if not source.presence.complete:
        missing = f"missing: {', '.join(source.presence.missing)}" if source.files else ""
        return entry(head, missing, origin.where_to_get)
    differing = source.differing
    untested = any(f.likeness == "no tested copy" for f in source.files)
    same = "no tested copy to compare with" if untested else "the tested copy"
    if differing:
        names = ", ".join(f.path.name for f in differing)
        same = f"differs from the tested copy: {names}"
    return entry(f"{head:<39}  layout {source.presence.layout}; {same}", f"in {_folder(source)}")


@click.command("add")
@click.argument("path", metavar="PATH")
@click.option("--dry-run", is_flag=True, help="Recognise and check only; keep nothing.")
def add_command(path: str, dry_run: bool) -> None:
    """Keep a copy of raw data you have downloaded: a file, a folder or a zip.

    Files are recognised by their content, their name or their columns, read whole by the
    source they belong to, and only then copied into foedus' cache. A file that is
    cut off or wrong is refused, and what was there before stays.

    \b
    Examples:
      foedus data add ~/Downloads/atop_5_1.zip --dry-run
      foedus data add ~/Downloads/GSDB_V3.csv
    """
    from foedus.core.settings import added_folder
    from foedus.sources.adding import add

    into = added_folder()
    taken = add(Path(path), into, dry_run)
    for one in taken.kept:
        click.echo(_kept(one), nl=False)
    if taken.not_recognised:
        names = ", ".join(taken.not_recognised[:10])
        more = (
            f" and {len(taken.not_recognised) - 10} more" if len(taken.not_recognised) > 10 else ""
        )
        click.echo(paragraph(f"Not recognised, left alone: {names}{more}"))
    number = f"{len(taken.kept)} file{'s' * (len(taken.kept) != 1)}"
    if dry_run:
        click.echo(f"{number} would be kept in {into}; nothing was changed.")
        return
    click.echo(f"{number} kept in {into}")
    for name in sorted({n for one in taken.kept for n in one.read_by}):
        click.echo(_shadow(name, into), nl=False)
    click.echo("Next: `foedus data build` rebuilds the figures from them.")


def _kept(one: Checked) -> str:
    known = one.recognised
    names = ", ".join(dict.fromkeys(source.name for source, _ in known.owners))
    lines = [f"{known.path}; recognised by its {known.how}; {one.likeness}"]
    if one.read_by:
        lines.append(f"read whole by {', '.join(one.read_by)}")
    lines += [
        f"{name} cannot be read yet: it also needs {', '.join(files)}"
        for name, files in one.waits_for.items()
    ]
    return entry(f"{known.inside} -> {names}", *lines)


def _shadow(name: str, into: Path) -> str:
    """A note where another folder with the same source is searched before the added copies."""
    from foedus.sources.registry import find, origin

    try:
        presence = find(origin(name), folders(None))
    except FoedusError:
        return ""
    first = next(iter(presence.files.values()), None)
    if first is None or first.is_relative_to(into):
        return ""
    return paragraph(f"Note: {name} is also in FOEDUS_DATA, which is searched first.") + "\n"

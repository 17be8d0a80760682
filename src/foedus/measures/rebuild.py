"""From raw files to a reference panel in three stages, each continuing where it stopped.

Tidy tables are kept by the content of their raw files, columns by all they depend on,
and the panel takes its place only when it is whole.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from foedus.core.errors import NotWritable, SourceMissing
from foedus.core.settings import cache_folder
from foedus.dyads.frame import DyadFrame
from foedus.measures import kept
from foedus.measures.build import FIRST, LAST, compute_group, write_panel
from foedus.measures.metadata import Arrays
from foedus.measures.registry import stored_groups as groups
from foedus.sources import registry, tidy
from foedus.sources.registry import Presence
from foedus.store.reference import LOCAL, MANIFEST, PANEL
from foedus.store.tables import Tables

ESSENTIAL = ("un_votes", "un_items", "atop_directed", "atop_member_years")
"""Tables without which nearly every measure would be missing."""
Stage = Literal["tables", "measures", "panel"]


@dataclass(frozen=True, slots=True)
class Step:
    """Where a build stands: `done` of `total` steps of a stage, and what comes next."""

    stage: Stage
    name: str
    done: int
    total: int


Report = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A panel that was built.

    Parameters
    ----------
    folder, manifest
        Where it is, and its manifest.
    present, missing
        Names of the sources it rests on, and of those that were not here.
    resumed
        Groups whose columns were already there.
    seconds
        Time it took.
    size
        Bytes of the panel file.
    """

    folder: Path
    manifest: dict[str, Any]
    present: tuple[str, ...]
    missing: tuple[str, ...]
    resumed: tuple[str, ...]
    seconds: float
    size: int


def rebuild(
    folders: Iterable[Path],
    into: Path,
    *,
    local: bool = True,
    first: int = FIRST,
    last: int = LAST,
    report: Report = lambda _: None,
) -> Rebuilt:
    """Build the reference panel from the raw files in `folders`.

    Parameters
    ----------
    folders
        Data folders, in order of preference.
    into
        Folder of the panel; made if needed.
    local
        Also write the columns that may not be passed on.
    first, last
        Years.
    report
        Called before each step and once after the last.

    Raises
    ------
    SourceMissing
        If an essential source is not here; nothing is written then.
    SourceDamaged
        If a raw file cannot be what it should be.
    NotWritable
        If a folder cannot be written.
    """
    start = time.monotonic()
    places = list(folders)
    presences = [registry.find(source, places) for source in registry.all_origins()]
    require_essential(presences)
    try:
        into.mkdir(parents=True, exist_ok=True)
        tables, prints = _tables(presences, report)
        frame = DyadFrame.between(first, last)
        of = kept.fingerprint(prints, frame)
        columns, resumed = _columns(tables, frame, kept.folder(of), report)
        report(Step("panel", "panel", 0, 1))
        manifest = _write_whole(columns, frame, into, presences, local)
        report(Step("panel", "", 1, 1))
        kept.forget_others(of)
    except OSError as fault:
        raise NotWritable(
            f"Cannot write {str(fault.filename or into)!r}: "
            f"{(fault.strerror or str(fault)).lower()}.",
            "Name a folder you may write to with -o, or set XDG_CACHE_HOME.",
        ) from fault
    return Rebuilt(
        into,
        manifest,
        tuple(p.origin.name for p in presences if p.complete),
        tuple(p.origin.name for p in presences if not p.complete),
        resumed,
        time.monotonic() - start,
        (into / PANEL).stat().st_size,
    )


def require_essential(presences: Iterable[Presence]) -> None:
    """Raise SourceMissing naming the sources without which a panel would be empty."""
    needed = [
        p.origin
        for p in presences
        if not p.complete and any(t.name in ESSENTIAL for t in p.origin.tables)
    ]
    if needed:
        titles = "; ".join(f"{s.title} ({s.name})" for s in needed)
        where = " ".join(s.where_to_get for s in needed)
        raise SourceMissing(
            f"A panel cannot be built without {titles}.",
            f"{where} Then name the folder with --data or FOEDUS_DATA, or run "
            "`foedus data add PATH`. foedus works without it, on the panel it ships.",
        )


def _tables(presences: list[Presence], report: Report) -> tuple[Tables, dict[str, str]]:
    """The tidy tables, and the fingerprint of each source that is present."""
    here = [p for p in presences if p.complete]
    files: dict[str, Path] = {}
    prints: dict[str, str] = {}
    for number, presence in enumerate(here):
        report(Step("tables", presence.origin.name, number, len(here)))
        built = _built(presence)
        files |= built
        prints[presence.origin.name] = next(iter(built.values())).parent.name
    report(Step("tables", "", len(here), len(here)))
    return Tables(files), prints


def _built(presence: Presence) -> dict[str, Path]:
    """The tidy tables of a source; when stopped, what was half written is removed."""
    place = cache_folder() / "tidy"
    try:
        return tidy.build_source(presence, place)
    except BaseException:
        for half in (place / presence.origin.name).glob("*.part"):
            shutil.rmtree(half, ignore_errors=True)
        raise


def _columns(
    tables: Tables, frame: DyadFrame, place: Path, report: Report
) -> tuple[Arrays, tuple[str, ...]]:
    """Every stored column, and the groups that were there already."""
    out: Arrays = {}
    resumed = []
    every = groups()
    for number, group in enumerate(every):
        report(Step("measures", group.name, number, len(every)))
        path = place / f"{group.name}.npz"
        columns = kept.load(path)
        if columns is None or set(columns) < {c.name for c in group.columns}:
            columns = compute_group(group, tables, frame, out)
            kept.save(columns, path)
            tables.release()
        else:
            resumed.append(group.name)
        out |= columns
    report(Step("measures", "", len(every), len(every)))
    return out, tuple(resumed)


def _write_whole(
    columns: Arrays, frame: DyadFrame, into: Path, presences: list[Presence], local: bool
) -> dict[str, Any]:
    """Write beside, then put in place; a folder without its manifest is no panel."""
    with TemporaryDirectory(prefix=".part-", dir=into) as beside:
        manifest = write_panel(columns, frame, Path(beside), presences, local)
        (into / MANIFEST).unlink(missing_ok=True)
        (into / LOCAL).unlink(missing_ok=True)
        for name in (PANEL, LOCAL, MANIFEST):
            if (Path(beside) / name).is_file():
                (Path(beside) / name).replace(into / name)
    return manifest


def same_inputs(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Two manifests rest on the same raw files, for the same years and version of foedus."""
    return all(one.get(k) == other.get(k) for k in ("format", "foedus", "years")) and (
        _hashes(one) == _hashes(other)
    )


def _hashes(manifest: dict[str, Any]) -> dict[str, Any]:
    return {name: source["sha256"] for name, source in manifest["inputs"].items()}

"""Raw files to tidy tables in the cache: each source once, resumed where it stopped."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from foedus.core.origin import Origin
from foedus.core.settings import cache_folder
from foedus.sources import registry
from foedus.sources.registry import Presence
from foedus.store import parquet
from foedus.store.tables import Tables

Progress = Callable[[str], None]
_DONE = "done.json"


def sha256(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fingerprint(presence: Presence) -> str:
    """Hash over a source's raw files, its metadata and its reader: equal means same tables."""
    digest = hashlib.sha256()
    for role, path in sorted(presence.files.items()):
        digest.update(f"{role}:{sha256(path)}\n".encode())
    own = presence.origin.folder
    beside = sorted(p for p in own.iterdir() if p.suffix in {".py", ".toml", ".csv"})
    for path in beside:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def build_source(presence: Presence, folder: Path) -> dict[str, Path]:
    """Tidy tables of one source as Parquet files; nothing is done when they are there already."""
    done = folder / presence.origin.name / fingerprint(presence)
    if not (done / _DONE).is_file():
        frames = registry.read(presence)
        done.parent.mkdir(parents=True, exist_ok=True)
        # A folder of its own: two processes may build the same source at once.
        part = Path(tempfile.mkdtemp(prefix=f"{done.name}-", suffix=".part", dir=done.parent))
        for name, frame in frames.items():
            parquet.write(frame, part / f"{name}.parquet")
        (part / _DONE).write_text(json.dumps({n: len(f) for n, f in frames.items()}))
        _settle(part, done)
    return {t.name: done / f"{t.name}.parquet" for t in presence.origin.tables}


def _settle(part: Path, done: Path) -> None:
    """Put a finished folder in its place; where another process was first, its equal one stays."""
    try:
        part.replace(done)
    except OSError:
        if not (done / _DONE).is_file():
            shutil.rmtree(done, ignore_errors=True)
            part.replace(done)
    shutil.rmtree(part, ignore_errors=True)


def build_tables(
    folders: Iterable[Path], only: Iterable[str] | None = None, progress: Progress = lambda _: None
) -> tuple[Tables, list[Presence]]:
    """Build the tidy tables of every source that is present.

    Parameters
    ----------
    folders
        Data folders, in order of preference.
    only
        Names of sources to build; all registered ones where None.
    progress
        Called with each source's name before it is read.

    Returns
    -------
    tables, presences
        The tables, and for each source whether and where it was found.
    """
    places = list(folders)
    tidy = cache_folder() / "tidy"
    names = sorted(only) if only is not None else [o.name for o in registry.all_origins()]
    files: dict[str, Path] = {}
    wanted: dict[str, str] = {}
    presences = []
    for name in names:
        source = registry.origin(name)
        presence = registry.find(source, places)
        presences.append(presence)
        if not presence.complete:
            wanted |= dict.fromkeys((t.name for t in source.tables), _where(source))
            continue
        progress(name)
        files |= build_source(presence, tidy)
    return Tables(files, wanted), presences


def built_before(folders: Iterable[Path], name: str) -> tuple[bool, dict[str, Path] | None]:
    """The tidy tables of a source if they were built before; nothing is built.

    Returns
    -------
    here, tables
        Whether the raw files are here; the Parquet file of each table, None where they are
        not built from these files.
    """
    presence = registry.find(registry.origin(name), list(folders))
    if not presence.complete:
        return False, None
    done = cache_folder() / "tidy" / name / fingerprint(presence)
    if not (done / _DONE).is_file():
        return True, None
    return True, {t.name: done / f"{t.name}.parquet" for t in presence.origin.tables}


def _where(source: Origin) -> str:
    return f"{source.where_to_get} Then `foedus data add PATH` or --data FOLDER."

"""The reference estimates of ideal points: both models run, written with a manifest.

A build of its own, for it takes minutes. What was done is kept in the cache, sweeps of a
chain as well as a finished model, so that a stopped build goes on.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.core.errors import NotWritable, SourceMissing
from foedus.core.settings import cache_folder
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.reference_file import rows_of, summary, write
from foedus.rollcalls.positions.reference_points import MODELS, POINTS, WHOLE, Model
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.records.record_tables import ASSEMBLY, LINKS, PUBLISHED
from foedus.rollcalls.roll_calls import RollCalls
from foedus.store import parquet

if TYPE_CHECKING:
    import pandas as pd

    from foedus.sources.registry import Presence
    from foedus.store.tables import Tables

SETTINGS: dict[Model, Settings] = {
    "foedus": Settings(mode="foedus", sweeps=2000, burn=600, chains=2),
    "faithful": Settings(mode="faithful", sweeps=3000, burn=500, chains=2),
}
"""How the reference estimates are made; everything else as `Settings` has it."""
SOURCES: dict[Model, tuple[str, ...]] = {"foedus": (ASSEMBLY,), "faithful": (PUBLISHED, LINKS)}
_ROOMS = ("own", "faithful", "fast", "sampling")
_CODE = (
    "roll_calls",
    "positions/estimates",
    "positions/reference_file",
    "records/library",
    "records/of_record",
    "records/published",
)
"""What a chain rests on; a change of any other module lets a stopped build go on."""

Report = Callable[[Model, int, int], None]


@dataclass(frozen=True)
class Built:
    """Estimates that were written.

    Parameters
    ----------
    folder, manifest
        Where they are, and their manifest.
    resumed
        Models that were there already.
    seconds, size
        Time it took, and bytes of the file.
    """

    folder: Path
    manifest: dict[str, Any]
    resumed: tuple[Model, ...]
    seconds: float
    size: int


def build(
    folders: Iterable[Path],
    into: Path,
    *,
    settings: dict[Model, Settings] | None = None,
    sessions: tuple[int, int] | None = None,
    report: Report = lambda model, done, of: None,
) -> Built:
    """Run the models and write the estimates into a folder.

    Parameters
    ----------
    folders
        Data folders, in order of preference.
    into
        Folder of the file; made if needed.
    settings
        In place of `SETTINGS`: for tests.
    sessions
        First and last; all where None. For tests.
    report
        Called with the model, steps done and steps in all.

    Raises
    ------
    SourceMissing
        If votes are not here; nothing is written then.
    NotWritable
        If a folder cannot be written.
    """
    begun = time.monotonic()
    how = settings or SETTINGS
    tables, presences = _inputs(folders)
    try:
        place = _place(presences, how, sessions)
        into.mkdir(parents=True, exist_ok=True)
        parts, about, resumed = [], {}, []
        for model in MODELS:
            kept = _kept(place, model)
            if kept is None:
                kept = _run(tables, model, how[model], sessions, place, report)
            else:
                resumed.append(model)
            parts.append(kept[0])
            about[model] = kept[1]
        manifest = write(parts, about, into, presences)
        shutil.rmtree(place, ignore_errors=True)
    except OSError as fault:
        raise NotWritable(
            f"Cannot write {str(fault.filename or into)!r}: "
            f"{(fault.strerror or str(fault)).lower()}.",
            "Name a folder you may write to with -o, or set XDG_CACHE_HOME.",
        ) from fault
    size = (into / POINTS).stat().st_size
    return Built(into, manifest, tuple(resumed), time.monotonic() - begun, size)


def _inputs(folders: Iterable[Path]) -> tuple[Tables, list[Presence]]:
    from foedus.sources.tidy import build_tables

    names = sorted({s for model in MODELS for s in SOURCES[model]})
    tables, presences = build_tables(folders, names)
    absent = [p.origin for p in presences if not p.complete]
    if absent:
        titles = "; ".join(f"{o.title} ({o.name})" for o in absent)
        where = " ".join(o.where_to_get for o in absent)
        raise SourceMissing(
            f"Ideal points cannot be estimated without {titles}.",
            f"{where} Then name the folder with --data or FOEDUS_DATA, or run "
            "`foedus data add PATH`.",
        )
    return tables, presences


def _votes(tables: Tables, model: Model, sessions: tuple[int, int] | None) -> RollCalls:
    span = sessions or (None, None)
    if model == "foedus":
        from foedus.rollcalls.records.library import assembly_votes

        return assembly_votes(tables, sessions=span)
    from foedus.rollcalls.records.published import published_votes

    return published_votes(tables, sessions=span)


def _run(
    tables: Tables,
    model: Model,
    settings: Settings,
    sessions: tuple[int, int] | None,
    place: Path,
    report: Report,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    begun = time.monotonic()
    votes = _votes(tables, model, sessions)
    tables.release()
    found = estimate(
        votes,
        settings,
        progress=lambda done, of: report(model, done, of),
        checkpoint=place / f"{model}.npz",
    )
    rows, about = rows_of(found, model), summary(found, time.monotonic() - begun)
    parquet.write(rows, place / f"{model}.parquet", level=3)
    (place / f"{model}.json").write_text(json.dumps(about), encoding="utf-8")
    return rows, about


def _place(
    presences: Iterable[Presence],
    settings: dict[Model, Settings],
    sessions: tuple[int, int] | None,
) -> Path:
    """The folder of this build in the cache; those of other inputs, settings or code go."""
    from foedus import __version__
    from foedus.sources.tidy import fingerprint

    digest = hashlib.sha256(repr((__version__, platform.python_version(), sessions)).encode())
    digest.update(repr([settings[m] for m in MODELS]).encode())
    for presence in presences:
        digest.update(fingerprint(presence).encode())
    package = Path(str(files("foedus.rollcalls")))
    code = [p for room in _ROOMS for p in (package / room).glob("*.py")]
    for path in sorted([*code, *(package / f"{name}.py" for name in _CODE)]):
        digest.update(path.read_bytes())
    parent = cache_folder() / "estimates"
    place = parent / digest.hexdigest()[:20]
    for old in sorted(parent.iterdir()) if parent.is_dir() else []:
        if old != place:
            shutil.rmtree(old, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    return place


def _kept(place: Path, model: Model) -> tuple[pd.DataFrame, dict[str, Any]] | None:
    """A model that an earlier run finished; its rows are as they were written."""
    about = place / f"{model}.json"
    if not about.is_file():
        return None
    rows = parquet.read(place / f"{model}.parquet")
    for name in rows.columns.drop(["model", *WHOLE]):
        rows[name] = rows[name].astype("Int16")
    return rows, json.loads(about.read_text(encoding="utf-8"))

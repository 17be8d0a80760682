"""Which sources there are, which files of theirs are present, and how they are read.

A source registers under the entry-point group ``foedus.sources``: the value is a
package with a ``source.toml`` beside a module ``read`` that has
``read(files: dict[str, Path]) -> dict[str, pandas.DataFrame]``. The built-in ones
register the same way a user's own would.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceDamaged, SourceMissing, unknown
from foedus.core.origin import Origin, RawFile

if TYPE_CHECKING:
    import pandas as pd

GROUP = "foedus.sources"


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a source's files were found, and where."""

    origin: Origin
    layout: str
    files: dict[str, Path]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """All files of one layout are there."""
        return not self.missing


@cache
def _packages() -> dict[str, str]:
    return {e.name: e.value for e in sorted(entry_points(group=GROUP), key=lambda e: e.name)}


@cache
def origin(name: str) -> Origin:
    """The metadata of one source; an unknown name lists the known ones."""
    packages = _packages()
    if name not in packages:
        raise unknown("source", name, packages)
    spec = importlib.util.find_spec(packages[name])
    if spec is None or spec.origin is None:
        raise SourceMissing(f"The source package {packages[name]!r} of {name!r} is not installed.")
    return Origin.from_toml(Path(spec.origin).parent / "source.toml")


def all_origins() -> list[Origin]:
    """Every registered source, by name."""
    return [origin(name) for name in _packages()]


def find(source: Origin, folders: Iterable[Path]) -> Presence:
    """Look for the files of `source`: the first layout that is complete in one folder wins.

    A source without files ships with its package and is always there.

    Parameters
    ----------
    source
        The source's metadata.
    folders
        Data folders in order of preference.

    Returns
    -------
    Presence
        With the missing files of the most complete layout where none is whole.
    """
    if not source.files:
        return Presence(source, "package", {}, ())
    best: Presence | None = None
    for folder in folders:
        for layout in dict.fromkeys(f.layout for f in source.files):
            wanted = [f for f in source.files if f.layout == layout]
            found = {f.role: folder / f.path for f in wanted if (folder / f.path).is_file()}
            missing = tuple(f.path for f in wanted if f.role not in found)
            presence = Presence(source, layout, found, missing)
            if presence.complete:
                return presence
            if best is None or len(missing) < len(best.missing):
                best = presence
    return best or Presence(source, "", {}, tuple(f.path for f in source.files))


def raw_file(source: Origin, role: str, layout: str) -> RawFile:
    """The declared file of a role in a layout."""
    return next(f for f in source.files if f.role == role and f.layout == layout)


def read(presence: Presence) -> dict[str, pd.DataFrame]:
    """Read a source that is present into its tidy tables, in declared column order.

    Raises
    ------
    SourceMissing
        If a file is not there; says which and where to get it.
    SourceDamaged
        If a file cannot be what it should be, or the tables fail their checks.
    """
    source = presence.origin
    if not presence.complete:
        raise SourceMissing(
            f"{source.title} is not here: missing {', '.join(presence.missing)}.",
            f"{source.where_to_get} Then name its folder with --data or FOEDUS_DATA, "
            f"or run `foedus data add PATH`.",
        )
    module = importlib.import_module(f"{_packages()[source.name]}.read")
    frames: dict[str, pd.DataFrame] = module.read(presence.files)
    for table in source.tables:
        if table.name not in frames:
            raise SourceDamaged(f"{source.name}: the reader gave no table {table.name!r}.")
        absent = [c for c in table.columns if c not in frames[table.name].columns]
        if absent:
            raise SourceDamaged(f"{source.name}: table {table.name!r} lacks columns {absent}.")
    return {t.name: frames[t.name][list(t.columns)] for t in source.tables}

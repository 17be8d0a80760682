"""Columns of a measure group kept in the cache, so that an interrupted build continues.

They lie in a folder named after everything they depend on: the tidy tables, the code,
the years, and the versions of what computes them.
"""

from __future__ import annotations

import hashlib
import importlib
import shutil
import sys
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np

from foedus.core.settings import cache_folder
from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays
from foedus.measures.registry import stored_groups as groups

ROOMS = ("core", "states", "store", "dyads", "rollcalls", "measures")
_SUFFIXES = {".py", ".csv", ".toml"}


def fingerprint(tables: Mapping[str, str], frame: DyadFrame) -> str:
    """Hash over all that the columns depend on: equal means equal columns.

    Parameters
    ----------
    tables
        For each source that is present, the fingerprint of its tidy tables.
    frame
        The dyad-years.
    """
    import pandas as pd

    from foedus import __version__

    digest = hashlib.sha256()
    versions = (__version__, sys.version, np.__version__, pd.__version__)
    digest.update(repr((sorted(tables.items()), frame.first, frame.last, versions)).encode())
    for path in _code():
        digest.update(f"{path.name}:".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def _code() -> list[Path]:
    """Files the computation rests on: our rooms, and modules of groups from elsewhere."""
    package = Path(str(files("foedus")))
    found = {p for room in ROOMS for p in (package / room).rglob("*") if p.suffix in _SUFFIXES}
    for group in groups():
        module = importlib.import_module(group.compute.__module__)
        if module.__file__:
            found.add(Path(module.__file__))
    return sorted(found)


def folder(of: str) -> Path:
    """Where the columns of a fingerprint lie."""
    return cache_folder() / "measures" / of


def save(columns: Arrays, path: Path) -> None:
    """Write arrays by name, whole or not at all; lightly packed, as most values repeat."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parcel:
            for name, values in sorted(columns.items()):
                with parcel.open(f"{name}.npy", "w", force_zip64=True) as stream:
                    np.lib.format.write_array(
                        stream, np.ascontiguousarray(values), allow_pickle=False
                    )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def load(path: Path) -> Arrays | None:
    """Arrays by name; None where they are not there or cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def forget_others(of: str) -> None:
    """Remove the columns of every other fingerprint."""
    parent = folder(of).parent
    for old in sorted(parent.iterdir()) if parent.is_dir() else []:
        if old.name != of:
            shutil.rmtree(old, ignore_errors=True)

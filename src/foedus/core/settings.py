"""Where foedus looks for raw data and keeps what it builds."""

from __future__ import annotations

import os
from pathlib import Path

SEED = 20231017
"""The seed of every random draw that is not given another."""


def cache_folder() -> Path:
    """The user's cache folder for foedus (``XDG_CACHE_HOME`` or ``~/.cache``)."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "foedus"


def added_folder() -> Path:
    """Where `foedus data add` puts a user's own copies of raw files."""
    return cache_folder() / "raw"


def data_folders(named: str | Path | None = None) -> list[Path]:
    """Folders searched for raw files, in order: `named`, ``FOEDUS_DATA``, added copies.

    Parameters
    ----------
    named
        The folder given with ``--data``; searched first.

    Returns
    -------
    list of Path
        Only folders that exist.
    """
    candidates: list[Path] = []
    if named:
        candidates.append(Path(named))
    if os.environ.get("FOEDUS_DATA"):
        candidates.append(Path(os.environ["FOEDUS_DATA"]))
    candidates.append(added_folder())
    return [folder for folder in candidates if folder.is_dir()]

"""Parsed case files kept between runs: TOML is slow to parse, and `assess` reads many files."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from foedus.core.settings import cache_folder
from foedus.ledger.plain_text import read_toml

FORMAT = 1
Files = dict[str, Any]


def parsed(folder: Path) -> Files:
    """What the TOML files of a folder hold, by name; from the cache where none has changed.

    Parameters
    ----------
    folder
        A folder of case files.

    Returns
    -------
    dict
        Plain values by file name, in the order of the names. Dates come as text.

    Raises
    ------
    CaseFileDamaged
        If a file cannot be read.
    """
    files = sorted(folder.glob("*.toml"))
    mark = _mark(files)
    place = cache_folder() / "ledger" / f"{mark}.json"
    with contextlib.suppress(OSError, ValueError):
        kept: Files = json.loads(place.read_text("utf-8"))
        return kept
    found = {file.name: read_toml(file).plain for file in files}
    text = json.dumps(found, default=str, ensure_ascii=False)
    with contextlib.suppress(OSError):
        _keep(place, text)
    read: Files = json.loads(text)
    return read


def _mark(files: list[Path]) -> str:
    """A name that changes with any file's place, size or time of change."""
    about = [(str(f), s.st_size, s.st_mtime_ns) for f in files if (s := f.stat())]
    return hashlib.sha256(repr((FORMAT, about)).encode()).hexdigest()[:24]


def _keep(place: Path, text: str) -> None:
    """Write whole or not at all; two runs at once write the same."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}")
    part.write_text(text, "utf-8")
    part.replace(place)

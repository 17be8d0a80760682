"""Connections to the file of a corpus, and its faults in words."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Literal

from foedus.core.errors import FoedusError, NotWritable

BUSY_SECONDS = 60.0
"""Another process may write for so long before one that waits is told."""


def connected(name: str, path: Path, mode: Literal["ro", "rwc"] = "rwc") -> sqlite3.Connection:
    """A connection to the file of a corpus; ``ro`` only reads, ``rwc`` makes the file if need be.

    Raises
    ------
    FoedusError
        If the file is no corpus, or locked for too long.
    """
    untouched = "&immutable=1" if mode == "ro" and _cannot_change(path) else ""
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}{untouched}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if _locked(error) or (mode == "rwc" and not writable(path)):
            raise not_written(name, path, error) from error
        raise FoedusError(
            f"Corpus {name!r} cannot be opened: {error}.",
            f"Its file is {path}; put a copy back, or remove the folder and add the "
            "documents again.",
        ) from error
    return connection


def writable(path: Path) -> bool:
    """Whether this user may write the file of a corpus, and beside it."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _cannot_change(path: Path) -> bool:
    """Whether a corpus lies where nothing can be written and nothing waits to be taken in.

    SQLite makes a file beside the corpus even to read it; where it cannot, it has to be told
    that there is no need. A log with content would be passed over, so that it stays an error.
    """
    log = path.with_name(f"{path.name}-wal")
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def not_written(name: str, path: Path, error: sqlite3.DatabaseError) -> FoedusError:
    """Why a corpus cannot be written."""
    if _locked(error):
        return FoedusError(
            f"Another process has been writing to corpus {name!r} for over "
            f"{BUSY_SECONDS:.0f} seconds.",
            "Wait for its end, and run the same again.",
        )
    if not writable(path):
        return NotWritable(
            f"Corpus {name!r} can be read, but not written: {path.parent} is closed to you.",
            "Ask for the right to write there; or copy that folder to one of your own, and name "
            "its place in FOEDUS_CORPORA.",
        )
    return NotWritable(
        f"Corpus {name!r} cannot be written: {error}.",
        f"Make room in {path.parent}, or see who may write there, and run the same again.",
    )


def _locked(error: sqlite3.DatabaseError) -> bool:
    return "locked" in str(error) or "busy" in str(error)

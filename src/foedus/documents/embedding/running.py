"""Whether a corpus is being embedded, how far that is, and how to stop it from elsewhere.

A lock that the system lets go when its process ends (SQLite's, which every system has) keeps
a second process away; beside it a note says how far the run is. Who wants the run to end
leaves a file, which is looked for after each block.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from foedus.core.errors import FoedusError, NotWritable

LOCK, NOTE, STOP, LOG = "lock.sqlite", "running.json", "stop", "embed.log"
"""Files beside the vectors."""


@dataclass(frozen=True)
class Run:
    """The run that is embedding, or the last one that did.

    Parameters
    ----------
    running : bool
    done, of : int
        Sentences of this run.
    seconds : float
        It took so far, from its start to its last note.
    """

    running: bool
    done: int
    of: int
    seconds: float

    @property
    def rate(self) -> float:
        """Sentences a second; 0 where none is done."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at that rate; None before the first block is done."""
        return (self.of - self.done) / self.rate if self.rate else None


def make_folder(folder: Path) -> None:
    """The folder of vectors, made if there is none.

    Raises
    ------
    NotWritable
        If nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        closed = not os.access(folder, os.W_OK)
    except OSError:
        closed = True
    if closed:
        raise NotWritable(
            f"Vectors cannot be kept in {folder}, which is closed to you.",
            "Ask for the right to write there; or copy the corpus to a folder of your own, and "
            "name its place in FOEDUS_CORPORA.",
        )


@contextmanager
def alone(folder: Path) -> Iterator[Callable[[int, int], bool]]:
    """Hold the lock of a folder of vectors.

    Yields
    ------
    callable
        Notes sentences done and to be done; false where the run shall stop.

    Raises
    ------
    FoedusError
        If another process holds it, or nothing can be written there.
    """
    make_folder(folder)
    # Waits a moment: who asks whether a run is on holds the lock for as long.
    lock = sqlite3.connect(folder / LOCK, timeout=1, isolation_level=None)
    began = time.time()
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise FoedusError(
                f"Another process is embedding the corpus {folder.parent.name!r}.",
                "See how far it is: foedus texts corpora. "
                f"Stop it: foedus texts embed {folder.parent.name} --stop.",
            ) from error
        (folder / STOP).unlink(missing_ok=True)

        def note(done: int, of: int) -> bool:
            said = {"done": done, "of": of, "seconds": round(time.time() - began, 1)}
            fresh = folder / f"{NOTE}.new"
            fresh.write_text(json.dumps(said), encoding="utf-8")
            fresh.replace(folder / NOTE)
            return not (folder / STOP).exists()

        yield note
    finally:
        (folder / STOP).unlink(missing_ok=True)
        lock.close()


def run_of(folder: Path) -> Run | None:
    """The run in a folder of vectors; None where there never was one."""
    try:
        said = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        run = Run(is_running(folder), int(said["done"]), int(said["of"]), float(said["seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Run(True, 0, 0, 0.0) if is_running(folder) else None
    return run


def is_running(folder: Path) -> bool:
    """Whether a process holds the lock."""
    path = folder / LOCK
    if not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
        return False
    lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return True
    finally:
        with suppress(sqlite3.Error):
            lock.close()
    return False


def ask_to_stop(folder: Path) -> bool:
    """Ask the run in a folder to end after the block at hand; false where none runs."""
    if not is_running(folder):
        return False
    (folder / STOP).touch()
    return True

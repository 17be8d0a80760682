"""What a process and its children take: processor time, and memory at its highest."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_EVERY = 0.05
"""Seconds between looks at the memory."""


@dataclass
class Taken:
    """Filled in when the ``with`` ends.

    Parameters
    ----------
    wall, cpu : float
        Seconds; those of processors are of this process and of children that have ended.
    peak_mb : float
        Highest sum of resident memory of this process and all below it. Pages that processes
        share count once for each.
    """

    wall: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0


class Tree:
    """``with Tree() as taken`` measures what is done inside."""

    def __init__(self) -> None:
        self.taken = Taken()
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Taken:
        self._began, self._cpu = time.perf_counter(), _cpu()
        self._watch.start()
        return self.taken

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.taken.wall = time.perf_counter() - self._began
        self.taken.cpu = _cpu() - self._cpu
        self._ended.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            self.taken.peak_mb = max(self.taken.peak_mb, _resident(os.getpid()) / 1e6)


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _resident(process: int) -> int:
    """Bytes of a process and of those below it; 0 where the system does not say (only Linux does)."""
    folder = Path(f"/proc/{process}")
    try:
        pages = int((folder / "statm").read_text().split()[1])
        below = [
            int(child)
            for task in (folder / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(_resident, below))

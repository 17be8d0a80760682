"""One program in a process of its own, on one core: processor time, wall time, memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
LIMIT_SECONDS = 1500


@dataclass(frozen=True)
class Cost:
    """What a process took.

    Parameters
    ----------
    cpu, wall : float
        Seconds, from the start of the process to its end; `cpu` is user and system time.
    peak : float
        Largest resident memory in megabytes.
    """

    cpu: float
    wall: float
    peak: float


def measured(command: Sequence[str], more: Mapping[str, str] | None = None) -> Cost | str:
    """Run `command` on one core; what it took, or the last line it complained with."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        with _one_core():
            process = subprocess.Popen(
                command,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=os.environ | ONE_THREAD | dict(more or {}),
            )
        end = _end(process, begin + LIMIT_SECONDS)
        wall = time.perf_counter() - begin
        if end is None:
            return f"stopped after {LIMIT_SECONDS} s"
        used, peak = end
        if process.returncode != 0:
            log.seek(0)
            lines = log.read().decode("utf-8", "replace").strip().splitlines()
            return lines[-1] if lines else f"left with {process.returncode}"
    return Cost(used.ru_utime + used.ru_stime, wall, peak / 1024)


@contextmanager
def _one_core() -> Iterator[None]:
    """Processes started within stay on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _end(process: subprocess.Popen[bytes], until: float) -> tuple[Any, int] | None:
    """Use of resources, and the largest memory in KiB; None where it had to be stopped.

    The memory is read while the process runs: what the system tells at the end is at least
    the size of this process, from which it was forked.
    """
    peak = 0
    while time.perf_counter() < until:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return used, peak or used.ru_maxrss
        peak = max(peak, _peak(process.pid))
        time.sleep(0.01)
    process.kill()
    process.wait()
    return None


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(x.split()[1]) for x in lines if x.startswith("VmHWM")), 0)

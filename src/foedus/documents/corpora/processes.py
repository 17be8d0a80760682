"""Plain processes that serve this one through pipes, each within bounds of time and memory.

Rather than `multiprocessing`, whose pool breaks as a whole when one process dies, and which
would run a user's script anew in each. What goes through the pipes is pickled; both ends
are foedus.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from typing import Any, BinaryIO

MEMORY = 4 * 2**30
"""Bytes of address space a process may use, where the system can bound it."""
READY = "ready"
"""The first answer: everything is imported."""
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from {module} import {function}; {function}()"
)
_BROKEN = (EOFError, BrokenPipeError, pickle.UnpicklingError, OSError, ValueError)
_KILLED = -9


class Ended(Exception):
    """A process ended, or was ended, before it answered; says why."""


class Served:
    """A process that answers; ``with`` ends it, whatever it is doing.

    Parameters
    ----------
    module, function : str
        What it runs: a function that calls `serving` first.

    Raises
    ------
    Ended
        If it does not start.
    """

    def __init__(self, module: str, function: str) -> None:
        # More threads for small matrices wait for each other.
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(module=module, function=function)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **single},
        )
        try:
            self.tell(sys.path)
            if self._load() != READY:
                raise Ended("does not start")
        except (*_BROKEN, Ended):
            self.end()
            raise Ended("does not start") from None

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def tell(self, something: Any) -> None:
        """Give it something to do."""
        assert self._process.stdin is not None
        pickle.dump(something, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()

    def answer(self, seconds: float, something: Any = None) -> Any:
        """Its next answer, to `something` unless that is None; after so many seconds it is killed.

        Raises
        ------
        Ended
            If none comes.
        """
        late = threading.Event()
        timer = threading.Timer(seconds, self._stop, (late,))
        timer.daemon = True
        timer.start()
        try:
            if something is not None:
                self.tell(something)
            return self._load()
        except _BROKEN:
            why = f"took over {seconds:.0f} seconds" if late.is_set() else self._how_it_ended()
            raise Ended(why) from None
        finally:
            timer.cancel()

    def end(self) -> None:
        """Kill it, if it still runs; what it was reading is not written to."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

    def _load(self) -> Any:
        assert self._process.stdout is not None
        return pickle.load(self._process.stdout)

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _how_it_ended(self) -> str:
        self._process.kill()
        status = self._process.wait()
        if status == _KILLED:
            return "ended its process, as too much memory does"
        return f"ended its process (status {status})"


def serving() -> tuple[BinaryIO, BinaryIO]:
    """In the process that serves: where tasks come from and answers go, everything bounded."""
    # An interrupt from the keyboard is for the process that asks; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    tell(answers, READY)
    return sys.stdin.buffer, answers


def tell(answers: BinaryIO, something: Any) -> None:
    """In the process that serves: give an answer."""
    pickle.dump(something, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Not on Windows.
        return
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))

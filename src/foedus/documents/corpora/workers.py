"""Workers side by side: tasks in, outcomes out in the order of the tasks."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from foedus.core.errors import FoedusError
from foedus.documents.corpora.ready import Task
from foedus.documents.corpora.worker import READY, Outcome, outcome_of

SECONDS = 600.0
"""A task may take; no paper takes a tenth of it."""
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from foedus.documents.corpora.worker import serve; serve()"
)
_NO_START = "Run `python -c 'import foedus.documents.corpora.worker'` to see why."
T = TypeVar("T")


class Workers:
    """Processes of their own for what is not trusted; one that dies takes only its file along.

    Plain processes rather than `multiprocessing`, whose pool breaks as a whole when one dies
    and which would run a user's script anew in each.

    Parameters
    ----------
    processes : int
        0 does the work in this process.
    seconds : float
        A task may take.
    """

    def __init__(self, processes: int, seconds: float = SECONDS) -> None:
        self.processes = processes
        self.seconds = seconds
        self._threads = ThreadPoolExecutor(max(processes, 1))
        self._own = threading.local()
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._running:
            if kind is not None:
                process.kill()
            if process.stdin:
                with contextlib.suppress(OSError):
                    process.stdin.close()
        self._threads.shutdown(wait=True)
        for process in self._running:
            process.wait()
            if process.stdout:
                process.stdout.close()

    def outcomes(
        self, tasks: Iterable[tuple[T, Task | None]], ahead: int = 2
    ) -> Iterator[tuple[T, Outcome | None]]:
        """What came of each task, in order; None passes through.

        Parameters
        ----------
        tasks
            What the caller wants back, and the task.
        ahead
            Tasks in hand for each process, which bounds the memory.
        """
        waiting: deque[tuple[T, Future[Outcome] | None]] = deque()
        for about, task in tasks:
            waiting.append((about, self._submit(task) if task is not None else None))
            while len(waiting) > ahead * max(self.processes, 1):
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())

    def _submit(self, task: Task) -> Future[Outcome]:
        if self.processes > 0:
            return self._threads.submit(self._ask, task)
        done: Future[Outcome] = Future()
        done.set_result(outcome_of(task))
        return done

    def _ask(self, task: Task) -> Outcome:
        process = self._process()
        if process is None:
            return Outcome(
                [], "The process that reads files does not start.", _NO_START, fatal=True
            )
        late = threading.Event()
        timer = threading.Timer(self.seconds, _stop, (process, late))
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            pickle.dump(task, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            answer: Outcome = pickle.load(process.stdout)
            return answer
        except (EOFError, BrokenPipeError, pickle.UnpicklingError, OSError, ValueError):
            self._own.process = None
            why = f"took over {self.seconds:.0f} seconds" if late.is_set() else _ended(process)
            return Outcome(
                [], f"{task.name}: reading it {why}.", "Open it elsewhere and save its text as txt."
            )
        finally:
            timer.cancel()

    def _process(self) -> subprocess.Popen[bytes] | None:
        """The process of this thread, started when first needed or after one died."""
        process: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if process is not None and process.poll() is None:
            return process
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **single},
        )
        self._running.append(process)
        self._own.process = process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(sys.path, process.stdin)
            process.stdin.flush()
            return process if pickle.load(process.stdout) == READY else None
        except (EOFError, OSError, pickle.UnpicklingError):
            return None


def _done(about: T, found: Future[Outcome] | None) -> tuple[T, Outcome | None]:
    if found is None:
        return about, None
    outcome = found.result()
    if outcome.fatal:
        raise FoedusError(outcome.problem, outcome.remedy)
    return about, outcome


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _ended(process: subprocess.Popen[bytes]) -> str:
    status = process.wait()
    return "needs too much memory" if status == -9 else f"ended its process (status {status})"

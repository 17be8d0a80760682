"""Workers side by side: tasks in, outcomes out in the order of the tasks."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from foedus.core.errors import FoedusError
from foedus.documents.corpora.batches import Batch
from foedus.documents.corpora.files import File
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.processes import Ended, Served
from foedus.documents.corpora.reading.raw import Refused
from foedus.documents.corpora.ready import Task
from foedus.documents.corpora.worker import Outcome, TableTask, batches_of, outcome_of

SECONDS = 300.0
"""A task may take; no paper takes a tenth of it."""
_MODULE = "foedus.documents.corpora.worker"
_NO_START = "Run `python -c 'import foedus.documents.corpora.worker'` to see why."
_ELSEWHERE = "Open it elsewhere and save its text as txt."
T = TypeVar("T")


class Workers:
    """Processes of their own for what is not trusted; one that dies takes only its file along.

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
        self._running: list[Served] = []
        self._closed = threading.Event()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        # Killed rather than asked to end: all that was wanted of them has come by now.
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for served in list(self._running):
            served.end()
        self._threads.shutdown(wait=True)
        for served in self._running:
            served.end()

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

    def batches(self, file: File, options: Options, begun: int) -> Iterator[Batch]:
        """The documents of a table after the first `begun`, read apart from this process.

        Raises
        ------
        Refused
            If the table cannot be read, or not any further.
        FoedusError
            If the process that reads does not start, or lacks a package.
        """
        task = TableTask(file, options, begun)
        if self.processes <= 0:
            yield from map(_batch, batches_of(task))
            return
        try:
            with Served(_MODULE, "serve_table") as served:
                found = served.answer(self.seconds, task)
                while found is not None:
                    yield _batch(found)
                    found = served.answer(self.seconds)
        except Ended as why:
            raise Refused(f"{file.name}: reading it {why}.", _ELSEWHERE) from why

    def _submit(self, task: Task) -> Future[Outcome]:
        if self.processes > 0:
            return self._threads.submit(self._ask, task)
        done: Future[Outcome] = Future()
        done.set_result(outcome_of(task))
        return done

    def _ask(self, task: Task) -> Outcome:
        served: Served | None = getattr(self._own, "served", None)
        if served is None or not served.alive:
            try:
                served = Served(_MODULE, "serve")
            except Ended:
                problem = "The process that reads files does not start."
                return Outcome([], problem, _NO_START, fatal=True)
            self._own.served = served
            self._running.append(served)
        if self._closed.is_set():
            served.end()
        try:
            answer: Outcome = served.answer(self.seconds, task)
            return answer
        except Ended as why:
            return Outcome([], f"{task.name}: reading it {why}.", _ELSEWHERE)


def _batch(found: Batch | Outcome) -> Batch:
    if isinstance(found, Outcome):
        raise (FoedusError if found.fatal else Refused)(found.problem, found.remedy)
    return found


def _done(about: T, found: Future[Outcome] | None) -> tuple[T, Outcome | None]:
    if found is None:
        return about, None
    outcome = found.result()
    if outcome.fatal:
        raise FoedusError(outcome.problem, outcome.remedy)
    return about, outcome

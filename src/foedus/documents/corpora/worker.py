"""What runs in the processes that read files nobody vouches for: documents, and tables in batches.

Whatever a file does to its process, the writer goes on.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterator
from dataclasses import dataclass

from foedus.core.errors import FoedusError
from foedus.documents.corpora.batches import Batch, batches
from foedus.documents.corpora.files import File
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.processes import serving, tell
from foedus.documents.corpora.reading.raw import Refused
from foedus.documents.corpora.ready import Ready, Task, make_ready


@dataclass(frozen=True)
class Outcome:
    """What came of a task.

    Parameters
    ----------
    ready : list of Ready
    problem, remedy : str
        Why the file was refused; empty where it was not.
    fatal : bool
        Whether the fault is of the installation, not of the file.
    """

    ready: list[Ready]
    problem: str = ""
    remedy: str = ""
    fatal: bool = False


@dataclass(frozen=True)
class TableTask:
    """A table to read.

    Parameters
    ----------
    file : File
    options : Options
    begun : int
        Parts that are in the corpus.
    """

    file: File
    options: Options
    begun: int


def outcome_of(task: Task) -> Outcome:
    """Make a task's documents ready; faults of the file become its refusal."""
    try:
        return Outcome(make_ready(task))
    except Exception as fault:
        # Readers of foreign formats raise whatever they stumble over.
        return refusal_of(task.name, fault)


def batches_of(task: TableTask) -> Iterator[Batch | Outcome]:
    """The batches of a table; a fault of the file ends them as its refusal."""
    try:
        yield from batches(task.file, task.options, task.begun)
    except Exception as fault:
        yield refusal_of(task.file.name, fault)


def refusal_of(name: str, fault: Exception) -> Outcome:
    """A fault as the reason why a file is refused, in words for its owner."""
    if isinstance(fault, FoedusError):
        return Outcome([], fault.problem, fault.remedy, fatal=not isinstance(fault, Refused))
    if isinstance(fault, ImportError):
        problem = f"{name} needs the package {fault.name}."
        return Outcome([], problem, "Run: pip install 'foedus[texts]'.", fatal=True)
    if isinstance(fault, (MemoryError, RecursionError)):
        problem = f"{name} needs too much memory ({type(fault).__name__})."
        return Outcome([], problem, "Split it, or save its text as txt.")
    # Not the end of the process itself: its owner is told what to do all the same.
    why = str(fault).encode("utf-8", "backslashreplace").decode()[:200]
    problem = f"{name} cannot be read: {type(fault).__name__}: {why}."
    return Outcome([], problem, "If other programs open it, save it as txt and report it.")


def serve() -> None:
    """Make documents ready until the input ends."""
    tasks, answers = serving()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            tell(answers, outcome_of(pickle.load(tasks)))


def serve_table() -> None:
    """Read one table; the pipe, when full, makes it wait until its rows are wanted."""
    tasks, answers = serving()
    with contextlib.suppress(EOFError, BrokenPipeError):
        for batch in batches_of(pickle.load(tasks)):
            tell(answers, batch)
        tell(answers, None)

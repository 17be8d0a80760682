"""The process that reads files it does not trust: one at a time, in bounds, apart from the writer.

It takes pickled tasks on its input and gives pickled outcomes on its output; both ends are
foedus. Whatever a file does to it, the writer goes on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from dataclasses import dataclass
from typing import BinaryIO

from foedus.core.errors import FoedusError
from foedus.documents.corpora.reading.raw import Refused
from foedus.documents.corpora.ready import Ready, Task, make_ready

MEMORY = 4 * 2**30
"""Bytes of address space a worker may use, where the system can bound it."""

READY = "ready"
"""The first answer: everything is imported."""


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


def outcome_of(task: Task) -> Outcome:
    """Make a task's documents ready; faults of the file become its refusal."""
    try:
        return Outcome(make_ready(task))
    except Refused as fault:
        return Outcome([], fault.problem, fault.remedy)
    except FoedusError as fault:
        return Outcome([], fault.problem, fault.remedy, fatal=True)
    except ImportError as fault:
        problem = f"{task.name} needs the package {fault.name}."
        return Outcome([], problem, "Run: pip install 'foedus[texts]'.")
    except (MemoryError, RecursionError) as fault:
        problem = f"{task.name} needs too much memory ({type(fault).__name__})."
        return Outcome([], problem, "Split it, or save its text as txt.")
    except Exception as fault:
        # Readers of foreign formats raise whatever they stumble over.
        problem = f"{task.name} cannot be read: {type(fault).__name__}: {str(fault)[:200]}."
        return Outcome([], problem, "If other programs open it, save it as txt and report it.")


def serve() -> None:
    """Answer tasks until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    tasks = sys.stdin.buffer
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with contextlib.suppress(EOFError, BrokenPipeError):
        pickle.dump(READY, answers)
        answers.flush()
        while True:
            _answer(pickle.load(tasks), answers)


def _answer(task: Task, answers: BinaryIO) -> None:
    pickle.dump(outcome_of(task), answers, protocol=pickle.HIGHEST_PROTOCOL)
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

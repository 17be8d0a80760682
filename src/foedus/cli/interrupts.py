"""The keyboard's interrupt during long work: never lost, and never shown as a fault."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ParamSpec, Protocol

import click

P = ParamSpec("P")


class Heed(Protocol):
    """Makes a report of steps heed the interrupt."""

    def __call__(self, report: Callable[P, None]) -> Callable[P, None]:
        """The same report, which raises a noted interrupt."""
        ...


@contextmanager
def stoppable(words: str) -> Iterator[Heed]:
    """Long work that the keyboard may stop at any moment.

    Python drops an interrupt that arrives while it cleans up an object or runs a callback
    of compiled code, and libraries turn one into errors of their own (a query, an import
    or a kernel that was broken off). So the interrupt is noted: it is raised again at the
    next step, and whatever fails after it is the interrupt.

    Parameters
    ----------
    words
        What to tell the one who stopped it: what is kept, and how to go on.

    Yields
    ------
    callable
        Makes of a function that reports steps one that heeds the interrupt too.

    Raises
    ------
    KeyboardInterrupt
        Where the keyboard has stopped the work, whatever that came out as.
    """
    stopped = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        signal.default_int_handler(number, frame)

    def heed(report: Callable[P, None]) -> Callable[P, None]:
        def heeding(*step: P.args, **named: P.kwargs) -> None:
            if stopped:
                raise KeyboardInterrupt
            report(*step, **named)

        return heeding

    before = signal.signal(signal.SIGINT, note)
    try:
        yield heed
    except BaseException as fault:
        if not (stopped or isinstance(fault, KeyboardInterrupt)):
            raise
        click.echo(words, err=True)
        raise KeyboardInterrupt from fault
    finally:
        signal.signal(signal.SIGINT, before)

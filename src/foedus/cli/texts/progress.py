"""Bars for work on corpora, with rate and time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from foedus.cli.estimating import Progress, bars

_SOON = 1.0
"""Seconds after which a rate means something."""


@contextmanager
def rated_bar(title: str, unit: str, per: int = 1) -> Iterator[Progress]:
    """A bar on stderr with its rate; nothing where that is no terminal.

    Parameters
    ----------
    title
        What is done.
    unit
        In what it is counted, such as ``kB``.
    per
        Steps to a unit.
    """
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    began = time.monotonic()
    with bars(transient=True) as shown:
        task = shown.add_task(title, total=None)

        def report(done: int, of: int) -> None:
            took = time.monotonic() - began
            rate = f" {done / per / took:,.0f} {unit}/s" if took > _SOON else f" ({unit})"
            shown.update(task, completed=done // per, total=of // per, description=title + rate)

        yield report

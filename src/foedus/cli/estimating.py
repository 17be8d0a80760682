"""Estimates that take a while: a bar with the time left, and what to say when stopped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.core.errors import NotWritable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

Progress = Callable[[int, int], None]


@contextmanager
def progress_bar(title: str) -> Iterator[Progress | None]:
    """A bar on stderr with the time left; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with bars(transient=True) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


def bars(*, transient: bool) -> RichProgress:
    """Bars on stderr: title, done of all, time taken and time left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress

    return RichProgress(
        TextColumn("{task.description:<18}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=transient,
    )


@contextmanager
def resumable(checkpoint: str | None) -> Iterator[None]:
    """When stopped from the keyboard, say whether and how the run can go on."""
    _check(checkpoint)
    try:
        yield
    except KeyboardInterrupt:
        click.echo(_stopped(checkpoint), err=True)
        raise


def _check(checkpoint: str | None) -> None:
    """A place that cannot be written is found now, not after half a minute of work."""
    if checkpoint is None:
        return
    place = Path(checkpoint)
    folder = place.parent
    if place.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise NotWritable(
            f"The checkpoint {checkpoint!r} cannot be written.",
            "Name a file in a folder that is there and that you may write to.",
        )


def _stopped(checkpoint: str | None) -> str:
    if checkpoint is None:
        return "Nothing is kept. With --checkpoint FILE a stopped run can go on."
    if not Path(checkpoint).exists():
        return f"Nothing is kept yet: {checkpoint} is written every 30 seconds."
    return f"Draws to at most 30 seconds ago are in {checkpoint}; the same command goes on there."

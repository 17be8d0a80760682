"""Estimates that take a while: a bar with the time left, and what to say when stopped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from foedus.core.errors import NotWritable

Progress = Callable[[int, int], None]


@contextmanager
def progress_bar(title: str) -> Iterator[Progress | None]:
    """A bar on stderr with the time left; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


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

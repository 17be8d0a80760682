"""Tables on the terminal, and as CSV with the machine named in a first comment line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

from benchmarks.machine import RESULTS, machine
from foedus import __version__
from foedus.store.reference import current

Row = tuple[Any, ...]


def origin() -> str:
    """What the figures were computed with."""
    panel = current().manifest["content_sha256"][:12]
    here = "; ".join(f"{name} {value}" for name, value in machine().items())
    return f"foedus {__version__}; panel {panel}; machine: {here}"


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table, numbers to the right."""
    cells = [[text(x) for x in row] for row in rows]
    widths = [max(len(c) for c in column) for column in zip(header, *cells, strict=True)]
    right = [
        bool(rows) and all(isinstance(r[k], int | float) or r[k] is None for r in rows)
        for k in range(len(header))
    ]
    print(f"\n{title}")
    for line in (list(header), ["-" * w for w in widths], *cells):
        pairs = zip(line, widths, right, strict=True)
        print("  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in pairs).rstrip())


def save(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write a table to ``benchmarks/results/verdict_NAME.csv``."""
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / f"verdict_{name}.csv").open("w", encoding="utf-8", newline="") as f:
        f.write(f"# {origin()}\n")
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[text(x) for x in row] for row in rows])


def report(name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table and write it."""
    show(title, header, rows)
    save(name, header, rows)


def text(value: Any) -> str:
    """A cell: three decimals for fractions, empty for None."""
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)

"""Results as CSV: rows of one method are replaced, the others stay."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import RESULTS, machine

Row = dict[str, object]


def put(name: str, key: str, rows: Sequence[Row]) -> Path:
    """Write rows to ``results/<name>.csv`` in place of those with the same `key`, and print them."""
    path = RESULTS / f"{name}.csv"
    new = {str(row[key]) for row in rows}
    old: list[Row] = []
    if path.exists():
        with path.open(newline="", encoding="utf-8") as stream:
            old = [dict(r) for r in csv.DictReader(stream) if r[key] not in new | {"machine"}]
    last = {key: "machine", list(rows[0])[1]: "; ".join(f"{k} {v}" for k, v in machine().items())}
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*old, *rows, last])
    for row in rows:
        print("  ".join(f"{k} {v}" for k, v in row.items()), flush=True)
    return path

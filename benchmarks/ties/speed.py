"""Time and memory of depth, ties and hostility for all directed dyad-years, in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.ties.output import report

TABLES = ("speed", "sizes")


def measure() -> list[tuple[str, float, str]]:
    """Run the groups on a fresh process; seconds of each, and the peak of memory."""
    from benchmarks.ties.faces import MORE
    from benchmarks.ties.inputs import SOURCES
    from foedus.core.settings import data_folders
    from foedus.dyads.frame import DyadFrame
    from foedus.measures import hostility, hostility_score, latent_ties, obligations, treaty_depth
    from foedus.sources.tidy import build_tables

    tables = build_tables(data_folders(None), (*SOURCES, *MORE))[0]
    frame = DyadFrame.between(1946, 2025)
    out: dict[str, Any] = {}
    for before in (obligations, hostility):
        out |= before.compute(tables, frame, out)
    tables.release()
    rows = []
    for group in (treaty_depth, latent_ties, hostility_score):
        start = time.perf_counter()
        out |= group.compute(tables, frame, out)
        rows.append((group.__name__.rsplit(".", 1)[-1], time.perf_counter() - start, "s"))
    rows.append(("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB"))
    rows += sizes(frame, out, (treaty_depth.GROUP, latent_ties.GROUP, hostility_score.GROUP))
    return rows


def sizes(frame: Any, out: dict[str, Any], groups: tuple[Any, ...]) -> list[tuple[str, float, str]]:
    """What each column adds to the panel's file."""
    from foedus.measures.build import to_frame
    from foedus.store import parquet

    rows = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.parquet"
        parquet.write(to_frame([], {}, frame), path)
        keys = path.stat().st_size
        for column in (c for g in groups for c in g.columns):
            parquet.write(to_frame([column], out, frame), path)
            rows.append((column.name, (path.stat().st_size - keys) / 1e6, "MB"))
    return rows


def run() -> None:
    """Measure in a fresh process and write down."""
    command = [sys.executable, "-m", "benchmarks.ties.speed"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = [(a, float(b), c) for a, b, c in (line.split("\t") for line in text.splitlines())]
    speed = [r for r in rows if r[2] != "MB"]
    total = sum(value for _, value, unit in speed if unit == "s")
    limit = "limits: 90 s and 1.5 GB on two cores"
    report("speed", f"Depth, ties and hostility for all directed dyad-years ({limit})",
           ("step", "value", "unit"), [*speed, ("all", total, "s")])  # fmt: skip
    size = [(n, v) for n, v, unit in rows if unit == "MB"]
    report("sizes", "What a column adds to the panel", ("column", "MB"),
           [*size, ("all", sum(v for _, v in size))])  # fmt: skip


if __name__ == "__main__":
    for name, value, unit in measure():
        print(f"{name}\t{value}\t{unit}")

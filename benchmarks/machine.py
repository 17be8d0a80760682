"""What machine a figure was measured on."""

from __future__ import annotations

import csv
import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path

RESULTS = Path(__file__).with_name("results")


def machine() -> dict[str, str]:
    """Processor, cores, memory, system and the versions that matter."""
    import numpy as np
    import pandas as pd

    return {
        "cpu": _line("/proc/cpuinfo", "model name") or platform.processor() or "unknown",
        "cores": str(os.cpu_count()),
        "memory_gb": str(round(int((_line("/proc/meminfo", "MemTotal") or "0").split()[0]) / 1e6)),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pandas": pd.__version__,
    }


def _line(path: str, start: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((x.split(":", 1)[1].strip() for x in lines if x.startswith(start)), "")


def report(name: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Print rows ``what, value, unit, note`` and write them with the machine to ``results/``."""
    RESULTS.mkdir(exist_ok=True)
    listed = [dict(r) for r in rows]
    for row in listed:
        print(f"{row['what']:58} {row['value']:>10} {row['unit']}  {row.get('note', '')}".rstrip())
    with (RESULTS / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(
            stream, ["what", "value", "unit", "note"], restval="", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(listed)
        writer.writerows({"what": k, "value": v, "unit": "machine"} for k, v in machine().items())

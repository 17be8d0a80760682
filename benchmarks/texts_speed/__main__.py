"""Time and memory of corpora: added, searched, compared, embedded.

Needs the raw data (FOEDUS_DATA), some minutes and about 4 GB in the folder for temporary files;
what is built there is removed. Other work on the machine makes the times by the clock longer;
the load when it began stands in the last row, and times by the processor beside the others.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile

from benchmarks.machine import RESULTS, report
from benchmarks.texts_speed.steps import STEPS, Row


def main() -> None:
    """Measure all steps and report; steps that are named replace what the report has of them.

    Steps build on each other: name later ones only where FOEDUS_BENCH_CORPORA keeps the corpora.
    """
    named = sys.argv[1:] or list(STEPS)
    load = os.getloadavg()[0]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        environment = os.environ | {
            "FOEDUS_CORPORA": os.environ.get("FOEDUS_BENCH_CORPORA", place),
            "OMP_NUM_THREADS": "1",
        }
        for name in named:
            command = [sys.executable, "-m", "benchmarks.texts_speed.steps", name]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
            rows += json.loads(done.stdout.splitlines()[-1])
    rows.append(
        {"what": "Load of the machine before", "value": round(load, 1), "unit": "processes"}
    )
    report("texts_speed", (_before(rows) if sys.argv[1:] else []) + rows)


def _before(rows: list[Row]) -> list[Row]:
    """Rows of the report there is that are not measured anew."""
    path = RESULTS / "texts_speed.csv"
    if not path.is_file():
        return []
    anew = {row["what"] for row in rows}
    with path.open(encoding="utf-8", newline="") as stream:
        kept = [row for row in csv.DictReader(stream) if row["unit"] != "machine"]
    return [dict(row) for row in kept if row["what"] not in anew]


if __name__ == "__main__":
    main()

"""The ledger as a user waits for it: the check, the hours of need, an assessment of a coded pair.

Each figure is a new process without raw data and with an empty cache, so that nothing but the
package is used; beside them the same work inside one process, what was read, and the scales of
military alignment that follow from the graded steps.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable

import numpy as np

from benchmarks.ledger.alignment import agreement, scales
from benchmarks.machine import report
from benchmarks.start.__main__ import foedus, row
from foedus.ledger.check import check
from foedus.ledger.places import needs_folder, pairs_in, shipped_folder

RUNS = 5
COMMANDS = (
    ("ledger", "check"),
    ("ledger", "summary"),
    ("ledger", "ask", "CHN", "RUS"),
    ("episodes", "CHN", "RUS"),
    ("episodes", "todo", "CHN", "RUS"),
    ("assess", "CHN", "RUS"),
    ("assess", "CHN", "RUS", "--since", "2022-02-01"),
    ("assess", "CHN", "RUS", "-o", "report.html"),
)


def commands() -> list[dict[str, object]]:
    """Median seconds of each command."""
    with tempfile.TemporaryDirectory() as cache:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("FOEDUS_")}
        bare = kept | {"XDG_CACHE_HOME": cache}
        return [row(f"foedus {' '.join(c)}", foedus(*c), bare, RUNS) for c in COMMANDS]


def inside(what: str, work: Callable[[], object]) -> dict[str, object]:
    """Median seconds of some work in this process, after one run that is not counted."""
    work()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return {"what": what, "value": round(float(np.median(taken)), 3), "unit": "s",
            "note": f"median of {RUNS}, one process"}  # fmt: skip


def sizes() -> list[dict[str, object]]:
    """What the check reads."""
    from foedus.ledger.case_file import all_cases

    files = [f for place in (shipped_folder(), needs_folder()) for f in place.rglob("*.*")]
    read = [f for f in files if f.suffix in (".toml", ".json")]
    cases = list(all_cases())
    return [
        {"what": "case files and lists of needs", "value": len(read), "unit": "files",
         "note": f"{sum(f.stat().st_size for f in read) / 1e6:.1f} MB"},
        {"what": "pairs", "value": len(pairs_in(shipped_folder())), "unit": "pairs"},
        {"what": "items", "value": sum(len(c.items) for c in cases), "unit": "items"},
        {"what": "rows of grids", "value": sum(len(c.rows) for c in cases), "unit": "rows"},
    ]  # fmt: skip


def main() -> None:
    """Measure and report."""
    places = (shipped_folder(), needs_folder())
    checked = inside("check of all case files", lambda: [check(p) for p in places])
    report("ledger", [*commands(), checked, *sizes(), *agreement(), *scales()])


if __name__ == "__main__":
    main()

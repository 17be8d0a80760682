"""Importing foedus stays quick because nothing heavy is imported with it.

A list of modules, not a stop-watch: it gives the same answer on a busy machine. The time
itself is measured in `benchmarks/`.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"pandas", "duckdb", "vl_convert", "rdata", "xarray", "openpyxl"}
PROBE = "import json, sys; import {module}; print(json.dumps(sorted(sys.modules)))"


def _imported(module: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(module=module)],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("foedus", HEAVY | {"numpy", "jinja2", "rich", "click"}),
        ("foedus.cli.main", HEAVY | {"jinja2"}),
        ("foedus.sources.registry", HEAVY | {"jinja2", "rich", "click"}),
    ],
)
def test_nothing_heavy_is_imported(module: str, forbidden: set[str]) -> None:
    assert not _imported(module) & forbidden

"""Tables of benchmark results in the documentation are those of the files."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "refresh_docs", ROOT / "scripts" / "refresh_docs.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


refresh_docs = _script()


def _results(name: str) -> list[dict[str, str]]:
    path = ROOT / "benchmarks" / "results" / f"{name}.csv"
    with path.open(newline="", encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["case"] != "machine"]


def test_tables_of_the_documentation_are_those_of_the_files() -> None:
    found = 0
    for page in refresh_docs.pages():
        text = page.read_text(encoding="utf-8")
        whole = list(refresh_docs.TABLE.finditer(text))
        assert text.count("<!-- rows: ") == text.count("<!-- /rows -->") == len(whole), page
        for match in whole:
            assert match["body"] == refresh_docs.true_table(match["query"]), "run `make docs`"
        found += len(whole)
    assert found > 0


def test_a_table_of_nothing_is_refused() -> None:
    with pytest.raises(SystemExit, match="No rows"):
        refresh_docs.true_table("competitors | case = session 0 | method")
    with pytest.raises(SystemExit, match="colour"):
        refresh_docs.true_table("competitors | case = session 74 | colour")


def test_competitors_have_figures_or_a_reason() -> None:
    rows = _results("competitors")
    assert {"session 38", "session 74", "sessions 72-74"} < {row["case"] for row in rows}
    for row in rows:
        if not row["cpu_s"]:
            assert row["note"].startswith(("not available: ", "failed: ")), row
            continue
        assert float(row["cpu_s"]) >= float(row["fit_cpu_s"]) > 0
        assert float(row["peak_mb"]) > 10
        assert row["threads"] == "1"
        if row["r_published"]:
            assert 0 <= float(row["r_published"]) <= 1
        if row["coverage"]:
            assert 0 <= float(row["coverage"]) <= 1


def test_every_pair_of_programs_of_a_case_is_compared() -> None:
    ran = {(row["case"], row["method"]) for row in _results("competitors") if row["r_published"]}
    pairs = _results("competitors_among")
    assert {(row["case"], row[end]) for row in pairs for end in ("method", "other")} == ran
    assert all(-1 <= float(row["r"]) <= 1 for row in pairs)

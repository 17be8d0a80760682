"""The reference page shows the lists that the check uses."""

from __future__ import annotations

import runpy
from pathlib import Path

from foedus.ledger.instruments import instruments
from foedus.ledger.layout import CELL, CODING, ITEM, NEED, RESPONSE, SOURCE_REF

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "refresh_ledger_reference.py"))


def test_the_tables_are_those_of_the_code() -> None:
    text = SCRIPT["PAGE"].read_text(encoding="utf-8")
    assert text == SCRIPT["refreshed"](text, SCRIPT["tables"]()), (
        "run scripts/refresh_ledger_reference.py"
    )


def test_the_pages_with_counts_of_the_case_files_are_fresh() -> None:
    assert SCRIPT["main"](["--check"]) == 0, "run scripts/refresh_ledger_reference.py"
    assert SCRIPT["audits"]() in SCRIPT["EPISODES"].read_text(encoding="utf-8")


def test_an_audit_is_counted_with_wilsons_interval(tmp_path) -> None:
    """49 of 64: (.7656 + .0211 -+ .0896) / 1.0423 by Wilson's formula with z = 1.6449."""
    kinds = (
        [("supported", "As on the page.")] * 49
        + [("partly", "One month off. Corrected: date.")] * 10
        + [("partly", "A clause too much.")] * 4
        + [("not found again", "Two tries.")]
    )
    lines = "".join(f"i{k},{finding},{note}\n" for k, (finding, note) in enumerate(kinds))
    (tmp_path / "2026-11-22.csv").write_text(f"item,finding,note\n{lines}", encoding="utf-8")
    (tmp_path / "2027-01-01.csv").write_text("item,finding,note\n", encoding="utf-8")
    shown = SCRIPT["audits"](tmp_path).splitlines()[2:]
    assert shown == [
        "| 2026-11-22 | 64 | 49 | 14 | 0 | 1 | 10 | 77 % (67 to 84 %) |",
        "| 2027-01-01 | 0 | 0 | 0 | 0 | 0 | 0 | none |",
    ]


def test_every_list_has_its_table() -> None:
    text = SCRIPT["PAGE"].read_text(encoding="utf-8")
    for name in SCRIPT["tables"]():
        assert f"<!-- table: {name} -->\n\n| " in text
    for layout in (CODING, ITEM, SOURCE_REF, RESPONSE, CELL, NEED):
        assert all(f"| `{f.name}` | " in text for f in layout)
    assert all(f"| `{name}` | " in text for name in instruments())

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


def test_every_list_has_its_table() -> None:
    text = SCRIPT["PAGE"].read_text(encoding="utf-8")
    for name in SCRIPT["tables"]():
        assert f"<!-- table: {name} -->\n\n| " in text
    for layout in (CODING, ITEM, SOURCE_REF, RESPONSE, CELL, NEED):
        assert all(f"| `{f.name}` | " in text for f in layout)
    assert all(f"| `{name}` | " in text for name in instruments())

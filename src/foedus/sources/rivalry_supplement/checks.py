"""What must hold of the supplement: every line has its reason, source and grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

CHANGES = ("add", "end")
KINDS = ("peace treaty", "border treaty", "friendship treaty")
_EVIDENCE = ["name", "reason", "source", "url", "grade"]


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless dyads are ordered and lines are sourced and graded."""
    rivalries, settlements = tables["rivalry_supplement"], tables["bilateral_settlements"]
    ends = rivalries[rivalries["change"] == "end"]
    require(
        "rivalry_supplement",
        no_duplicates(rivalries, ["ccode1", "ccode2", "start"]),
        no_duplicates(settlements, ["ccode1", "ccode2", "date"]),
        (bool(rivalries["change"].isin(CHANGES).all()), f"a change that is none of {CHANGES}"),
        (bool(settlements["kind"].isin(KINDS).all()), f"a kind that is none of {KINDS}"),
        (bool(ends["end"].notna().all()), "a line that ends a rivalry without a year"),
        (not (rivalries["end"] < rivalries["start"]).any(), "a rivalry ends before it starts"),
        *(_sourced(name, rows) for name, rows in tables.items()),
        *(_ordered(name, rows) for name, rows in tables.items()),
    )


def _sourced(name: str, rows: pd.DataFrame) -> tuple[bool, str]:
    whole = bool(rows[_EVIDENCE].notna().all(axis=None))
    graded = bool(rows["grade"].fillna("").str.fullmatch("[A-F][1-6]").all())
    return whole and graded, f"{name}: a line without reason, source, address or grade"


def _ordered(name: str, rows: pd.DataFrame) -> tuple[bool, str]:
    return bool((rows["ccode1"] < rows["ccode2"]).all()), f"{name}: ccode1 >= ccode2"

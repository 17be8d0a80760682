"""What `foedus ideal-points` writes: rows for programs, a page, a chart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import ListFormat, written
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.positions.ideal_points import IdealPoints

TEXTS: dict[str, ListFormat] = {".csv": "csv", ".json": "json", ".md": "md", ".txt": "terminal"}
TABULAR = (".parquet", ".dta")
PICTURES = (".svg", ".png")
PAGES = (".html", ".htm")
ENDINGS = (*TEXTS, *TABULAR, *PICTURES, *PAGES)
MOST_DRAWN = 6
LABELS = {
    "measure": "position, or distance of the two states",
    "state": "ISO code then, or name of the actor; two for a distance",
    "name": "Name then",
    "period": "Period (session of the Assembly; else year or period)",
    "year": "Year in which the session opened",
    "votes": "Votes cast on divided items",
    "mean": "Mean of the posterior; all positions of a run have mean 0, sd 1",
    "sd": "Standard deviation",
    "low": "Lower bound (5 %)",
    "high": "Upper bound (95 %)",
    "r_hat": "R-hat of the chains (samplers)",
    "ess": "Effective sample size (samplers)",
}


def ending_of(output: str | None) -> str:
    """The ending of the file, checked before any work is done; empty without one.

    Raises
    ------
    UnknownName
        If the ending stands for no format.
    """
    if output is None:
        return ""
    ending = Path(output).suffix.lower()
    if ending not in ENDINGS:
        raise unknown("file ending", ending or output, ENDINGS)
    return ending


def check_picture(ending: str, states: tuple[str, ...], items: bool) -> None:
    """Raise FoedusError where a chart cannot be drawn, before any work is done."""
    if items and ending in (*PICTURES, *PAGES):
        raise FoedusError("There is no chart of items.", "Write a table, such as x.csv.")
    if ending in PICTURES and not states:
        raise FoedusError(
            "A chart shows states, and none is named.",
            f"Name one to {MOST_DRAWN} states; x.csv or x.html have all of them.",
        )
    if ending in (*PICTURES, *PAGES) and len(states) > MOST_DRAWN:
        raise FoedusError(
            f"{len(states)} lines with intervals cannot be told apart.",
            f"Name one to {MOST_DRAWN} states, or write a table, such as x.csv.",
        )


def rows(found: IdealPoints) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Positions by period as records, then the distance of two; and what each column is."""
    import pandas as pd

    table = found.positions()
    table.insert(0, "measure", "position")
    if len(found.named) == 2:
        table = pd.concat([table, _distance(found, table)], ignore_index=True)
    table["votes"] = table["votes"].astype("Int64")
    return _records(table), {name: _label(name) for name in table.columns}


def item_rows(found: IdealPoints) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Items with date, symbol and title where known, parameters and fit."""
    from foedus.rollcalls.diagnostics.item_table import LABELS as OF_ITEMS
    from foedus.rollcalls.diagnostics.item_table import item_table

    table = item_table(found)
    if len(found.chosen.listed):
        table = table.merge(found.chosen.listed, on="item", how="left")
    known = OF_ITEMS | {"date": "Day of the vote", "symbol": "Symbol", "title": "Title"}
    return _records(table), {
        name: known.get(name) or f"{known[name.rsplit('_', 1)[0]]}, dimension {name[-1]}"
        for name in table.columns
    }


def _distance(found: IdealPoints, table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the distance, with the columns of positions that apply."""
    import pandas as pd

    apart = found.distance(*found.named)
    halves = [table.iloc[: len(found.rows(found.named[0]))]]
    halves.append(table.iloc[len(halves[0]) :])
    for column in ("state", "name"):
        by = [h.set_index("period")[column] for h in halves]
        apart[column] = [" - ".join(b[p] for b in by) for p in apart["period"]]
    apart["measure"] = "distance"
    apart["year"] = pd.array([found.chosen.year(int(p)) for p in apart["period"]], dtype="Int64")
    return apart


def _label(name: str) -> str:
    if name in LABELS:
        return LABELS[name]
    stem, _, number = name.rpartition("_")
    return f"{LABELS[stem]}, dimension {number}"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    from foedus.report.exporters.vote_records import records

    return records(table)


def as_text(
    found: IdealPoints, content: tuple[list[dict[str, Any]], dict[str, str]], form: ListFormat
) -> str:
    """Rows as CSV or Markdown; as JSON with what they rest on."""
    from foedus.rollcalls.positions.ideal_points_about import record

    if form != "json":
        return written(content[0], form)
    whole = {"about": record(found), "rows": content[0]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

"""Diagnostics of ideal points with the names of states, titles and years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.rollcalls.diagnostics.diagnose import Diagnostics, diagnose
from foedus.rollcalls.positions.positions_of import label, short_label

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.positions.ideal_points import IdealPoints

CHECKED = 12
"""Items really left out to check the effects on a pair."""
NAME = 80
"""Letters kept of a title in `long_table`."""
TABLES = (
    "convergence", "unmet", "periods", "items", "actors", "categories", "agreement", "moved",
)  # fmt: skip


def diagnostics(
    found: IdealPoints,
    *,
    check: int = CHECKED,
    progress: Callable[[int, int], None] | None = None,
) -> Diagnostics:
    """What a referee would ask of ideal points, and of a pair where two are named.

    Parameters
    ----------
    found
        Estimates; with two states or actors named their agreement and the items that move
        them are held against the estimates.
    check
        Items of the pair's last period really left out; 0 for none.
    progress
        Called with items left out and those to be left out.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from foedus.rollcalls.positions.ideal_points import ideal_points
    >>> rows = [f"{i},{n},{'yn'[n > i % 5 + 1]},2001" for i in range(40) for n in range(8)]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "votes.csv")
    ...     _ = file.write_text("\\n".join(["item,actor,vote,year", *rows]))
    ...     found = ideal_points(["0", "7"], votes=file)
    >>> made = diagnostics(found, check=0)
    >>> made.pair.period, made.actors.columns[:2].tolist()
    (2001, ['actor', 'state'])
    """
    pair = found.named if len(found.named) == 2 else (None, None)
    made = diagnose(
        found,
        *pair,
        check=check if pair[0] is not None else 0,
        offset=found.chosen.before or 0,
        progress=progress,
    )
    last = int(found.period.max())
    actors = made.actors.copy()
    for place, name, of in ((1, "state", short_label), (2, "name", label)):
        actors.insert(place, name, [of(found.chosen, a, last) for a in actors["actor"]])
    moved = None
    if made.pair is not None:
        moved = replace(made.pair, moved=with_listed(found, made.pair.moved))
    return replace(made, items=with_listed(found, made.items), actors=actors, pair=moved)


def with_listed(found: IdealPoints, items: pd.DataFrame) -> pd.DataFrame:
    """Add date, symbol and title of items where known, and the address of the Library's page."""
    from foedus.rollcalls.records.vote_record import RECORD

    listed = found.chosen.listed.rename(columns={"item": "call"})
    if not len(listed):
        return items
    out = items.merge(listed, on="call", how="left")
    linked = found.chosen.record in ("library", "council")
    return out.assign(url=RECORD + out["call"].astype(str) if linked else "")


def tables_of(made: Diagnostics) -> dict[str, pd.DataFrame]:
    """The tables there are, by name of `TABLES`."""
    known: dict[str, Any] = {name: getattr(made, name, None) for name in TABLES}
    if made.pair is not None:
        known |= {"agreement": made.pair.agreement, "moved": made.pair.moved}
    return {name: table for name, table in known.items() if table is not None}


def long_table(found: IdealPoints, made: Diagnostics) -> pd.DataFrame:
    """All figures, one a row: table, period, year, subject, name, figure, value."""
    import pandas as pd

    parts = []
    keys = {"call": "subject", "actor": "subject", "category": "subject", "title": "name"}
    for name, table in tables_of(made).items():
        wide = table.rename(columns=keys).rename(columns={"from": "period"})
        if name == "convergence":
            # Decades in years there, sessions elsewhere.
            wide["period"] -= found.chosen.before or 0
        kept = [c for c in ("period", "subject", "name") if c in wide]
        figures = [c for c in wide if c not in kept and _is_figure(wide[c])]
        long = wide.melt(id_vars=kept, value_vars=figures, var_name="figure", value_name="value")
        parts.append(long.assign(table=name, value=long["value"].astype(float)))
    whole = pd.concat(parts, ignore_index=True).reindex(
        columns=["table", "period", "year", "subject", "name", "figure", "value"]
    )
    years = [None if pd.isna(p) else found.chosen.year(int(p)) for p in whole["period"]]
    whole["year"] = pd.array(years, dtype="Int64")
    whole["period"] = whole["period"].astype("Int64")
    # Statistical packages keep a text as wide as the longest in every row.
    whole["name"] = whole["name"].map(lambda v: "" if pd.isna(v) else str(v)[:NAME])
    whole["subject"] = whole["subject"].map(lambda v: "" if pd.isna(v) else str(v))
    return whole[whole["value"].notna()].reset_index(drop=True)


def _is_figure(column: Any) -> bool:
    return bool(column.dtype.kind in "ifbu")

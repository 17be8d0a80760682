"""Write docs/reference/reference-panel.md: every shipped column, its sources, terms and cost.

Run it after the panel was built anew; a test compares the page with the panel.
"""

from __future__ import annotations

import sys
from pathlib import Path

from foedus.measures.registry import group_of
from foedus.sources.registry import origin
from foedus.store import parquet
from foedus.store.reference import PANEL, ReferencePanel, parts, shipped_folder

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "reference-panel.md"

HEAD = """# The reference panel

What comes with the package: figures foedus computed for all {pairs:,} dyad-years from {first} to
{last}, so that every command works without any raw file. Only the columns on this page ship, each
computed by foedus; no maker's own file or column does. `foedus data build` makes the panel again from
your own copies, then with the columns that may not be passed on.

The file is {total:,.0f} KB; {keys:,.0f} KB of it are the keys. Values are whole numbers of the step.
"""

COLUMNS = """
## Columns

| column | group | step | known values | KB | sources |
|---|---|---|---:|---:|---|
"""

ESTIMATES = """
## Ideal points

Beside the panel stand our own estimates of where states stand by their votes in the General Assembly: one row a model,
state and session, in `ideal_points.parquet`, with the manifest `ideal_points.json` (inputs with hashes, settings, R-hat
and effective sample size, versions). `foedus data build --estimates` makes them again. They are a build of their own
since they take longest; a stopped build goes on where it was. `foedus data status` says which are in use; where there
are none, what rests on them is not assessable, and the rest works.

| column | meaning |
|---|---|
| `model` | `foedus`: our model, sessions 1 to 80; `faithful`: the published scheme, sessions 1 to 74 |
| `ccode`, `session`, `year` | state (COW code), session, the year it opened in (1945 + session) |
| `votes` | votes the position rests on; a session with few has a wide interval |
| `mean_1`, `sd_1`, `low_1`, `high_1` | posterior mean, standard deviation and 90 % interval on the first dimension |
| `mean_2`, `sd_2`, `low_2`, `high_2` | the same on the second; empty in a model with one |
| `r_hat` | the worst over dimensions |

Figures are whole numbers of .001. In Python:

```text
from foedus.rollcalls.positions.reference_points import current

points = current()
points.frame()           # everything
points.path(710)         # one state, by session
points.pair(710, 365)    # distance by session with its 90 % interval
```
"""

SOURCES = """
## Sources and their terms

| source | terms of the maker | what ships |
|---|---|---|
"""

KEPT = """
## What does not ship

Computed where the raw data are, and kept on that machine: {columns}.

Nothing of these sources is in the shipped panel: {sources}.
"""


def sizes(path: Path) -> dict[str, float]:
    """Compressed KB of each column of a Parquet file."""
    with parquet.connect() as con:
        rows = con.execute(
            "SELECT path_in_schema, sum(total_compressed_size) FROM parquet_metadata(?) GROUP BY 1",
            [str(path)],
        ).fetchall()
    return {name: size / 1024 for name, size in rows}


def page(panel: ReferencePanel) -> str:
    """The page for a panel."""
    cost = sizes(panel.folder / PANEL)
    shipped = {n: c for n, c in panel.manifest["columns"].items() if c["ships"]}
    own = {n: sum(cost[p] for p in parts(n, c)) for n, c in shipped.items()}
    first, last = panel.manifest["years"]
    text = (
        HEAD.format(
            pairs=panel.manifest["rows"],
            first=first,
            last=last,
            total=sum(cost.values()),
            keys=sum(cost.values()) - sum(own.values()),
        )
        + COLUMNS
    )
    for name in sorted(shipped, key=lambda n: (-round(own[n]), n)):
        column = shipped[name]
        sources = ", ".join(column["sources"])
        text += (
            f"| `{name}` | {group_of(name).name} | {column['step']:g} | {column['known']:,} "
            f"| {own[name]:,.0f} | {sources} |\n"
        )
    used = sorted({s for c in shipped.values() for s in c["sources"]})
    text += ESTIMATES + SOURCES
    for name in used:
        source = origin(name)
        text += f"| {source.title} (`{name}`) | {_cell(source.licence)} | {_cell(source.ships)} |\n"
    kept = ", ".join(
        f"`{n}`" for n, c in sorted(panel.manifest["columns"].items()) if not c["ships"]
    )
    unused = ", ".join(f"`{n}`" for n in sorted(panel.manifest["inputs"]) if n not in used)
    return text + KEPT.format(columns=kept, sources=unused)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").rstrip(".")


def main() -> None:
    """Write the page for the shipped panel, or for the panel in the folder named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped_folder()
    PAGE.write_text(page(ReferencePanel.open(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""All measures for all dyad-years: computed from tidy tables, quantised, written with a manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group
from foedus.measures.registry import stored_groups as groups
from foedus.measures.yearly import hazards, yardsticks
from foedus.sources.registry import Presence
from foedus.store import parquet
from foedus.store.reference import FORMAT, LOCAL, MANIFEST, PANEL
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

FIRST, LAST = 1946, 2025
Progress = Callable[[str], None]


def compute_columns(
    tables: Tables, frame: DyadFrame, progress: Progress = lambda _: None
) -> Arrays:
    """Every stored column; NaN throughout where a group's tables are not here.

    Returns
    -------
    dict of ndarray
        By column name, shape (rows,) or (rows, 2), in the frame's row order.
    """
    out: Arrays = {}
    for group in groups():
        progress(group.name)
        out |= compute_group(group, tables, frame, out)
        tables.release()
    return out


def compute_group(
    group: Group, tables: Tables, frame: DyadFrame, computed: Mapping[str, NDArray[Any]]
) -> Arrays:
    """The stored columns of one group, from tables and the columns computed before it."""
    out: Arrays = {}
    before = [c.name for g in groups() if g.name in group.after for c in g.columns]
    if all(t in tables for t in group.tables) and all(name in computed for name in before):
        out |= group.compute(tables, frame, computed)
    for column in group.columns:
        if column.name not in out:
            shape = (len(frame), 2) if column.directed else (len(frame),)
            out[column.name] = np.full(shape, np.nan)
    return out


def quantised(values: NDArray[Any], column: Column) -> pd.Series[Any]:
    """Whole numbers of the column's step in the smallest integer type; missing stays missing."""
    import pandas as pd

    steps = np.rint(np.asarray(values, float) / column.step)
    known = np.isfinite(steps)
    high = float(np.abs(steps[known]).max(initial=0))
    width = next(b for b in (8, 16, 32, 64) if high < 2 ** (b - 1))
    whole = np.where(known, steps, 0).astype(f"int{width}")
    return pd.Series(pd.arrays.IntegerArray(whole, ~known))


def to_frame(columns: Sequence[Column], arrays: Arrays, frame: DyadFrame) -> pd.DataFrame:
    """Keys and quantised columns, ordered by pair, then year."""
    import pandas as pd

    order = np.lexsort((frame.year, frame.ccode2, frame.ccode1))
    data: dict[str, Any] = {
        "ccode1": frame.ccode1[order].astype(np.int16),
        "ccode2": frame.ccode2[order].astype(np.int16),
        "year": frame.year[order].astype(np.int16),
    }
    for column in columns:
        values = arrays[column.name][order]
        if column.directed:
            data[f"{column.name}_12"] = quantised(values[:, 0], column)
            data[f"{column.name}_21"] = quantised(values[:, 1], column)
        else:
            data[column.name] = quantised(values, column)
    return pd.DataFrame(data)


def content_hash(panel: pd.DataFrame) -> str:
    """Hash over the quantised table itself, whatever wrote the file."""
    digest = hashlib.sha256()
    for name in panel.columns:
        digest.update(name.encode())
        column = panel[name]
        digest.update(column.isna().to_numpy().tobytes())
        digest.update(column.fillna(0).to_numpy().astype("<i8").tobytes())
    return digest.hexdigest()


def write_panel(
    arrays: Arrays, frame: DyadFrame, folder: Path, presences: Iterable[Presence], local: bool
) -> dict[str, Any]:
    """Write the panel and its manifest into `folder`; columns that may not ship only if `local`."""
    from foedus import __version__

    every = [c for g in groups() for c in g.columns]
    panel = to_frame([c for c in every if c.ships], arrays, frame)
    parquet.write(panel, folder / PANEL)
    if local:
        parquet.write(to_frame([c for c in every if not c.ships], arrays, frame), folder / LOCAL)
    else:
        (folder / LOCAL).unlink(missing_ok=True)  # of an older build: its rows may differ
    manifest = {
        "format": FORMAT,
        "foedus": __version__,
        "rebuild": "foedus data build --data FOLDER",
        "years": [frame.first, frame.last],
        "rows": len(frame),
        "content_sha256": content_hash(panel),
        "file_sha256": hashlib.sha256((folder / PANEL).read_bytes()).hexdigest(),
        "columns": {c.name: _column(c, arrays[c.name]) for c in every},
        "yardsticks": yardsticks(frame, arrays),
        "hazards": hazards(frame, arrays),
        "inputs": {p.origin.name: _input(p) for p in presences if _feeds(p)},
    }
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _column(column: Column, values: NDArray[Any]) -> dict[str, Any]:
    group = next(g for g in groups() if column in g.columns)
    sources = sorted({s for m in group.measures if column.name in m.needs for s in m.sources})
    return {
        "step": column.step,
        "directed": column.directed,
        "ships": column.ships,
        "sources": sources,
        "known": int(np.isfinite(values.astype(float)).sum()),
    }


def _feeds(presence: Presence) -> bool:
    """Whether a stored column rests on one of the source's tables."""
    used = {t for g in groups() for t in (*g.tables, *g.optional)}
    return any(t.name in used for t in presence.origin.tables)


def _input(presence: Presence) -> dict[str, Any]:
    from foedus.sources.tidy import sha256

    return {
        "title": presence.origin.title,
        "version": presence.origin.version,
        "licence": presence.origin.licence,
        "coverage": list(presence.origin.coverage),
        "present": presence.complete,
        "layout": presence.layout,
        "sha256": {role: sha256(path) for role, path in sorted(presence.files.items())},
    }

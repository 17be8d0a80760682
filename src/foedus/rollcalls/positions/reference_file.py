"""Reference estimates as a file: rows of whole numbers, and the manifest beside them."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.positions.pair_paths import BEFORE_FIRST
from foedus.rollcalls.positions.reference_points import (
    ABOUT,
    COMMAND,
    FIGURES,
    FORMAT,
    POINTS,
    STEP,
    Model,
)
from foedus.store import parquet

if TYPE_CHECKING:
    import pandas as pd

    from foedus.sources.registry import Presence

MOST_DIMENSIONS = 2
SHARES = (0.5, 0.9, 0.99, 1.0)
"""Quantiles of R-hat that the manifest gives; of the effective sample size from the other end."""


def rows_of(found: Estimates, model: Model) -> pd.DataFrame:
    """Estimates as whole numbers of `STEP`, by state and session; their actors are COW codes."""
    import pandas as pd

    given = found.frame()
    session = given["period"].to_numpy(np.int64)
    out = pd.DataFrame({"model": model, "ccode": given["actor"].astype(np.int16)})
    out["session"], out["year"] = session.astype(np.int16), (session + BEFORE_FIRST).astype("i2")
    out["votes"] = given["votes"].astype(np.int16)
    for k in range(MOST_DIMENSIONS):
        for name in FIGURES:
            values = getattr(found, name)
            out[f"{name}_{k + 1}"] = _steps(
                values[:, k] if k < values.shape[1] else np.full(len(out), np.nan)
            )
    worst = np.full(len(out), np.nan) if found.sampled is None else found.sampled.r_hat.max(axis=1)
    out["r_hat"] = _steps(worst)
    return out.sort_values(["ccode", "session"], ignore_index=True)


def _steps(values: Any) -> Any:
    import pandas as pd

    steps = np.rint(np.asarray(values, float) / STEP)
    known = np.isfinite(steps)
    most = np.iinfo(np.int16).max
    whole = np.clip(np.where(known, steps, 0), -most, most).astype(np.int16)
    return pd.arrays.IntegerArray(whole, ~known)


def summary(found: Estimates, seconds: float) -> dict[str, Any]:
    """What the manifest says of a model: settings, reach, convergence."""
    settings = found.settings
    sweeps, burn, chains = settings.length
    about: dict[str, Any] = {
        "settings": asdict(settings) | {"sweeps": sweeps, "burn": burn, "chains": chains},
        "dimensions": int(found.mean.shape[1]),
        "sessions": [int(found.period.min()), int(found.period.max())],
        "states": len(np.unique(found.actor)),
        "points": len(found),
        "items": len(found.votes.calls),
        "votes": len(found.votes),
        "predicted": round(float(found.predicted), 4),
        "seconds": round(seconds),
    }
    stability = getattr(found.sampled, "stability", None)
    if stability is not None:
        about["stability"] = round(float(stability), 4)
    if found.sampled is not None:
        worst, least = found.sampled.r_hat.max(axis=1), found.sampled.ess.min(axis=1)
        about["r_hat"] = {
            f"{share:g}": round(float(np.nanquantile(worst, share)), 4) for share in SHARES
        }
        about["ess"] = {
            f"{1 - share:g}": round(float(np.nanquantile(least, 1 - share)), 1) for share in SHARES
        }
    return about


def write(
    parts: Iterable[pd.DataFrame],
    about: dict[Model, dict[str, Any]],
    into: Path,
    presences: Iterable[Presence],
) -> dict[str, Any]:
    """Write rows and manifest, whole or not at all; a folder without its manifest has none."""
    import pandas as pd

    from foedus import __version__
    from foedus.sources.tidy import sha256

    rows = pd.concat(list(parts), ignore_index=True)
    (into / ABOUT).unlink(missing_ok=True)
    parquet.write(rows, into / POINTS)
    manifest = {
        "format": FORMAT,
        "foedus": __version__,
        "rebuild": f"{COMMAND} --data FOLDER",
        "rows": len(rows),
        "step": STEP,
        "columns": [*rows.columns],
        "content_sha256": content_hash(rows),
        "file_sha256": sha256(into / POINTS),
        "models": about,
        "inputs": {p.origin.name: _input(p) for p in presences},
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "numba", "duckdb")},
        },
    }
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    part = into / f"{ABOUT}.part"
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(into / ABOUT)
    return manifest


def content_hash(rows: pd.DataFrame) -> str:
    """Hash over the rows themselves, whatever wrote the file."""
    digest = hashlib.sha256("\n".join(rows["model"]).encode())
    for name in rows.columns.drop("model"):
        digest.update(name.encode())
        digest.update(rows[name].isna().to_numpy().tobytes())
        digest.update(rows[name].fillna(0).to_numpy().astype("<i8").tobytes())
    return digest.hexdigest()


def _input(presence: Presence) -> dict[str, Any]:
    from foedus.sources.tidy import sha256

    origin = presence.origin
    return {
        "title": origin.title,
        "version": origin.version,
        "licence": origin.licence,
        "coverage": list(origin.coverage),
        "present": presence.complete,
        "layout": presence.layout,
        "sha256": {role: sha256(path) for role, path in sorted(presence.files.items())},
    }

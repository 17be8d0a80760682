"""Ideal points of all states to 2025, estimated by foedus and kept as reference data.

Two models: our own on the UN Library's record, and the published scheme on the published
input, for comparison. `foedus data build --estimates` makes the file
(`foedus.rollcalls.positions.reference_build`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, SourceDamaged, SourceMissing, unknown
from foedus.rollcalls.positions.pair_paths import BEFORE_FIRST, PairPath, Points, pair_path
from foedus.store import parquet
from foedus.store.reference import built_folder, shipped_folder

if TYPE_CHECKING:
    import pandas as pd

Model = Literal["foedus", "faithful"]
MODELS: tuple[Model, ...] = get_args(Model)
POINTS, ABOUT = "ideal_points.parquet", "ideal_points.json"
FORMAT = 1
STEP = 0.001
"""Positions are stored as whole numbers of this step."""
COMMAND = "foedus data build --estimates"
WHOLE = ("ccode", "session", "year", "votes")
FIGURES = ("mean", "sd", "low", "high")
_AGAIN = f"Run `{COMMAND}`, or reinstall foedus."


@dataclass(frozen=True, eq=False)
class ReferencePoints:
    """The file of estimates in a folder, with its manifest.

    Parameters
    ----------
    folder
        Holds `POINTS` and `ABOUT`.
    manifest
        Inputs with hashes, settings and convergence of each model, versions.
    """

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> ReferencePoints:
        """Open the estimates of a folder.

        Raises
        ------
        SourceMissing
            If they are not built.
        SourceDamaged
            If the manifest cannot be read, or the file is not the one it describes.
        """
        try:
            manifest = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            with (folder / POINTS).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError as e:
            raise SourceMissing(
                "The estimates of ideal points are not built.",
                f"Run `{COMMAND}`; it needs the votes (`foedus data status`).",
            ) from e
        except (OSError, ValueError) as e:
            raise SourceDamaged(f"{ABOUT} in {folder} cannot be read.", _AGAIN) from e
        if manifest.get("format") != FORMAT or manifest.get("file_sha256") != found:
            raise SourceDamaged(
                f"{POINTS} in {folder} is not the file its manifest describes.", _AGAIN
            )
        return cls(folder, manifest)

    @property
    def models(self) -> tuple[Model, ...]:
        """The models there are."""
        return tuple(m for m in MODELS if m in self.manifest["models"])

    def years(self, model: Model) -> tuple[int, int]:
        """First and last year of a model."""
        first, last = self._about(model)["sessions"]
        return BEFORE_FIRST + first, BEFORE_FIRST + last

    def points(self, model: Model, states: Iterable[int] = ()) -> Points:
        """Positions of a model.

        Parameters
        ----------
        model
            ``foedus`` or ``faithful``.
        states
            COW codes, of which alone rows are read; all states where empty.

        Raises
        ------
        UnknownName
            For another model.
        """
        dims = int(self._about(model)["dimensions"])
        wanted = ", ".join(str(int(c)) for c in states)
        rows = f" AND ccode IN ({wanted})" if wanted else ""
        by_dimension = [f"{name}_{k + 1}" for name in FIGURES for k in range(dims)]
        raw = parquet.read_arrays(
            self.folder / POINTS, [*WHOLE, *by_dimension, "r_hat"], f"model = '{model}'{rows}"
        )
        order = np.lexsort((raw["session"], raw["ccode"]))
        ccode, session, year, votes = (raw[name][order].astype(np.int64) for name in WHOLE)
        mean, sd, low, high = (
            np.stack([_scaled(raw[f"{name}_{k + 1}"][order]) for k in range(dims)], axis=1)
            for name in FIGURES
        )
        r_hat = _scaled(raw["r_hat"][order])
        return Points(ccode, session, year, votes, mean, sd, low, high, r_hat)

    def path(self, state: int, model: Model = "foedus") -> Points:
        """Positions of one state, by session; none where it has no vote."""
        return self.points(model, [state])

    def pair(self, one: int, two: int, model: Model = "foedus") -> PairPath:
        """Distance of two states by session, with its 90 % interval."""
        return pair_path(self.points(model, [one, two]), one, two)

    def frame(self) -> pd.DataFrame:
        """One row a model, state and session: ``model, ccode, session, year, votes``, figures.

        Columns are ``mean_1, sd_1, low_1, high_1``, the same for a second dimension, and
        ``r_hat``; a model with one dimension has no values in the second.
        """
        out = parquet.read(self.folder / POINTS)
        scaled = [c for c in out.columns if c not in ("model", *WHOLE)]
        out[scaled] = (out[scaled].astype("Float64") * STEP).round(3).astype(float)
        whole = out.astype(dict.fromkeys(WHOLE, np.int64))
        return whole.sort_values(["model", "ccode", "session"], ignore_index=True)

    def _about(self, model: Model) -> dict[str, Any]:
        known = self.manifest["models"]
        if model not in known:
            raise unknown("model", str(model), list(known))
        found: dict[str, Any] = known[model]
        return found


def _scaled(steps: NDArray[Any]) -> NDArray[np.float64]:
    # Steps of .001 have no exact binary form: .013000000000000001 becomes .013.
    return np.round(steps.astype(np.float64) * STEP, 3)


@cache
def _opened(folder: Path, stamp: float) -> ReferencePoints:
    return ReferencePoints.open(folder)


def current() -> ReferencePoints:
    """The estimates in use: those built on this machine, else those that ship.

    A build of another version of foedus, or of fewer models or sessions than ship, is
    passed over.

    Raises
    ------
    SourceMissing
        If there are none; names the command that makes them.
    """
    built, shipped = (_there(f) for f in (built_folder(), shipped_folder()))
    if built is not None and (shipped is None or stands_in(built.manifest, shipped.manifest)):
        return built
    return shipped if shipped is not None else ReferencePoints.open(shipped_folder())


def _there(folder: Path) -> ReferencePoints | None:
    about = folder / ABOUT
    if not about.is_file():
        return None
    try:
        return _opened(folder, about.stat().st_mtime)
    except FoedusError:
        # A damaged build must not hide what ships; what ships damaged must be told.
        if folder == shipped_folder():
            raise
        return None


def stands_in(built: dict[str, Any], shipped: dict[str, Any]) -> bool:
    """Whether built estimates can be used instead of the shipped ones."""
    reach = {name: about["sessions"][1] for name, about in built["models"].items()}
    return built.get("foedus") == shipped.get("foedus") and all(
        reach.get(name, 0) >= about["sessions"][1] for name, about in shipped["models"].items()
    )

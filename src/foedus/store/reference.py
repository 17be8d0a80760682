"""The reference panel: figures foedus computed for all dyad-years, shipped with the package.

Values are whole numbers of a step named in the manifest, so the file is small and its
bytes depend on its content alone. Rows are ordered by pair, then year: one pair's
history lies together.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import SourceDamaged, unknown
from foedus.core.settings import cache_folder
from foedus.store import parquet

FORMAT = 1
KEYS = ("ccode1", "ccode2", "year")
PANEL, MANIFEST, LOCAL = "panel.parquet", "manifest.json", "local.parquet"


_AGAIN = "Reinstall foedus, or run `foedus data build`."


@dataclass(frozen=True)
class ReferencePanel:
    """A built panel in a folder: the Parquet file and its manifest.

    Parameters
    ----------
    folder
        Holds `PANEL` and `MANIFEST`; `LOCAL`, with columns that may not be passed on,
        only where it was built on this machine.
    manifest
        Steps, inputs, versions and hashes; see `foedus data status`.
    """

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> ReferencePanel:
        """Open a panel; SourceDamaged if its manifest is missing or of another format."""
        path = folder / MANIFEST
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as e:
            raise SourceDamaged(
                f"The reference panel in {folder} has no readable manifest.",
                _AGAIN,
            ) from e
        if manifest.get("format") != FORMAT:
            found = manifest.get("format")
            raise SourceDamaged(
                f"The reference panel in {folder} has format {found}, not {FORMAT}.",
                "Run `foedus data build` with this version of foedus.",
            )
        return cls(folder, manifest)

    def verify(self) -> None:
        """SourceDamaged unless the file is, byte for byte, the one its manifest describes.

        Parquet pages carry no checksum: a few altered bytes would read as other values.
        """
        try:
            with (self.folder / PANEL).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as e:
            raise SourceDamaged(
                f"The reference panel in {self.folder} has no file {PANEL}.", _AGAIN
            ) from e
        if found != self.manifest.get("file_sha256"):
            raise SourceDamaged(
                f"{PANEL} in {self.folder} is not the file its manifest describes.", _AGAIN
            )

    @property
    def columns(self) -> dict[str, dict[str, Any]]:
        """Stored columns that are here, with ``step``, ``directed`` and ``ships``."""
        listed: dict[str, dict[str, Any]] = self.manifest["columns"]
        here = (self.folder / LOCAL).is_file()
        return {n: c for n, c in listed.items() if c["ships"] or here}

    def read(self, names: list[str], where: str = "") -> dict[str, NDArray[Any]]:
        """Stored columns by name, with the keys, for rows that meet a condition.

        Parameters
        ----------
        names
            Stored columns (not measures).
        where
            Condition over ``ccode1, ccode2, year`` made of numbers only.

        Returns
        -------
        dict of ndarray
            Keys as integers, shape (rows,); columns as floats with NaN for missing,
            shape (rows,) or, directed, (rows, 2). Ordered by pair and year.
        """
        known = self.columns
        for name in names:
            if name not in known:
                raise unknown("stored column", name, known)
        out: dict[str, NDArray[Any]] = {}
        for file, ships in ((PANEL, True), (LOCAL, False)):
            wanted = [n for n in names if known[n]["ships"] == ships]
            if not wanted and (out or not ships):
                continue
            raw = parquet.read_arrays(
                self.folder / file, [*KEYS, *(p for n in wanted for p in parts(n, known[n]))], where
            )
            keys = {k: raw[k].astype(np.int64) for k in KEYS}
            order = by_pair_and_year(*keys.values())
            out |= {k: v[order] for k, v in keys.items()}
            out |= {n: _values(raw, n, known[n])[order] for n in wanted}
        return out


def by_pair_and_year(
    ccode1: NDArray[np.int64], ccode2: NDArray[np.int64], year: NDArray[np.int64]
) -> slice | NDArray[np.int64]:
    """What puts rows in order; everything as it stands where they are in order already."""
    key = (ccode1 * 1000 + ccode2) * 10_000 + year
    return slice(None) if bool((key[1:] >= key[:-1]).all()) else np.argsort(key, kind="stable")


def parts(name: str, column: dict[str, Any]) -> tuple[str, ...]:
    """Names of the file's columns behind a stored column."""
    return (f"{name}_12", f"{name}_21") if column["directed"] else (name,)


def _values(raw: dict[str, NDArray[Any]], name: str, column: dict[str, Any]) -> NDArray[Any]:
    pieces = [raw[p].astype(float) * column["step"] for p in parts(name, column)]
    return np.stack(pieces, axis=1) if column["directed"] else pieces[0]


def shipped_folder() -> Path:
    """The folder of the panel that comes with the package."""
    return Path(str(files("foedus.store") / "reference"))


def built_folder() -> Path:
    """Where `foedus data build` puts a panel on this machine."""
    return cache_folder() / "reference"


@cache
def _opened(folder: Path, stamp: float) -> ReferencePanel:
    return ReferencePanel.open(folder)


@cache
def _verified(folder: Path, stamp: float) -> ReferencePanel:
    panel = _opened(folder, stamp)
    panel.verify()
    return panel


def current() -> ReferencePanel:
    """The panel in use: one built on this machine where it can stand in for the shipped one.

    It can when the same version of foedus built it, with the same columns, from no fewer
    sources: a panel from half the sources would hide what the shipped one knows.
    """
    shipped = _opened(shipped_folder(), 0.0)
    built = built_folder() / MANIFEST
    if built.is_file():
        key = built_folder(), built.stat().st_mtime
        if stands_in(_opened(*key).manifest, shipped.manifest):
            return _verified(*key)
    return _verified(shipped_folder(), 0.0)


def stands_in(built: dict[str, Any], shipped: dict[str, Any]) -> bool:
    """Whether a built panel can be used instead of the shipped one (see `current`)."""
    same = all(built.get(k) == shipped.get(k) for k in ("foedus", "format", "years"))
    return (
        same
        and set(built["columns"]) == set(shipped["columns"])
        and set(built) >= set(shipped)
        and sources_present(built) >= sources_present(shipped)
    )


def sources_present(manifest: dict[str, Any]) -> set[str]:
    """Names of the sources that were there when a panel was built."""
    return {name for name, about in manifest["inputs"].items() if about["present"]}

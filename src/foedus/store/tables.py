"""The tidy tables read from raw sources, kept in the cache by content hash."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceMissing
from foedus.store import parquet

if TYPE_CHECKING:
    import pandas as pd


class Tables:
    """Tidy tables by name, loaded when first asked for.

    Parameters
    ----------
    files
        Parquet file of each table that is present.
    wanted_from
        For each table that is known but absent, what to tell the user.
    """

    def __init__(self, files: Mapping[str, Path], wanted_from: Mapping[str, str] | None = None):
        self._files = dict(files)
        self._wanted_from = dict(wanted_from or {})
        self._loaded: dict[str, pd.DataFrame] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table; SourceMissing says where to get its source."""
        if name not in self._files:
            raise SourceMissing(
                f"The table {name!r} is not built: its source is not here.",
                self._wanted_from.get(name, "See `foedus data status`."),
            )
        if name not in self._loaded:
            self._loaded[name] = parquet.read(self._files[name])
        return self._loaded[name]

    def release(self) -> None:
        """Forget the loaded frames (memory), not the files."""
        self._loaded.clear()

"""A file from which an interrupted run of a sampler goes on."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from foedus.core.errors import FoedusError

SECONDS_BETWEEN = 30.0
_FORMAT = 2


class ChainFile:
    """State and kept draws of a run, on disk.

    Parameters
    ----------
    path
        Where; None for a run that keeps no file.
    mark
        What the run is of: votes, model, length. A file with another mark is refused.
    """

    def __init__(self, path: str | Path | None, mark: str) -> None:
        self.path = None if path is None else Path(path)
        self._mark = f"{_FORMAT} {mark}"
        self._written = time.monotonic()

    def load(self) -> tuple[int, int, dict[str, Any]] | None:
        """Chain, sweeps done and arrays to go on from; None where there is no file.

        Raises
        ------
        FoedusError
            Where the file belongs to other votes or settings, or cannot be read.
        """
        if self.path is None or not self.path.exists():
            return None
        try:
            with np.load(self.path) as stored:
                found: dict[str, Any] = dict(stored.items())
            same = str(found.pop("mark")) == self._mark
            chain, done = (int(x) for x in found.pop("at"))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise FoedusError(
                f"The checkpoint {self.path} cannot be read ({error}).",
                "Delete it to start afresh.",
            ) from error
        if not same:
            raise FoedusError(
                f"The checkpoint {self.path} belongs to other votes or settings.",
                "Name another file, or delete it to start afresh.",
            )
        return chain, done, found

    def save(self, chain: int, done: int, arrays: dict[str, Any]) -> None:
        """Write everything needed to go on, whole or not at all."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(self.path.name + ".part")
        with part.open("wb") as stream:
            np.savez(stream, mark=np.array(self._mark), at=np.array([chain, done]), **arrays)
        os.replace(part, self.path)
        self._written = time.monotonic()

    @property
    def due(self) -> bool:
        """Whether it is time to write again."""
        return self.path is not None and time.monotonic() - self._written > SECONDS_BETWEEN

    def delete(self) -> None:
        """The run is over."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def packed(kept: Any, state: Any) -> dict[str, Any]:
    """Kept draws and state, both of arrays, as the arrays of one file."""
    parts = {f"kept_{name}": value for name, value in vars(kept).items()}
    return parts | {f"state_{name}": np.asarray(value) for name, value in vars(state).items()}


def unpacked(arrays: dict[str, Any], kept: Any) -> dict[str, Any]:
    """Fill the kept draws from a file; returned are the arrays of the state."""
    for name, value in vars(kept).items():
        value[...] = arrays[f"kept_{name}"]
    head = "state_"
    return {k.removeprefix(head): v for k, v in arrays.items() if k.startswith(head)}

"""Vectors of segments on disk: appended in whole blocks, searched in two steps.

Three files lie side by side: `vectors.f16` (half-precision rows), `signs.u8` (one bit for
each of 512 random directions, which way a row points) and `segments.i64` (whose row it is).
`vectors.json` says how many rows count, and by which encoder; it is replaced last, so
that a process which dies leaves rows that nobody reads. A search ranks all by how many bits
agree (Charikar 2002), then the best few thousand by their vectors.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.embedding.encoder import DIMENSIONS, ENCODER

Floats = NDArray[np.float32]
VERSION = 1
RANKED_AGAIN = 4000
"""Rows whose vectors are compared after the bits chose them."""
_BITS = DIMENSIONS
_SEED = 7


class _Head(TypedDict):
    version: int
    encoder: str
    rows: int


_BLOCK = 200_000


@dataclass(frozen=True)
class Vectors:
    """The vectors in a folder.

    Parameters
    ----------
    folder : Path
    """

    folder: Path

    def __len__(self) -> int:
        return self._head()["rows"]

    def segments(self) -> NDArray[np.int64]:
        """Whose row it is, in the order of the rows."""
        return self._read("segments.i64", np.int64, 1)[:, 0]

    def rows(self, which: NDArray[np.int64]) -> Floats:
        """Some vectors, shape (which, 512)."""
        return self._read("vectors.f16", np.float16, DIMENSIONS)[which].astype(np.float32)

    def append(self, segments: NDArray[np.int64], vectors: Floats) -> None:
        """Add rows at the end; all of them count or none.

        Raises
        ------
        FoedusError
            If the vectors there are another encoder's.
        """
        rows = len(self)
        self.folder.mkdir(parents=True, exist_ok=True)
        parts: dict[str, NDArray[Any]] = {
            "vectors.f16": np.ascontiguousarray(vectors, np.float16),
            "signs.u8": signs(vectors),
            "segments.i64": np.ascontiguousarray(segments, np.int64)[:, None],
        }
        for name, part in parts.items():
            path = self.folder / name
            with path.open("r+b" if path.exists() else "w+b") as file:
                # What a stopped process left after the last row that counts is written over.
                file.seek(rows * part.shape[1] * part.itemsize)
                file.write(part.tobytes())
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        head = {"version": VERSION, "encoder": ENCODER, "rows": rows + len(segments)}
        fresh = self.folder / "vectors.json.new"
        fresh.write_text(json.dumps(head), encoding="utf-8")
        fresh.replace(self.folder / "vectors.json")

    def forget(self, segments: NDArray[np.int64]) -> int:
        """Blank the rows of some segments, in place; how many there were.

        A blank row is zeros and belongs to the segment's number below zero, which nothing has;
        so a process that dies leaves each row whole or blank.
        """
        which = np.flatnonzero(np.isin(self.segments(), segments))
        if not len(which):
            return 0
        rows = len(self)
        blank: dict[str, tuple[type, int]] = {
            "segments.i64": (np.int64, 1),
            "signs.u8": (np.uint8, _BITS // 8),
            "vectors.f16": (np.float16, DIMENSIONS),
        }
        for name, (kind, columns) in blank.items():
            held = np.memmap(self.folder / name, kind, "r+", shape=(rows, columns))
            held[which] = -np.abs(held[which]) if name == "segments.i64" else 0
            held.flush()
        return len(which)

    def nearest(
        self, query: Floats, most: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Floats]:
        """Segments nearest to a vector and their cosines, nearest first.

        Parameters
        ----------
        query : ndarray, shape (512,)
        most
            How many at most.
        among : ndarray of bool, shape (rows,)
            Rows that count; all where None.
        """
        bits = self._read("signs.u8", np.uint8, _BITS // 8)
        if among is not None:
            # Rows that another process has added since are for the next search.
            bits = bits[: len(among)]
        wanted = signs(query[None])[0]
        apart = np.empty(len(bits), np.int16)
        for begin in range(0, len(bits), _BLOCK):
            apart[begin : begin + _BLOCK] = ones(bits[begin : begin + _BLOCK] ^ wanted)
        if among is not None:
            apart[~among] = _BITS + 1
        again = max(RANKED_AGAIN, 4 * most)
        near = np.arange(len(apart))
        if len(apart) > again:
            near = np.sort(np.argpartition(apart, again)[:again])
        near = near[apart[near] <= _BITS]
        cosine = self.rows(near) @ query
        best = np.argsort(-cosine, kind="stable")[:most]
        return self.segments()[near[best]], cosine[best]

    def _head(self) -> _Head:
        path = self.folder / "vectors.json"
        if not path.is_file():
            return {"version": VERSION, "encoder": ENCODER, "rows": 0}
        try:
            head: _Head = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise self._broken("vectors.json is no JSON") from error
        if head.get("encoder") != ENCODER or head.get("version") != VERSION:
            raise FoedusError(
                f"The vectors in {self.folder} were made by {head.get('encoder')}, "
                f"layout {head.get('version')}.",
                "Remove that folder and embed again.",
            )
        return head

    def _read(self, name: str, kind: type, columns: int) -> NDArray[Any]:
        rows = len(self)
        if not rows:
            return np.zeros((0, columns), kind)
        path = self.folder / name
        size = path.stat().st_size if path.is_file() else 0
        if size < rows * columns * np.dtype(kind).itemsize:
            raise self._broken(f"{name} is shorter than {rows} rows")
        return np.memmap(path, kind, "r", shape=(rows, columns))

    def _broken(self, how: str) -> FoedusError:
        return FoedusError(
            f"The vectors in {self.folder} are damaged: {how}.",
            "Remove that folder and embed again; the documents are not touched.",
        )


def ones(bits: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Bits set in each row of packed bits, shape (rows,)."""
    if hasattr(np, "bitwise_count"):  # From numpy 2 on, and ten times as fast.
        each = np.bitwise_count(np.ascontiguousarray(bits).view(np.uint64))
    else:
        each = _table()[bits]
    found: NDArray[np.int64] = each.sum(axis=1, dtype=np.int64)
    return found


@cache
def _table() -> NDArray[np.uint8]:
    """Bits set in each byte."""
    each = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)
    return np.asarray(each.sum(axis=1), np.uint8)


def signs(vectors: Floats) -> NDArray[np.uint8]:
    """On which side of random planes vectors lie, as packed bits, shape (vectors, 64)."""
    directions = np.random.default_rng(_SEED).standard_normal((DIMENSIONS, _BITS), np.float32)
    return np.packbits(np.asarray(vectors, np.float32) @ directions > 0, axis=1)

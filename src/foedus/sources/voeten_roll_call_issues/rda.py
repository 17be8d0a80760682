"""A quick reader for R data frames saved as ``.rda``.

`rdata` builds one Python object a character string; on the 870,000 votes that is a
minute. This reader knows only what a saved data frame is made of and reads each
character column in one pass. Anything else (R's deferred vectors, functions,
environments) is left to `rdata`.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import warnings
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from foedus.core.errors import SourceDamaged

_NULL, _REFERENCE, _SYMBOL, _PAIRLIST, _CHARS = 254, 255, 1, 2, 9
_LOGICAL, _INTEGER, _REAL, _STRINGS, _LIST = 10, 13, 14, 16, 19
_COMPACT = 238
_HAS_ATTRIBUTES, _HAS_TAG = 1 << 9, 1 << 10
_NA_INTEGER = -(2**31)


class _NotPlainError(Exception):
    """The file holds something other than plain data frames."""


@dataclass(frozen=True, slots=True)
class _Vector:
    """An R vector: its values, and its attributes by name."""

    values: Any
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    """Reads R's XDR serialisation (versions 2 and 3) from `data`, moving `at` along."""

    data: bytes
    at: int
    symbols: list[str] = field(default_factory=list)

    def integer(self) -> int:
        (value,) = struct.unpack_from(">i", self.data, self.at)
        self.at += 4
        return int(value)

    def array(self, dtype: str) -> np.ndarray[Any, Any]:
        n = self.integer()
        values = np.frombuffer(self.data, dtype, n, self.at)
        self.at += values.nbytes
        return values.astype(values.dtype.newbyteorder("="))

    def chars(self) -> str | None:
        n = self.integer()
        if n < 0:
            return None
        self.at += n
        return self.data[self.at - n : self.at].decode("utf-8", "replace")

    def strings(self) -> np.ndarray[Any, Any]:
        """A character vector; each distinct string is decoded once."""
        n, data, at = self.integer(), self.data, self.at
        known: dict[bytes, str] = {}
        values = np.empty(n, dtype=object)
        head = struct.Struct(">ii").unpack_from
        for i in range(n):
            _, length = head(data, at)
            at += 8
            if length >= 0:
                raw = data[at : at + length]
                at += length
                text = known.get(raw)
                if text is None:
                    text = known[raw] = raw.decode("utf-8", "replace")
                values[i] = text
        self.at = at
        return values

    def pairlist(self, flags: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while flags & 255 == _PAIRLIST:
            if flags & _HAS_ATTRIBUTES:
                self.item()
            name = self.item() if flags & _HAS_TAG else str(len(pairs))
            pairs[name] = self.item()
            flags = self.integer()
        if flags & 255 != _NULL:
            raise _NotPlainError(f"pairlist ends in R type {flags & 255}")
        return pairs

    def item(self) -> Any:
        flags = self.integer()
        kind = flags & 255
        if kind == _NULL:
            return None
        if kind == _REFERENCE:
            return self.symbols[(flags >> 8 or self.integer()) - 1]
        if kind == _SYMBOL:
            self.symbols.append(self.item())
            return self.symbols[-1]
        if kind == _PAIRLIST:
            return self.pairlist(flags)
        if kind == _CHARS:
            return self.chars()
        values = self._values(kind)
        attributes = self.item() if flags & _HAS_ATTRIBUTES else None
        return _Vector(values, attributes or {})

    def _compact(self) -> Any:
        """A sequence that R saved as its length, first value and step."""
        kind, state, _ = self.item(), self.item(), self.item()
        if next(iter(kind.values())) not in {"compact_intseq", "compact_realseq"}:
            raise _NotPlainError(f"R's {kind}")
        n, first, step = state.values
        return first + step * np.arange(int(n))

    def _values(self, kind: int) -> Any:
        if kind in {_INTEGER, _LOGICAL}:
            return self.array(">i4")
        if kind == _REAL:
            return self.array(">f8")
        if kind == _STRINGS:
            return self.strings()
        if kind == _COMPACT:
            return self._compact()
        if kind == _LIST:
            return [self.item() for _ in range(self.integer())]
        raise _NotPlainError(f"R type {kind}")


def _unpack(path: Path) -> bytes:
    raw = path.read_bytes()
    if not raw:
        raise SourceDamaged(f"{path.name} is empty.", "Get a fresh copy of the file and try again.")
    openers = {b"BZ": bz2.decompress, b"\x1f\x8b": gzip.decompress, b"\xfd7": lzma.decompress}
    unpack = openers.get(raw[:2], bytes)
    try:
        return unpack(raw)
    except (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError) as e:
        raise SourceDamaged(
            f"{path.name} is cut off or damaged: {e}.",
            "Get a fresh copy of the file and try again.",
        ) from e


def _start(data: bytes) -> int:
    """Where the first object begins, after the magic, the versions and (3) the encoding."""
    if data[:7] not in {b"RDX2\nX\n", b"RDX3\nX\n"}:
        raise _NotPlainError("not XDR")
    (version,) = struct.unpack_from(">i", data, 7)
    if version < 3:
        return 19
    (encoding,) = struct.unpack_from(">i", data, 19)
    return 23 + int(encoding)


def _column(vector: Any) -> np.ndarray[Any, Any]:
    """A data-frame column as numpy: NA integers become NaN, factors their labels."""
    values = vector.values
    levels = vector.attributes.get("levels")
    if levels is not None:
        labels = np.array([*levels.values, None], dtype=object)
        found: np.ndarray[Any, Any] = labels[np.where(values == _NA_INTEGER, 0, values) - 1]
        return found
    if values.dtype == np.int32 and (values == _NA_INTEGER).any():
        return np.where(values == _NA_INTEGER, np.nan, values.astype(float))
    return np.asarray(values)


def _plain(data: bytes, name: str) -> dict[str, np.ndarray[Any, Any]] | None:
    reader = _Reader(data, _start(data))
    frame = reader.item().get(name)
    if frame is None:
        return None
    names = frame.attributes["names"].values
    return {str(n): _column(v) for n, v in zip(names, frame.values, strict=True)}


def _by_rdata(path: Path, name: str) -> dict[str, np.ndarray[Any, Any]] | None:
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdata warns of the tibble class, which is a data frame
        frame = rdata.read_rda(path).get(name)
    if frame is None:
        return None
    plain = frame.astype(object).where(frame.notna(), None)
    return {str(c): plain[c].to_numpy(object) for c in plain.columns}


def read_rda(path: Path, name: str) -> dict[str, np.ndarray[Any, Any]]:
    """The columns of the data frame `name` saved in an ``.rda`` file.

    Parameters
    ----------
    path
        File written by R's ``save`` (bzip2, gzip, xz or no compression).
    name
        Name of the data frame in it.

    Returns
    -------
    dict of str to numpy.ndarray
        Columns in file order, each of shape (rows,). Integers with missing values are
        float with NaN, missing strings None, factors their labels, dates days since 1970.

    Raises
    ------
    SourceDamaged
        If the file is empty, cut off, not R data, or holds no such data frame.
    """
    data = _unpack(path)
    try:
        columns = _plain(data, name)
    except (_NotPlainError, AttributeError, KeyError):
        columns = _slow(path, name)
    except (struct.error, ValueError, IndexError, RecursionError) as e:
        raise SourceDamaged(
            f"{path.name} is cut off or not R data: {e}.",
            "Get a fresh copy of the file and try again.",
        ) from e
    if columns is None:
        raise SourceDamaged(
            f"{path.name} holds no data frame {name!r}.",
            "Check that it is the right file and version (`foedus sources`).",
        )
    return columns


def _slow(path: Path, name: str) -> dict[str, np.ndarray[Any, Any]] | None:
    try:
        return _by_rdata(path, name)
    except Exception as e:  # rdata raises many kinds on foreign bytes; all mean the same here
        raise SourceDamaged(
            f"{path.name} is not an R data file: {e}.",
            "Get the maker's own .rda file and try again.",
        ) from e

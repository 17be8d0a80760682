"""Reading a roll-call file piece by piece, each column as distinct labels and a number a row.

A piece is forgotten once its labels are numbered: 13 bytes a row stay, so that a file
larger than memory can be read.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, SourceDamaged, SourceMissing
from foedus.rollcalls.records.file_columns import Role

if TYPE_CHECKING:
    import pandas as pd

CHUNK = 1_000_000
LONGEST_HEADER = 2**20
DELIMITERS = ",;\t|"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Header:
    """Names of the columns, and what stands between them."""

    names: tuple[str, ...]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as its distinct labels, stripped of spaces, and their number in each row.

    Parameters
    ----------
    labels : tuple of str
        In order of first appearance; empty where the file says nothing.
    code : ndarray of int32, shape (rows,)
        Positions in `labels`.
    """

    labels: tuple[str, ...]
    code: NDArray[np.int32]

    def counts(self) -> NDArray[np.int64]:
        """Rows of each label."""
        return np.bincount(self.code, minlength=len(self.labels))

    def where(self, label: str) -> NDArray[np.intp]:
        """Rows that hold a label."""
        if label not in self.labels:
            return np.empty(0, np.intp)
        return np.flatnonzero(self.code == self.labels.index(label))


def read_header(path: Path) -> Header:
    """The first line that is not empty.

    Raises
    ------
    SourceMissing
        If there is no file that may be read.
    SourceDamaged
        If it is empty, cut off, or not text.
    """
    with _plain_errors(path), _opened(path) as stream:
        line = stream.readline(LONGEST_HEADER)
        while line and not line.strip():
            line = stream.readline(LONGEST_HEADER)
    if not line:
        raise SourceDamaged(f"{path.name} is empty.", "Get a fresh copy of the file.")
    if "\0" in line:
        raise _not_text(path)
    delimiter = max(DELIMITERS, key=line.count)
    return Header(tuple(next(csv.reader([line], delimiter=delimiter))), delimiter)


def read_rows(path: Path, header: Header, columns: Mapping[Role, int]) -> dict[Role, Coded]:
    """The chosen columns of every row.

    Parameters
    ----------
    path
        The file, plain or gzip.
    header
        As read by `read_header`.
    columns
        Position of each role's column.

    Raises
    ------
    SourceDamaged
        If it is cut off, not text, not a table, or has no rows.
    """
    roles = sorted(columns, key=lambda role: columns[role])
    labels: dict[Role, dict[str, int]] = {role: {} for role in roles}
    parts: dict[Role, list[NDArray[np.int32]]] = {role: [] for role in roles}
    with _plain_errors(path):
        for piece in _pieces(path, header, [columns[role] for role in roles]):
            for place, role in enumerate(roles):
                parts[role].append(_numbered(piece.iloc[:, place], labels[role]))
    if not parts["item"]:
        raise SourceDamaged(f"{path.name} has a header and no rows.", "Get a fresh copy of it.")
    # Each list goes as soon as it is joined, so that a column is never held twice for long.
    return {role: Coded(tuple(labels[role]), np.concatenate(parts.pop(role))) for role in roles}


def _pieces(path: Path, header: Header, positions: list[int]) -> Iterator[pd.DataFrame]:
    import pandas as pd

    try:
        with pd.read_csv(
            path,
            sep=header.delimiter,
            encoding="utf-8-sig",
            compression="gzip" if _is_gzip(path) else None,
            usecols=positions,
            index_col=False,
            dtype="category",
            na_filter=False,
            low_memory=False,
            chunksize=CHUNK,
        ) as pieces:
            yield from (piece for piece in pieces if len(piece))
    except pd.errors.EmptyDataError:
        return
    except pd.errors.ParserError as fault:
        raise SourceDamaged(
            f"{path.name} cannot be read as a table: {str(fault).strip()}.",
            "Look for a quotation mark that is opened and not closed.",
        ) from fault


def _numbered(column: pd.Series[Any], known: dict[str, int]) -> NDArray[np.int32]:
    """Numbers of a piece's labels; new labels are added to `known`."""
    names = [str(label).strip() for label in column.cat.categories.tolist()]
    number = np.array([known.setdefault(name, len(known)) for name in names], np.int32)
    return number[column.cat.codes.to_numpy()]


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == _GZIP


@contextmanager
def _opened(path: Path) -> Iterator[IO[Any]]:
    """The file as text, unpacked where it is packed, whatever its name says."""
    opened: Any = gzip.open if _is_gzip(path) else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
        yield stream


def _not_text(path: Path) -> FoedusError:
    return SourceDamaged(
        f"{path.name} is not UTF-8 text.", "Save it as CSV in UTF-8, not as a spreadsheet."
    )


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """What reading stumbles over, in plain words."""
    try:
        yield
    except UnicodeDecodeError as fault:
        raise _not_text(path) from fault
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        raise SourceDamaged(
            f"{path.name} is cut off or damaged: {str(fault).rstrip('.')}.",
            "Get a fresh copy of the file.",
        ) from fault
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise SourceMissing(f"Cannot read {str(path)!r}: {reason}.", "Check the path.") from fault

"""Files of a folder, the hash that names each, and the copy that is kept untouched."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from foedus.core.errors import FoedusError, NotWritable
from foedus.documents.corpora.reading.raw import MIB, Refused

MOST_FILES = 100_000


@dataclass(frozen=True)
class File:
    """A file to be read.

    Parameters
    ----------
    path : Path
    name : str
        In its folder, with ``/`` between folders.
    bytes : int
    """

    path: Path
    name: str
    bytes: int


def files_in(folder: Path, left_out: frozenset[Path] = frozenset()) -> list[File]:
    """All files of a folder and the folders in it, by name; hidden ones are none.

    Parameters
    ----------
    folder
        Or one file.
    left_out
        Files that hold metadata.

    Raises
    ------
    FoedusError
        If there is nothing, or far more than a user can mean.
    """
    if folder.is_file():
        return [File(folder, folder.name, folder.stat().st_size)]
    if not folder.is_dir():
        raise FoedusError(f"There is nothing at {str(folder)!r}.", "Check the path.")
    found = []
    for place, inner, names in os.walk(folder, onerror=_unreadable):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in names:
            path = Path(place) / name
            if not name.startswith((".", "~$")) and path not in left_out:
                size = path.stat().st_size if path.is_file() else 0
                found.append(File(path, path.relative_to(folder).as_posix(), size))
        if len(found) > MOST_FILES:
            raise FoedusError(
                f"{str(folder)!r} holds more than {MOST_FILES:,} files.",
                "Name the folder that holds the documents themselves.",
            )
    if not found:
        raise FoedusError(f"{str(folder)!r} holds no files.", "Put the documents into it.")
    return sorted(found, key=lambda file: file.name)


def _unreadable(error: OSError) -> None:
    raise FoedusError(
        f"{str(error.filename)!r} may not be read.", "Check who may read it."
    ) from error


def sha256(path: Path) -> str:
    """Hash of a file.

    Raises
    ------
    Refused
        If it cannot be read.
    """
    # A pipe or device would never end.
    if not path.is_file():
        raise Refused(f"{path.name} is no plain file.", "Put the document itself there.")
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.",
            "Check the path and who may read it.",
        ) from error


def keep_original(path: Path, digest: str, folder: Path) -> None:
    """Copy a file under its hash, whole or not at all.

    Raises
    ------
    Refused
        If the file is no longer the one that was read.
    NotWritable
        If the copy cannot be made.
    """
    target = folder / f"{digest}{path.suffix.lower()}"
    if target.exists():
        return
    part = None
    try:
        handle, name = tempfile.mkstemp(prefix=".part-", dir=folder)
        part = Path(name)
        with os.fdopen(handle, "wb") as out, path.open("rb") as stream:
            shutil.copyfileobj(stream, out, MIB)
        if sha256(part) != digest:
            raise Refused(f"{path.name} changed while it was read.", "Add it again.")
        part.chmod(0o444)
        part.replace(target)
    except OSError as error:
        raise NotWritable(
            f"The copy of {path.name} cannot be kept in {folder}: {error.strerror or error}.",
            "Make room there, or name another place in FOEDUS_CORPORA.",
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)

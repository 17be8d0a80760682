"""Files of a folder, the hash that names each, and the copy that is kept untouched."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from foedus.core.errors import FoedusError, NotWritable
from foedus.documents.corpora.reading.raw import MIB, Refused, shown

MOST_FILES = 100_000
_PART, _STALE_SECONDS = ".part-", 86_400.0


@dataclass(frozen=True)
class File:
    """A file to be read.

    Parameters
    ----------
    path : Path
    name : str
        In its folder, with ``/`` between folders.
    bytes : int
    outside : bool
        Whether it is a link to something outside its folder, which is not followed.
    """

    path: Path
    name: str
    bytes: int
    outside: bool = False


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
        return [File(folder, shown(folder.name), folder.stat().st_size)]
    if not folder.is_dir():
        raise FoedusError(f"There is nothing at {str(folder)!r}.", "Check the path.")
    found: list[File] = []
    home = folder.resolve()
    for place, inner, names in os.walk(folder, onerror=_unreadable):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        # Links to folders are not gone into: they may lead anywhere, or round in a circle.
        linked = [name for name in inner if (Path(place) / name).is_symlink()]
        for name in [*names, *linked]:
            path = Path(place) / name
            if not name.startswith((".", "~$")) and path not in left_out:
                found.append(_file(path, folder, home))
        if len(found) > MOST_FILES:
            raise FoedusError(
                f"{str(folder)!r} holds more than {MOST_FILES:,} files.",
                "Name the folder that holds the documents themselves.",
            )
    if not found:
        raise FoedusError(f"{str(folder)!r} holds no files.", "Put the documents into it.")
    return sorted(found, key=lambda file: file.name)


def _file(path: Path, folder: Path, home: Path) -> File:
    try:
        size = path.stat().st_size if path.is_file() else 0
        outside = path.is_symlink() and not path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):  # A link to itself, or what may not be looked at.
        size, outside = 0, False
    return File(path, shown(path.relative_to(folder).as_posix()), size, outside)


def _unreadable(error: OSError) -> None:
    raise FoedusError(
        f"{str(error.filename)!r} may not be read.", "Check who may read it."
    ) from error


def check_place(file: File) -> None:
    """Look where a file is before a byte of it is read.

    Raises
    ------
    Refused
        If it lies outside its folder, or is a link to a folder.
    """
    if file.outside:
        raise Refused(
            f"{file.name} is a link out of the folder, which is not followed.",
            "Put the document itself there.",
        )
    if file.path.is_dir():
        raise Refused(
            f"{file.name} is a link to a folder, which is not followed.", "Name that folder itself."
        )


def sha256(path: Path) -> str:
    """Hash of a file.

    Raises
    ------
    Refused
        If it cannot be read.
    """
    # A pipe or device would never end.
    if not path.is_file():
        raise Refused(f"{shown(path.name)} is no plain file.", "Put the document itself there.")
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            f"{shown(path.name)} cannot be read: {(error.strerror or str(error)).lower()}.",
            "Check the path and who may read it.",
        ) from error


def clear_parts(folder: Path) -> None:
    """Remove halves of copies that processes left which died; those of a day are theirs no more."""
    for part in folder.glob(f"{_PART}*"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()


def keep_original(path: Path, digest: str, folder: Path) -> None:
    """Copy a file under its hash, whole or not at all.

    Raises
    ------
    Refused
        If the file is no longer the one that was read.
    NotWritable
        If the copy cannot be made.
    """
    target = folder / f"{digest}{shown(path.suffix.lower())}"
    if target.exists() and target.stat().st_size:
        return
    changed = Refused(f"{path.name} changed while it was read.", "Add it again.")
    part = None
    try:
        try:
            stream = path.open("rb")
        except OSError as error:
            raise changed from error
        handle, name = tempfile.mkstemp(prefix=_PART, dir=folder)
        part = Path(name)
        with stream, os.fdopen(handle, "wb") as out:
            shutil.copyfileobj(stream, out, MIB)
        if sha256(part) != digest:
            raise changed
        part.chmod(0o444)
        part.replace(target)
    except OSError as error:
        raise NotWritable(
            f"The copy of {shown(path.name)} cannot be kept in {folder}: "
            f"{error.strerror or error}.",
            "Make room there, or name another place in FOEDUS_CORPORA.",
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)

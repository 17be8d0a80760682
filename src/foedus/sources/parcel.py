"""What a user hands over: a file, a folder, or a zip that is not trusted.

A zip is unpacked into a folder of its own under names made here, so that no name inside
it decides where anything is written; sizes are counted while unpacking, whatever the
zip says of itself.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from foedus.core.errors import FoedusError, SourceDamaged, SourceMissing

MOST_FILES = 5_000
MOST_BYTES = 4 * 2**30
"""Far more than any data set read today needs."""
_CHUNK = 2**20
_AGAIN = "Unpack it yourself, look at what is inside, and add the data file."

Found = tuple[PurePosixPath, Path]
"""A file's place inside the parcel, and where it can be read."""


def files_in(path: Path, room: Path) -> list[Found]:
    """The files of a parcel, sorted by their place inside it.

    Parameters
    ----------
    path
        A file, a folder or a ``.zip``.
    room
        An empty folder for what is unpacked.

    Raises
    ------
    SourceMissing
        If nothing is there.
    SourceDamaged
        If a zip is broken, or names places outside itself, or is far too large.
    FoedusError
        If a folder holds too many files to be a data set.
    """
    try:
        if path.is_dir():
            return sorted(_in_folder(path))
        if not path.is_file():
            raise SourceMissing(f"There is nothing at {str(path)!r}.", "Check the path.")
        if path.suffix.lower() == ".zip":
            return sorted(_unpacked(path, room))
    except PermissionError as fault:
        raise SourceMissing(
            f"{str(fault.filename or path)!r} may not be read.", "Check who may read it."
        ) from fault
    return [(PurePosixPath(path.name), path)]


def _in_folder(folder: Path) -> Iterator[Found]:
    count = 0
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(n for n in inner if not n.startswith("."))
        for name in names:
            count += 1
            if count > MOST_FILES:
                raise FoedusError(
                    f"{str(folder)!r} holds more than {MOST_FILES} files.",
                    "Name the folder that holds the data set itself.",
                )
            whole = Path(place) / name
            if not name.startswith(".") and whole.is_file():
                yield PurePosixPath(whole.relative_to(folder).as_posix()), whole


def _unpacked(path: Path, room: Path) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as parcel:
            members = [m for m in parcel.infolist() if not m.is_dir()]
            for member in members:
                _refuse_hostile(path, member)
            if len(members) > MOST_FILES:
                raise SourceDamaged(f"{path.name} holds {len(members)} files.", _AGAIN)
            left = MOST_BYTES
            for number, member in enumerate(members):
                inside = PurePosixPath(member.filename)
                target = room / f"{number}" / inside.name
                target.parent.mkdir()
                with parcel.open(member) as stream:
                    left -= _copied(stream, target, left, path)
                yield inside, target
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
        raise SourceDamaged(
            f"{path.name} is cut off or not a zip that can be read: {e}.",
            "Get a fresh copy of the file and try again.",
        ) from e


def _refuse_hostile(path: Path, member: zipfile.ZipInfo) -> None:
    inside = PurePosixPath(member.filename)
    outside = inside.is_absolute() or ".." in inside.parts or "\\" in member.filename
    if outside or ":" in inside.parts[0]:
        raise SourceDamaged(
            f"{path.name} names a place outside itself: {member.filename!r}.", _AGAIN
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SourceDamaged(f"{path.name} holds a link: {member.filename!r}.", _AGAIN)
    if member.flag_bits & 1:
        raise SourceDamaged(f"{path.name} is locked with a password.", _AGAIN)


def _copied(stream: IO[bytes], target: Path, most: int, path: Path) -> int:
    """Write the stream to `target` and give its size; stop when it passes `most` bytes."""
    size = 0
    with target.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise SourceDamaged(
                    f"{path.name} unpacks to more than {MOST_BYTES / 2**30:.0f} GiB.", _AGAIN
                )
            out.write(chunk)
    return size

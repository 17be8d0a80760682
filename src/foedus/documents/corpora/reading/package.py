"""Files inside an office document, which is a ZIP that is not trusted."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from foedus.documents.corpora.reading.raw import MIB, Limits, Refused, checked_size

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_CHUNK = MIB
_SMALL = 4 * MIB
"""What unpacks to less is no bomb, whatever its ratio."""
_AGAIN = "Open it in your word processor and save it anew as docx, or as txt."


class Package:
    """An open package; its members are read whole, within limits, one at a time.

    Parameters
    ----------
    path : Path
    limits : Limits

    Raises
    ------
    Refused
        If it is locked, broken, holds macros, or unpacks to far more than it is.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.name = path.name
        self.size = checked_size(path, limits.packed_bytes)
        self.limits = limits
        self.left = limits.unpacked_bytes
        with path.open("rb") as stream:
            if stream.read(len(_OLE)) == _OLE:
                raise Refused(
                    f"{self.name} is locked with a password, or a Word file of before 2007.",
                    "Save it without a password as docx.",
                )
        try:
            self.parcel = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise self._broken(error) from error
        try:
            self._check()
        except Refused:
            self.parcel.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.parcel.close()

    def __contains__(self, name: str) -> bool:
        return name in self.parcel.NameToInfo

    def read(self, name: str) -> bytes:
        """A member, counted while it is unpacked, whatever the package says of it.

        Raises
        ------
        Refused
            If it passes the limits or is broken.
        """
        found: list[bytes] = []
        try:
            with self.parcel.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise self._bomb(self.limits.unpacked_bytes)
                    found.append(chunk)
        except _BROKEN as error:
            raise self._broken(error) from error
        return b"".join(found)

    def _check(self) -> None:
        members = self.parcel.infolist()
        if len(members) > self.limits.members:
            raise Refused(f"{self.name} holds {len(members):,} files.", _AGAIN)
        if any(member.flag_bits & 1 for member in members):
            raise Refused(f"{self.name} is locked with a password.", "Save it without one.")
        if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
            raise Refused(f"{self.name} holds macros.", "Save it as docx, which keeps none.")
        total = sum(member.file_size for member in members)
        if total > self.limits.unpacked_bytes or (
            total > _SMALL and total > self.limits.ratio * self.size
        ):
            raise self._bomb(total)

    def _bomb(self, size: int) -> Refused:
        return Refused(
            f"{self.name} has {self.size / MIB:.2f} MiB and unpacks to {size / MIB:,.0f} or more: "
            "no document does.",
            _AGAIN,
        )

    def _broken(self, error: Exception) -> Refused:
        return Refused(f"{self.name} is cut off or no docx: {error}.", _AGAIN)

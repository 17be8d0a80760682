"""ZIP archives from strangers: read in memory, bounded in number, size and ratio."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from foedus.core.errors import FoedusError
from foedus.documents.coding.exchange.project import read_bytes

MEMBERS = 20_000
LARGEST = 400_000_000
"""Bytes of all members that are read, unpacked."""
RATIO = 200
"""Unpacked to packed size; text packs 3 to 10 times, a bomb a thousand times."""
_SMALL = 1_000_000
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass
class Archive:
    """An open archive; a member is read when asked for, and never written anywhere.

    Parameters
    ----------
    file : str
        What errors call it.
    """

    file: str
    _zip: zipfile.ZipFile
    _left: int = LARGEST

    @property
    def names(self) -> list[str]:
        """Names of members."""
        return self._zip.namelist()

    def find(self, name: str) -> str | None:
        """The member of that name, whatever its case and slashes; None where there is none."""
        return self._by_name.get(name.lower())

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {n.replace("\\", "/").lower(): n for n in self.names}

    def read(self, name: str) -> bytes:
        """Bytes of a member.

        Raises
        ------
        FoedusError
            If it is damaged, or larger than it says or than is allowed.
        """
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise FoedusError(
                f"{name} in {self.file} cannot be unpacked: {error}.", "Export the project anew."
            ) from None
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self.file)
        return data


def open_archive(path: Path) -> Archive:
    """Open an archive and judge it before anything is unpacked.

    Raises
    ------
    FoedusError
        If it is no ZIP archive, encrypted, has a member twice or too many, or unpacks to more
        than is allowed.
    """
    raw = read_bytes(path, LARGEST)
    try:
        opened = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise FoedusError(
            f"{path.name} is no ZIP archive: {error}.", "A .qdpx file is one; export it anew."
        ) from None
    members = opened.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise FoedusError(f"{path.name} is encrypted.", "Export it without a password.")
    if len({member.filename for member in members}) < len(members):
        raise FoedusError(f"{path.name} has a member twice.", "Export it anew.")
    huge = sum(m.file_size for m in members) > LARGEST
    dense = any(
        m.file_size > _SMALL and m.file_size > RATIO * max(m.compress_size, 1) for m in members
    )
    if len(members) > MEMBERS or huge or dense:
        raise _bomb(path.name)
    return Archive(path.name, opened)


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members; the same ones give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            about = zipfile.ZipInfo(name, _EARLIEST)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, data)
    return out.getvalue()


def _bomb(file: str) -> FoedusError:
    return FoedusError(
        f"{file} unpacks to far more than a coded project holds.",
        f"At most {MEMBERS:,} members, {LARGEST / 1e6:.0f} MB in all, {RATIO} times their packed "
        "size. Export texts without audio, video and pictures.",
    )

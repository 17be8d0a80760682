"""A document as a file holds it, how much of a file is read, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from foedus.core.errors import FoedusError

MIB = 2**20


class Refused(FoedusError):
    """A file, or a part of one, that is not read; the others are."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(shown(problem), shown(remedy))


def shown(name: str) -> str:
    """A name that can be printed and stored: bytes of it that are no UTF-8 stand as ``\\xff``."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(frozen=True)
class Limits:
    """How much is read of one file: far more than papers need, far less than harms.

    Parameters
    ----------
    document_bytes : int
        Largest txt, md or html file.
    table_bytes : int
        Largest csv, jsonl or parquet file.
    packed_bytes : int
        Largest docx or pdf file.
    unpacked_bytes : int
        Of a docx, or of the text of a parquet file, when unpacked.
    ratio : int
        Unpacked bytes over packed ones.
    members : int
        Files in a docx.
    pages : int
        Of a pdf.
    characters : int
        Of one document.
    rows, columns : int
        Of a table.
    """

    document_bytes: int = 64 * MIB
    table_bytes: int = 4096 * MIB
    packed_bytes: int = 256 * MIB
    unpacked_bytes: int = 512 * MIB
    ratio: int = 200
    members: int = 5_000
    pages: int = 3_000
    characters: int = 20_000_000
    rows: int = 20_000_000
    columns: int = 5_000


@dataclass(frozen=True)
class RawDocument:
    """A document as it was read, before anything is cleaned or cut.

    Parameters
    ----------
    text : str
    part : int
        Its number in the file, from 0.
    title : str or None
    encoding : str or None
        Of the file, where it is one of plain text.
    metadata : dict of str to str
        What the file itself says of the document; names as `schema.METADATA` where they mean
        the same, and `language`.
    notes : tuple of str
        What the user should know of how it was read.
    front : frozenset of str
        Names in `metadata` that its author wrote into front matter.
    """

    text: str
    part: int = 0
    title: str | None = None
    encoding: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    front: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RefusedPart:
    """A row of a table that is no document.

    Parameters
    ----------
    part : int
    why : str
    """

    part: int
    why: str


def checked_size(path: Path, most: int) -> int:
    """Size of a file in bytes.

    Raises
    ------
    Refused
        If it cannot be read, is no plain file, empty, or larger than `most`.
    """
    try:
        plain, size = path.is_file(), path.stat().st_size
    except OSError as error:
        raise Refused(
            f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.",
            "Check the path and who may read it.",
        ) from error
    if not plain:
        raise Refused(f"{path.name} is no plain file.", "Put the document itself there.")
    if size == 0:
        raise Refused(f"{path.name} is empty.", "Get a fresh copy of it.")
    if size > most:
        raise Refused(
            f"{path.name} has {size / MIB:,.0f} MiB; at most {most / MIB:,.0f} are read of such a file.",
            "Split it into its documents.",
        )
    return size


def checked_text(name: str, text: str, limits: Limits) -> str:
    """The text, if it is one.

    Raises
    ------
    Refused
        If it is blank, too long, or holds halves of letters.
    """
    if not text.strip("\ufeff \t\r\n\f\v\0"):
        raise Refused(f"{name} holds no text.", "Check that it is the right file.")
    if len(text) > limits.characters:
        raise Refused(
            f"{name} has {len(text):,} characters; at most {limits.characters:,} make a document.",
            "Split it into its documents.",
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            f"{name} holds half of a surrogate pair at character {error.start}.",
            "Write the letter whole, in UTF-8.",
        ) from error
    return text

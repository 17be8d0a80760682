"""Bytes to text: mark at the beginning, what was declared, UTF-8, then what it looks like.

Nothing is replaced or left out: bytes that no encoding reads whole are refused.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.corpora.reading.raw import Refused

GUESSED = (
    "utf_16_le", "utf_16_be", "gb18030", "big5", "cp1251", "koi8_r", "cp866", "cp1252",
)  # fmt: skip
"""What a file may be in that neither says so nor is UTF-8."""
NAMES = {"cp1251": "windows-1251", "cp1252": "windows-1252", "koi8_r": "koi8-r"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 200_000
_NULLS = 0.02
"""Share of zero bytes from which a text counts as UTF-16."""
_CONTROLS = np.setdiff1d(np.arange(32), [9, 10, 11, 12, 13, 26, 27]).astype(np.uint8)
_MOST_CONTROLS = 0.01
_COMMON, _FEWEST_COMMON = frozenset(" ,.!?;:\r\n\t，。、；：！？"), 0.02
"""What every text has some of, and text read by another encoding than its own has not."""
_REMEDY = "Name its encoding with --encoding, or save it as UTF-8."


@dataclass(frozen=True)
class Decoded:
    """Text, and the encoding it was in.

    Parameters
    ----------
    text : str
    encoding : str
    guessed : bool
        Whether neither a mark, nor a declaration, nor UTF-8 decided.
    """

    text: str
    encoding: str
    guessed: bool


def decode(name: str, data: bytes, declared: str | None = None) -> Decoded:
    """The text in `data`.

    Parameters
    ----------
    name
        Of the file, for messages.
    declared
        The encoding the user names.

    Raises
    ------
    Refused
        If no encoding reads the bytes whole.
    FoedusError
        If there is no encoding `declared`.

    Examples
    --------
    >>> decode("a.txt", "Россия".encode("cp1251"), "windows-1251").text
    'Россия'
    """
    encoding, guessed = encoding_of(name, data, declared)
    try:
        return Decoded(data.decode(encoding), _shown(encoding), guessed)
    except UnicodeDecodeError as error:
        raise _refused(name, encoding, error.start) from error


def encoding_of(name: str, data: bytes, declared: str | None = None) -> tuple[str, bool]:
    """The encoding of `data`, and whether it had to be guessed.

    Raises
    ------
    Refused
        If there is none.
    FoedusError
        If there is no encoding `declared`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, False
    if declared:
        return known_encoding(declared), False
    nulls = np.frombuffer(data[:_LOOKED_AT], np.uint8) == 0
    if nulls.mean() < _NULLS and _reads(data, "utf-8"):
        return "utf-8", False
    return (_wide(name, data, nulls) if nulls.mean() >= _NULLS else _guessed(name, data)), True


def known_encoding(declared: str) -> str:
    """The encoding by Python's name.

    Raises
    ------
    FoedusError
        If there is none of that name.
    """
    try:
        found = codecs.lookup(declared).name
        "".encode(found)
    except (LookupError, ValueError) as error:
        names = ["utf-8", *(NAMES.get(name, name) for name in GUESSED)]
        raise unknown("encoding", declared, names) from error
    return found


def declared_or_none(declared: str | None) -> str | None:
    """The encoding a file says of itself, if there is such a one."""
    try:
        return known_encoding(declared) if declared else None
    except FoedusError:
        return None


def encoding_of_file(path: Path, declared: str | None = None) -> tuple[str, bool]:
    """As `encoding_of`, for a file too large to hold; it is read to its end.

    Raises
    ------
    Refused
        If some byte of it cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_LOOKED_AT)
        encoding, guessed = _encoding_of_head(path, head, declared)
        decoder = codecs.getincrementaldecoder(encoding)()
        stream.seek(0)
        at = 0
        try:
            while chunk := stream.read(2**20):
                decoder.decode(chunk)
                at += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise _refused(path.name, encoding, at + error.start) from error
    return encoding, guessed


def _encoding_of_head(path: Path, head: bytes, declared: str | None) -> tuple[str, bool]:
    if len(head) < _LOOKED_AT:
        return encoding_of(path.name, head, declared)
    # A letter cut in two at the end of what is looked at is no fault.
    whole = head[: head.rfind(b"\n") + 1] or head[:-4]
    found = encoding_of(path.name, whole, declared)
    # Nothing but zeros is UTF-16 by the letter; nobody waits for the rest of such a file.
    if not whole.strip(b"\0"):
        raise _no_text(path.name)
    return found


def _wide(name: str, data: bytes, nulls: NDArray[np.bool_]) -> str:
    """UTF-16 without a mark: letters of European alphabets leave one of the two bytes empty."""
    order = ("utf_16_le", "utf_16_be")
    for encoding in order if nulls[1::2].sum() >= nulls[0::2].sum() else order[::-1]:
        if len(data) % 2 == 0 and _reads(data, encoding) and _is_text(data, encoding):
            return encoding
    raise _no_text(name)


def _is_text(data: bytes, encoding: str) -> bool:
    """Whether it reads as letters: almost any bytes can be UTF-16 of something."""
    letters = data[:_LOOKED_AT].decode(encoding, "ignore")
    odd = sum(not (letter.isprintable() or letter.isspace()) for letter in letters)
    common = sum(letter in _COMMON for letter in letters)
    return odd <= _MOST_CONTROLS * len(letters) and common >= _FEWEST_COMMON * len(letters)


def _guessed(name: str, data: bytes) -> str:
    head = data[: _LOOKED_AT // 2 * 2]
    # Chinese in UTF-16 leaves no byte empty, and has zeros and controls among its bytes.
    for encoding in ("utf_16_le", "utf_16_be"):
        if _is_chinese(head, encoding) and len(data) % 2 == 0 and _reads(data, encoding):
            return encoding
    if np.isin(np.frombuffer(head, np.uint8), _CONTROLS).mean() > _MOST_CONTROLS:
        raise _no_text(name)
    from charset_normalizer import from_bytes

    kept = [encoding for encoding in GUESSED if _reads(data, encoding)]
    best = from_bytes(head, cp_isolation=kept, enable_fallback=False).best() if kept else None
    if best is None:
        raise Refused(f"The encoding of {name} cannot be told.", _REMEDY)
    return str(best.encoding)


def _is_chinese(head: bytes, encoding: str) -> bool:
    letters = head.decode(encoding, "ignore")
    han = sum("\u3400" <= letter <= "\u9fff" for letter in letters)
    common = sum(letter in _COMMON for letter in letters)
    return 2 * han > len(letters) and common >= _FEWEST_COMMON * len(letters)


def _no_text(name: str) -> Refused:
    return Refused(f"{name} is not text.", "Check that it is a document, and what its name says.")


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _shown(encoding: str) -> str:
    name = {"utf-8-sig": "utf-8", "utf_16_le": "utf-16", "utf_16_be": "utf-16"}.get(encoding)
    return name or NAMES.get(encoding, encoding)


def _refused(name: str, encoding: str, byte: int) -> Refused:
    return Refused(f"Byte {byte:,} of {name} is not {_shown(encoding)}.", _REMEDY)

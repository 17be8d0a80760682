"""PDF files that hold text; scans do not, and nothing is run that a file may carry."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.documents.corpora.reading.page_lines import joined_pages
from foedus.documents.corpora.reading.raw import (
    Limits,
    RawDocument,
    Refused,
    checked_size,
    checked_text,
)

if TYPE_CHECKING:
    from pypdf import PdfReader

_LOOKED_AT = 20
"""Pages, spread over a file, that tell a scan from a text."""
_FEWEST_LETTERS = 25
"""On a page that holds text; a stamp or a page number is none."""
_SCAN = "It is a scan: recognise its text first (OCR, such as ocrmypdf), and add the result."


def read_pdf(path: Path, limits: Limits, encoding: str | None = None) -> Iterator[RawDocument]:
    """The one document of a PDF: paragraphs on one line, running heads and page numbers left out.

    Raises
    ------
    Refused
        If it is locked, a scan, damaged, or longer than the limits.
    """
    checked_size(path, limits.packed_bytes)
    reader = _opened(path)
    count = _pages(path, reader)
    if count > limits.pages:
        raise Refused(
            f"{path.name} has {count:,} pages; at most {limits.pages:,} are read.",
            "Split it into its documents.",
        )
    step = max(1, count // _LOOKED_AT)
    if not any(_holds_text(_page(path, reader, k)) for k in range(0, count, step)):
        raise Refused(f"{path.name} has {count:,} pages and no text on those looked at.", _SCAN)
    pages, length = [], 0
    for k in range(count):
        pages.append(_page(path, reader, k))
        length += len(pages[-1])
        if length > limits.characters:
            checked_text(path.name, " " * length + "x", limits)
    blank = sum(not _holds_text(page) for page in pages)
    text, broken = _whole_letters(joined_pages(pages))
    notes = [f"{blank} of {count} pages hold no text"] if blank else []
    notes += [f"{broken} letters cannot be told and stand as \ufffd"] if broken else []
    title, metadata = _about(reader)
    yield RawDocument(
        checked_text(path.name, text, limits), title=title, metadata=metadata, notes=tuple(notes)
    )


def _opened(path: Path) -> PdfReader:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path, strict=False)
        locked = reader.is_encrypted
    except Exception as error:
        raise _damaged(path, error) from error
    if locked:
        raise Refused(
            f"{path.name} is locked (encrypted).",
            "Save a copy without protection, such as by printing it to a file.",
        )
    return reader


def _pages(path: Path, reader: PdfReader) -> int:
    try:
        count = len(reader.pages)
    except Exception as error:
        raise _damaged(path, error) from error
    if not count:
        raise Refused(f"{path.name} has no pages.", "Get a fresh copy of it.")
    return count


def _page(path: Path, reader: PdfReader, number: int) -> str:
    # pypdf raises whatever its parser stumbles over; all of it is the file's fault here.
    try:
        return reader.pages[number].extract_text() or ""
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged(path, error, f" on page {number + 1}") from error


def _damaged(path: Path, error: Exception, where: str = "") -> Refused:
    return Refused(
        f"{path.name} cannot be read as PDF{where}: {str(error)[:200] or type(error).__name__}.",
        "Get a fresh copy of it, or print it to a new file.",
    )


def _holds_text(page: str) -> bool:
    return sum(map(str.isalpha, page)) >= _FEWEST_LETTERS


def _whole_letters(text: str) -> tuple[str, int]:
    """The text without halves of surrogate pairs, which fonts without a map leave."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole, whole.count("\ufffd") - text.count("\ufffd")


def _about(reader: PdfReader) -> tuple[str | None, dict[str, str]]:
    """Title and author as the file states them. Its dates are of the file, not of the text."""
    try:
        found: Any = reader.metadata
        title, author = (found.title, found.author) if found else (None, None)
    except Exception:  # A damaged statement about a text is no fault of the text.
        return None, {}
    clean = [
        " ".join(_whole_letters(str(v))[0].split())[:500] if v else "" for v in (title, author)
    ]
    return clean[0] or None, {"author": clean[1]} if clean[1] else {}

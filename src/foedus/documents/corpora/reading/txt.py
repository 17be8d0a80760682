"""Plain text, with front matter if it has any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foedus.documents.corpora.reading.encoding import Decoded, decode
from foedus.documents.corpora.reading.front_matter import front_matter
from foedus.documents.corpora.reading.raw import Limits, RawDocument, checked_size, checked_text


def read_txt(path: Path, limits: Limits, encoding: str | None = None) -> Iterator[RawDocument]:
    """The one document of a text file.

    Raises
    ------
    Refused
        If it is empty, too large, or its encoding cannot be told.
    """
    checked_size(path, limits.document_bytes)
    found = decode(path.name, path.read_bytes(), encoding)
    front = front_matter(found.text)
    yield RawDocument(
        checked_text(path.name, front.text, limits),
        encoding=found.encoding,
        metadata=front.fields,
        notes=front.notes + guessed_note(found),
        front=frozenset(front.fields),
    )


def guessed_note(found: Decoded) -> tuple[str, ...]:
    """That an encoding was guessed."""
    return (f"read as {found.encoding}, by the look of it",) if found.guessed else ()

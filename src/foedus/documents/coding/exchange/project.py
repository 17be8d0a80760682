"""Texts, codebook, coders, codings and readings on their way from one tool to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sized
from dataclasses import dataclass, field
from pathlib import Path

from foedus.core.errors import FoedusError, NotWritable
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.records import ALL


@dataclass(frozen=True)
class SourceText:
    """A document.

    Parameters
    ----------
    key : str
        Its key in a corpus, or what the file calls it.
    name : str
    text : str
    language : str
    """

    key: str
    name: str
    text: str
    language: str = "und"


@dataclass(frozen=True)
class SpanCoding:
    """A coding; offsets in code points of the text with that key.

    Parameters
    ----------
    text : str
    start, stop : int
    coder, code : str
    value : int, float, str or None
    score : float or None
    at : str
    """

    text: str
    start: int
    stop: int
    coder: str
    code: str
    value: Scalar | None = None
    score: float | None = None
    at: str = ""

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """Text, start, stop, coder, code: there is one coding for each."""
        return self.text, self.start, self.stop, self.coder, self.code


@dataclass(frozen=True, order=True)
class SpanRead:
    """A span that a coder read, with these codes in mind; all where none is named.

    Parameters
    ----------
    text : str
    start, stop : int
    coder : str
    codes : tuple of str
    at : str
    """

    text: str
    start: int
    stop: int
    coder: str
    codes: tuple[str, ...] = ALL
    at: str = ""


@dataclass(frozen=True)
class Project:
    """A coded set of texts.

    Parameters
    ----------
    name : str
    codebook : Codebook
    texts : tuple of SourceText
    coders : tuple of Identity
    codings : tuple of SpanCoding
    readings : tuple of SpanRead
    """

    name: str
    codebook: Codebook
    texts: tuple[SourceText, ...]
    coders: tuple[Identity, ...]
    codings: tuple[SpanCoding, ...]
    readings: tuple[SpanRead, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """A project as read from a file, and what of the file is not in it.

    Parameters
    ----------
    project : Project
    skipped : mapping
        How often, by what it was and why.
    notes : tuple of str
        What was understood in spite of the format: an encoding, a prefix.
    """

    project: Project
    skipped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What was read and what not, in words."""
        p = self.project
        text = (
            f"{_many(p.texts, 'text')}, {_many(p.coders, 'coder')}, {_many(p.codings, 'coding')}, "
            f"{_many(p.readings, 'span')} read"
        )
        for what, count in self.skipped.items():
            text += f"; skipped: {what} ({count})"
        return "; ".join([text, *self.notes]) + "."


def _many(things: Sized, word: str) -> str:
    return f"{len(things):,} {word}{'s' * (len(things) != 1)}"


@dataclass
class Log:
    """Notes taken while a file is read."""

    skipped: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def skip(self, what: str, count: int = 1) -> None:
        """Count something that is left out."""
        self.skipped[what] += count

    def note(self, what: str) -> None:
        """Say once what was understood in spite of the format."""
        if what not in self.notes:
            self.notes.append(what)

    def loaded(self, project: Project) -> Loaded:
        """The project with these notes."""
        return Loaded(project, dict(self.skipped), tuple(self.notes))


Group = tuple[list[SpanCoding], list[SpanRead]]
"""Codings and readings of one coder in one text."""


def grouped(project: Project) -> dict[tuple[str, str], Group]:
    """Codings and readings by key of the text and name of the coder."""
    out: dict[tuple[str, str], Group] = defaultdict(lambda: ([], []))
    for coding in project.codings:
        out[coding.text, coding.coder][0].append(coding)
    for read in project.readings:
        out[read.text, read.coder][1].append(read)
    return dict(out)


def unique_names(texts: Iterable[SourceText]) -> list[str]:
    """Names of the texts, made different where two are alike.

    Examples
    --------
    >>> unique_names([SourceText("1", "a", ""), SourceText("2", "a", ""), SourceText("3", "", "")])
    ['a', 'a (2)', '3']
    """
    seen: set[str] = set()
    out = []
    for text in texts:
        base = " ".join(text.name.split()) or text.key
        name = next(n for n in _numbered(base) if n not in seen)
        seen.add(name)
        out.append(name)
    return out


def _numbered(base: str) -> Iterable[str]:
    yield base
    yield from (f"{base} ({k})" for k in range(2, 1_000_000))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    NotWritable
        If it cannot be written.
    """
    if not path.parent.is_dir():
        raise NotWritable(
            f"Cannot write '{path}': the folder '{path.parent}' does not exist.",
            f"Make it first (`mkdir -p {path.parent}`) or name another.",
        )
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotWritable(
            f"{path} cannot be written: {error.strerror or error}.", "Name another file."
        ) from error


def read_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a file, bounded.

    Raises
    ------
    FoedusError
        If it is not there, is no file, or is too large.
    """
    try:
        if not path.is_file():
            raise FoedusError(f"There is no file {path}.", "Check the name.")
        if path.stat().st_size > largest:
            raise FoedusError(
                f"{path.name} has more than {largest / 1e6:,.0f} MB.", "Export less at once."
            )
        return path.read_bytes()
    except OSError as error:
        raise FoedusError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the name and the rights."
        ) from error

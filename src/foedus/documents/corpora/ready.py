"""What a worker makes of documents: ready for the store, or refused with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from foedus.documents.corpora.metadata import known
from foedus.documents.corpora.prepare import Prepared, prepare
from foedus.documents.corpora.reading.raw import Limits, RawDocument, Refused
from foedus.documents.corpora.reading.read_file import reader_of
from foedus.documents.corpora.signatures import signatures


@dataclass(frozen=True)
class Ready:
    """A document that only has to be written.

    Parameters
    ----------
    part : int
        Its number in the file.
    prepared : Prepared
    declared : bool
        Whether its language was declared.
    fields, more : dict of str to str
        Metadata that the corpus has columns for, and the rest.
    encoding : str or None
    signature : bytes
        Empty for a text without words.
    notes : tuple of str
    """

    part: int
    prepared: Prepared
    declared: bool
    fields: dict[str, str]
    more: dict[str, str]
    encoding: str | None
    signature: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """Documents to make ready: those of a file, or some that were read already.

    Parameters
    ----------
    name : str
        Of the file, for messages.
    path : Path or None
        A file to read; None where `raws` are given.
    raws : tuple of RawDocument
    said : mapping of str to str
        By the sidecar.
    language : str or None
        Declared for the whole folder.
    encoding : str or None
    limits : Limits
    """

    name: str
    path: Path | None = None
    raws: tuple[RawDocument, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)


def make_ready(task: Task) -> list[Ready]:
    """Read, clean, cut and look up.

    Raises
    ------
    Refused
        If the file is refused.
    """
    raws: Iterable[RawDocument] = task.raws
    if task.path is not None:
        raws = reader_of(task.path)(task.path, task.limits, task.encoding)
    return _ready(list(raws), task)


def _ready(raws: list[RawDocument], task: Task) -> list[Ready]:
    about = [known(raw, task.said, task.language) for raw in raws]
    made = [prepare(raw.text, of.language) for raw, of in zip(raws, about, strict=True)]
    empty = next((raw for raw, one in zip(raws, made, strict=True) if not one.text), None)
    if empty is not None and task.path is not None:
        raise Refused(f"{task.name} holds no text.", "Check that it is the right file.")
    signed = signatures([" ".join(one.forms).split() for one in made])
    return [
        Ready(
            raw.part,
            one,
            of.language is not None,
            of.fields,
            of.more,
            raw.encoding,
            signature.astype("<u4").tobytes() if any(one.forms) else b"",
            of.notes,
        )
        for raw, one, of, signature in zip(raws, made, about, signed, strict=True)
        if one.text
    ]

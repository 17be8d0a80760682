"""What there is to do with each file: nothing, refuse it, read it, or go on within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from foedus.core.errors import FoedusError
from foedus.documents.corpora.batches import Batch
from foedus.documents.corpora.files import File, check_place, sha256
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.reading.raw import Refused, checked_size
from foedus.documents.corpora.reading.read_file import is_table, most_bytes, reader_of
from foedus.documents.corpora.ready import Task
from foedus.documents.corpora.storing import WHOLE_FILE, Held, Refusal

Batches = Callable[[File, Options, int], Iterator[Batch]]
"""Reads the documents of a table after so many parts."""


@dataclass(frozen=True)
class Step:
    """A part of the work that one task does.

    Parameters
    ----------
    file : File
    digest, how : str
        Hash and options; empty digest: nothing of the file is read.
    refusals : tuple of Refusal
    parts : int
        Of the file, read when this is done.
    whole : bool
        Whether the file is read then.
    done : int
        Bytes of the file, about, done then.
    first : int
        Part that is refused if the task fails; -1 for the file as a whole.
    """

    file: File
    digest: str
    how: str
    refusals: tuple[Refusal, ...] = ()
    parts: int = 0
    whole: bool = False
    done: int = 0
    first: int = WHOLE_FILE


@dataclass
class Skipped:
    """Files that need no reading, noted as they are met.

    Parameters
    ----------
    already : dict of str to str
        Names by hash, of files that are in the corpus.
    same : list of pairs of str
        Files with the bytes of another, and that other.
    notes : list of pairs of str
    """

    already: dict[str, str] = field(default_factory=dict)
    same: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def steps(
    files: Sequence[File],
    options: Options,
    said: Mapping[str, Mapping[str, str]],
    held: Mapping[str, Held],
    skipped: Skipped,
    batches: Batches,
) -> Iterator[tuple[Step, Task | None]]:
    """Each step with its task; None where there is nothing to read.

    Parameters
    ----------
    said
        By the sidecar, of each file.
    held
        Files in the corpus by hash.
    skipped
        Grows as files are met that need no reading.
    batches
        Reads a table.
    """
    met: dict[str, str] = {}
    for file in files:
        how = options.of(file)
        try:
            check_place(file)
            table = is_table(file.path)
            if not table:
                reader_of(file.path)
            checked_size(file.path, most_bytes(file.path, options.limits))
            digest = sha256(file.path)
            if digest in met:
                skipped.same.append((file.name, met[digest]))
                continue
            if _is_done(file, how, digest, held.get(digest), skipped):
                continue
            met[digest] = file.name
            task = Task(
                file.name,
                said=said.get(file.name, {}),
                language=options.language,
                encoding=options.encoding,
                limits=options.limits,
            )
            begun = held[digest].parts if digest in held else 0
            if table:
                found = batches(file, options, begun)
                yield from _of_table(file, digest, options, task, found)
            else:
                step = Step(file, digest, how, parts=1, whole=True, done=file.bytes)
                yield step, replace(task, path=file.path)
        except Refused as fault:
            yield _refused(file, how, fault), None


def _of_table(
    file: File, digest: str, options: Options, task: Task, found: Iterator[Batch]
) -> Iterator[tuple[Step, Task]]:
    for batch in found:
        refusals = tuple(
            Refusal(file.name, one.part, one.why, "Mend the row, or leave it.")
            for one in batch.refused
        )
        first = batch.raws[0].part if batch.raws else 0
        step = Step(
            file, digest, options.of(file), refusals, batch.parts, batch.whole, batch.done, first
        )
        yield step, replace(task, raws=batch.raws)


def _is_done(file: File, how: str, digest: str, before: Held | None, skipped: Skipped) -> bool:
    """Whether a file is in the corpus.

    Raises
    ------
    Refused
        If a part of it is, read with other options.
    """
    if before is None:
        return False
    if not before.whole:
        if before.how != how:
            raise Refused(
                f"{file.name} was begun with other options: {before.how}.",
                "Go on with those, or add it to another corpus.",
            )
        return False
    if before.name != file.name:
        skipped.same.append((file.name, before.name))
        return True
    skipped.already[digest] = file.name
    if before.how != how:
        skipped.notes.append((file.name, f"stays as it was read, with the options {before.how}"))
    return True


def _refused(file: File, how: str, fault: FoedusError) -> Step:
    refusal = Refusal(file.name, WHOLE_FILE, fault.problem, fault.remedy)
    return Step(file, "", how, (refusal,), done=file.bytes)

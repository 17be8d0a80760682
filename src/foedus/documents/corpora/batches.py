"""Rows of a table, some at a time, from where a run before was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.documents.corpora.files import File
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.reading.raw import RawDocument, Refused, RefusedPart
from foedus.documents.corpora.reading.read_file import table_of
from foedus.documents.corpora.reading.table_rows import Row, documents_of_rows
from foedus.documents.corpora.recipes.recipe_rows import documents_of_recipe

_CHARACTERS, _PARTS = 1_000_000, 2_000


@dataclass(frozen=True)
class Batch:
    """Documents of a table that one task makes ready.

    Parameters
    ----------
    raws : tuple of RawDocument
    refused : tuple of RefusedPart
    parts : int
        Of the table, read when these are.
    whole : bool
        Whether that is all.
    done : int
        Bytes of the file, about, read when these are.
    """

    raws: tuple[RawDocument, ...]
    refused: tuple[RefusedPart, ...]
    parts: int
    whole: bool
    done: int


def batches(file: File, options: Options, begun: int) -> Iterator[Batch]:
    """The documents of a table after the first `begun` parts; the last batch may be empty.

    Raises
    ------
    Refused
        If the table cannot be read, or not any further.
    """
    table = table_of(file.path, options.limits, options.encoding)
    rows_read = 0

    def rows() -> Iterator[Row | RefusedPart]:
        nonlocal rows_read
        for row in table.rows():
            rows_read += 1
            yield row

    about = (file.name, rows(), table.columns)
    if options.recipe is not None:
        found = documents_of_recipe(options.recipe, *about, table.encoding, options.limits)
    else:
        found = documents_of_rows(*about, options.text_column, table.encoding, options.limits)
    raws: list[RawDocument] = []
    refused: list[RefusedPart] = []
    length = seen = 0
    parts = begun
    fault: Refused | None = None
    while True:
        try:
            one = next(found, None)
        except Refused as error:
            # What came before it is kept.
            fault, one = error, None
        if one is None:
            break
        seen += 1 if isinstance(one, RefusedPart) else len(one.text)
        if one.part < begun:
            continue
        parts = one.part + 1
        if isinstance(one, RefusedPart):
            refused.append(one)
        else:
            raws.append(one)
            length += len(one.text)
        if length >= _CHARACTERS or len(raws) + len(refused) >= _PARTS:
            done = file.bytes * rows_read // table.count if table.count else seen
            yield Batch(tuple(raws), tuple(refused), parts, False, min(done, file.bytes))
            raws, refused, length = [], [], 0
    if raws or refused or (parts and fault is None):
        yield Batch(tuple(raws), tuple(refused), parts, fault is None, file.bytes)
    if fault is not None:
        raise fault
    if not parts:
        raise Refused(f"{file.name} holds no rows.", "Check that it is the right file.")

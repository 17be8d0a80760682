"""A file of any kind that is read: its documents, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from foedus.core.errors import nearest
from foedus.documents.corpora.reading.csv import csv_table
from foedus.documents.corpora.reading.docx import read_docx
from foedus.documents.corpora.reading.html import read_html
from foedus.documents.corpora.reading.jsonl import jsonl_table
from foedus.documents.corpora.reading.md import read_md
from foedus.documents.corpora.reading.parquet import parquet_table
from foedus.documents.corpora.reading.pdf import read_pdf
from foedus.documents.corpora.reading.raw import Limits, RawDocument, Refused, RefusedPart
from foedus.documents.corpora.reading.table import Table
from foedus.documents.corpora.reading.table_rows import documents_of_rows
from foedus.documents.corpora.reading.txt import read_txt

Reader = Callable[[Path, Limits, str | None], Iterator[RawDocument]]
_DOCUMENTS: dict[str, Reader] = {
    ".txt": read_txt,
    ".text": read_txt,
    ".md": read_md,
    ".markdown": read_md,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
ENDINGS = (*_DOCUMENTS, *_TABLES)
"""Of the files that are read."""
_INSTEAD = {
    ".docm": "It may hold macros: save it as docx, which keeps none.",
    ".dotm": "It may hold macros: save it as docx, which keeps none.",
    ".doc": "Save it as docx.",
    ".rtf": "Save it as docx or txt.",
    ".odt": "Save it as docx or txt.",
    ".xlsx": "Save its sheet as CSV.",
    ".xls": "Save its sheet as CSV.",
    ".json": "Write one object a line and name it .jsonl.",
    ".zip": "Unpack it, and look at what is inside.",
    ".gz": "Unpack it.",
    ".epub": "Save its chapters as html.",
    ".pptx": "Save it as PDF.",
    ".xml": "Save its text as txt or html.",
}


def read_file(
    path: Path,
    limits: Limits | None = None,
    *,
    text_column: str | None = None,
    encoding: str | None = None,
) -> Iterator[RawDocument]:
    """The documents in a file, in its order.

    Rows of a table that are refused alone are left out here; `table_of` and
    `documents_of_rows` give them too.

    Parameters
    ----------
    path
        txt, md, html, pdf, docx, csv, tsv, jsonl or parquet, told by its ending.
    limits
        How much is read of it; `Limits()` where None.
    text_column
        Of a table: the column that holds the text.
    encoding
        Of plain text and pages; it wins over what the file says and looks like, but not over
        a byte-order mark.

    Raises
    ------
    Refused
        If the file is not read, with the reason and what to do.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.md"
    ...     _ = path.write_text("# Talks\\n\\nBoth sides agreed.")
    ...     [(found.title, found.text) for found in read_file(path)]
    [('Talks', 'Talks\\n\\nBoth sides agreed.')]
    """
    limits = limits or Limits()
    if not is_table(path):
        yield from reader_of(path)(path, limits, encoding)
        return
    table = table_of(path, limits, encoding)
    found = documents_of_rows(
        path.name, table.rows(), table.columns, text_column, table.encoding, limits
    )
    yield from (document for document in found if not isinstance(document, RefusedPart))


def is_table(path: Path) -> bool:
    """Whether a file of this name holds one document a row."""
    return path.suffix.lower() in _TABLES


def most_bytes(path: Path, limits: Limits) -> int:
    """How large a file of this name may be."""
    if is_table(path):
        return limits.table_bytes
    packed = path.suffix.lower() in (".pdf", ".docx")
    return limits.packed_bytes if packed else limits.document_bytes


def reader_of(path: Path) -> Reader:
    """What reads a file of this name that holds one document.

    Raises
    ------
    Refused
        If nothing does.
    """
    ending = path.suffix.lower()
    if ending in _DOCUMENTS:
        return _DOCUMENTS[ending]
    if ending in _INSTEAD:
        raise Refused(f"{path.name}: files {ending} are not read.", _INSTEAD[ending])
    close = nearest(ending, ENDINGS, 1)
    hint = f"Did you mean {close[0]}? " if close else ""
    raise Refused(
        f"{path.name}: files {ending or 'without an ending'} are not read.",
        f"{hint}Read are {', '.join(ENDINGS)}.",
    )


def table_of(path: Path, limits: Limits, encoding: str | None = None) -> Table:
    """The table in a file.

    Raises
    ------
    Refused
        If it cannot be read.
    """
    ending = path.suffix.lower()
    if ending == ".parquet":
        return parquet_table(path, limits)
    if ending in (".jsonl", ".ndjson"):
        return jsonl_table(path, limits, encoding)
    return csv_table(path, limits, encoding)

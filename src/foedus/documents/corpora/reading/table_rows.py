"""Rows of a table as documents: which column holds the text, which say something of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from foedus.core.errors import nearest
from foedus.documents.corpora.reading.raw import (
    Limits,
    RawDocument,
    Refused,
    RefusedPart,
    checked_text,
)
from foedus.documents.corpora.schema import METADATA

Row = Mapping[str, str]
TEXT_COLUMNS = (
    "text", "full_text", "fulltext", "content", "body", "article", "speech", "transcript",
    "statement", "message", "文本", "正文", "内容", "текст", "содержание",
)  # fmt: skip
"""Names under which the text is sought, best first, whatever their case."""
_SAME = {"license": "licence", "lang": "language", "headline": "title", "link": "url"}


def documents_of_rows(
    name: str,
    rows: Iterable[Row | RefusedPart],
    columns: Sequence[str],
    text_column: str | None,
    encoding: str | None,
    limits: Limits,
) -> Iterator[RawDocument | RefusedPart]:
    """One document a row; its other columns become metadata.

    Rows without text are refused one by one, as are those the reader refused.

    Raises
    ------
    Refused
        If no column holds the text, or not the one named.
    """
    text_at = text_column_of(name, columns, text_column)
    fields = {column: field_of(column) for column in columns if column != text_at}
    for part, row in enumerate(rows):
        if isinstance(row, RefusedPart):
            yield row
            continue
        said = {fields[c]: v.strip() for c, v in row.items() if c in fields and v.strip()}
        title = said.pop("title", None)
        try:
            text = checked_text(f"Row {part + 1} of {name}", row.get(text_at, ""), limits)
        except Refused as why:
            yield RefusedPart(part, why.problem)
            continue
        yield RawDocument(text, part, title, encoding, said)


def text_column_of(name: str, columns: Sequence[str], asked: str | None) -> str:
    """The column that holds the text.

    Raises
    ------
    Refused
        If there is none that is known, or not the one asked for.
    """
    if asked is not None:
        if asked in columns:
            return asked
        close = nearest(asked, columns)
        hint = f"Did you mean {' or '.join(map(repr, close))}? " if close else ""
        raise Refused(
            f"{name} has no column {asked!r}.", f"{hint}Its columns: {', '.join(columns[:30])}."
        )
    folded = {column.strip().casefold(): column for column in reversed(columns)}
    for known in TEXT_COLUMNS:
        if known in folded:
            return folded[known]
    if len(columns) == 1:
        return columns[0]
    raise Refused(
        f"No column of {name} is known to hold the text; they are {', '.join(columns[:30])}.",
        "Name it: --text-column COLUMN.",
    )


def field_of(column: str) -> str:
    """What a column says, by the name the corpus has for it."""
    name = column.strip()
    folded = _SAME.get(name.casefold(), name.casefold())
    return folded if folded in METADATA or folded == "language" else name


def checked_columns(name: str, columns: Sequence[str], limits: Limits) -> tuple[str, ...]:
    """Names of columns.

    Raises
    ------
    Refused
        If there are none, too many, or two are the same.
    """
    if len(columns) > limits.columns:
        raise Refused(
            f"{name} has {len(columns):,} columns; at most {limits.columns:,} are read.",
            "Keep those that say something of the documents.",
        )
    if not columns:
        raise Refused(f"{name} has no columns.", "Check that it is the right file.")
    twice = [column for column, count in Counter(columns).items() if count > 1]
    if twice:
        raise Refused(
            f"{name} has two columns {twice[0]!r}.", "Give each column a name of its own."
        )
    return tuple(columns)

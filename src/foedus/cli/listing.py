"""Lists for the terminal and for programs: one set of records, several formats."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import click

ListFormat = Literal["terminal", "json", "csv", "md"]
LIST_FORMATS: tuple[ListFormat, ...] = get_args(ListFormat)
WIDTH = 80
Record = Mapping[str, Any]

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(LIST_FORMATS),
    default="terminal",
    show_default=True,
    help="Text to read, or JSON, CSV or Markdown.",
)
data_option = click.option(
    "--data",
    metavar="FOLDER",
    help="Folder with raw data; searched before FOEDUS_DATA and added copies.",
)


def written(records: Sequence[Record], form: ListFormat) -> str:
    """The records as JSON, CSV or Markdown; lists inside a record are joined by spaces.

    Examples
    --------
    >>> print(written([{"name": "arms", "years": [1950, 2021]}], "csv"), end="")
    name,years
    arms,1950 2021
    """
    if form == "json":
        return json.dumps(list(records), ensure_ascii=False, indent=2) + "\n"
    head = list(records[0]) if records else []
    rows = [[_cell(r[name]) for name in head] for r in records]
    if form == "csv":
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows([head, *rows])
        return stream.getvalue()
    escaped = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *escaped]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return " ".join(_cell(v) for v in value)
    return "" if value is None else str(value)


def entry(head: str, *lines: str) -> str:
    """A list entry: a head line, then indented lines, wrapped at the width of a terminal."""
    return "\n".join([head, *(paragraph(line, "    ") for line in lines if line)]) + "\n"


def paragraph(text: str, indent: str = "", after: str | None = None) -> str:
    """Text wrapped at 80 columns; lines after the first are indented by `after`."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if after is None else after,
        break_long_words=False,
        break_on_hyphens=False,
    )


def field(name: str, value: Any) -> str:
    """One line of a record: its name, then its value, hanging.

    Examples
    --------
    >>> print(field("unit", "share"))
    unit          share
    """
    return paragraph(f"{name:<14}{_cell(value)}", "", " " * 14)


def years(coverage: Sequence[int]) -> str:
    """First and last year: ``1946-2018``."""
    return f"{coverage[0]}-{coverage[1]}"

"""Rows of a file as documents, by its recipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from foedus.core.errors import FoedusError
from foedus.documents.corpora.reading.md import plain
from foedus.documents.corpora.reading.raw import (
    Limits,
    RawDocument,
    Refused,
    RefusedPart,
    checked_text,
)
from foedus.documents.corpora.reading.table_rows import Row
from foedus.documents.corpora.recipes.recipe import Kind, Recipe
from foedus.documents.corpora.recipes.units import rebuilt


def documents_of_recipe(
    recipe: Recipe,
    name: str,
    rows: Iterable[Row | RefusedPart],
    columns: Sequence[str],
    encoding: str | None,
    limits: Limits,
) -> Iterator[RawDocument | RefusedPart]:
    """The documents of a table, numbered in its order.

    Raises
    ------
    Refused
        If the table lacks a column of the recipe.
    """
    _check_columns(recipe, name, columns)
    units = recipe.documents[0].units
    if units is not None:
        rows = rebuilt(units, recipe.documents[0].text[0], rows)
    part = count()
    for row in rows:
        if isinstance(row, RefusedPart):
            yield RefusedPart(next(part), row.why)
            continue
        for kind in recipe.documents:
            for title, text in _texts(kind, row):
                number = next(part)
                where = f"Document {number + 1} of {name}"
                try:
                    checked = checked_text(where, text, limits)
                except Refused as why:
                    yield RefusedPart(number, why.problem)
                    continue
                yield RawDocument(checked, number, title, encoding, _metadata(kind, row))


def _check_columns(recipe: Recipe, name: str, columns: Sequence[str]) -> None:
    wanted = {
        column
        for kind in recipe.documents
        for column in (*kind.text, *([kind.units.column] if kind.units else []))
    }
    absent = sorted(wanted - set(columns))
    if absent:
        raise Refused(
            f"{name} lacks the column{'s' * (len(absent) > 1)} {', '.join(absent)}, by which the "
            f"recipe {recipe.name} reads it; it has {', '.join(columns[:12])}.",
            "Check that it is the right file, or name its column: --text-column COLUMN.",
        )


def _texts(kind: Kind, row: Row) -> Iterator[tuple[str | None, str]]:
    """Title and text of each document that a kind makes of a row."""
    whole = kind.join.join(filter(None, (row.get(column, "") for column in kind.text)))
    if kind.optional and not whole.strip():
        return
    for pattern in kind.remove:
        whole = pattern.sub("", whole)
    title = kind.title.format_map(_Blank(row)) if kind.title else None
    marks = list(kind.split.finditer(whole)) if kind.split else []
    if not marks:
        yield title, _plain(kind, whole)
        return
    ends = [mark.start() for mark in marks[1:]] + [len(whole)]
    for mark, end in zip(marks, ends, strict=True):
        yield plain(mark.group(1)), _plain(kind, whole[mark.end() : end])


def _plain(kind: Kind, text: str) -> str:
    text = plain(text) if kind.markdown else text
    if kind.leave_out is None:
        return text
    leave_out = kind.leave_out
    return "\n".join(line for line in text.split("\n") if not leave_out.fullmatch(line.strip()))


def _metadata(kind: Kind, row: Row) -> dict[str, str]:
    found = dict(kind.constant)
    found |= {
        field: row[column].strip()
        for field, column in kind.columns.items()
        if row.get(column, "").strip()
    }
    if kind.state:
        found["side"] = _state(row.get(kind.state, ""))
    for otherwise in kind.exceptions:
        held = all(row.get(column) == value for column, value in otherwise.where.items())
        if held and found.get("date", "9999")[: len(otherwise.until)] <= otherwise.until:
            found |= otherwise.put
    found |= {column: row[column] for column in kind.keep if row.get(column, "").strip()}
    return found


def _state(named: str) -> str:
    """ISO code of a state, or its name where it has none."""
    from foedus.states.resolve import resolve

    name = named.strip()
    try:
        return resolve(name).iso3 or name
    except FoedusError:
        return name


class _Blank(dict[str, str]):
    """A row in whose template an absent column leaves nothing."""

    def __init__(self, row: Mapping[str, str]) -> None:
        super().__init__(row)

    def __missing__(self, name: str) -> str:
        return ""

"""Texts put together again from units that each have a row, where each says where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.documents.corpora.reading.raw import RefusedPart
from foedus.documents.corpora.reading.table_rows import Row
from foedus.documents.corpora.recipes.recipe import Units

PIECES = "pieces"
"""Kept with a document: each piece and the offset at which it begins in the whole."""
_BETWEEN = "\n\n"


def rebuilt(
    units: Units, text_column: str, rows: Iterable[Row | RefusedPart]
) -> Iterator[Row | RefusedPart]:
    """One row a document: its text, the groups of the pattern, and where its pieces begin.

    Units stand where their offsets say, counted from the beginning of their piece, with
    spaces between: whatever was coded of a unit can be found again in the whole.

    Examples
    --------
    >>> import re
    >>> units = Units("id", re.compile("(?P<speech>[a-z]+)(?P<piece>\\\\d)"), ("speech",), "piece", "at")
    >>> found = rebuilt(units, "unit", [
    ...     {"id": "a1", "unit": "thirdly.", "at": "0-8"},
    ...     {"id": "a0", "unit": "First,", "at": "0-6"},
    ...     {"id": "a0", "unit": "second,", "at": "8-15"},
    ... ])
    >>> [(row["text"], row["pieces"]) for row in found]
    [('First,  second,\\n\\nthirdly.', 'a0:0 a1:17')]
    """
    speeches: dict[tuple[str, ...], dict[tuple[str, str], list[tuple[int, str]]]] = {}
    groups: dict[tuple[str, ...], dict[str, str]] = {}
    refused = []
    for number, row in enumerate(rows):
        if isinstance(row, RefusedPart):
            refused.append(row)
            continue
        name = row.get(units.column, "")
        found = units.pattern.fullmatch(name)
        first = row.get(units.offsets, "").partition("-")[0]
        if found is None or not first.isdigit():
            refused.append(RefusedPart(number, f"row {number + 1} has no place in a document"))
            continue
        said = {g: (value or "").replace("_", " ") for g, value in found.groupdict().items()}
        key = tuple(said[group] for group in units.document)
        groups.setdefault(key, said)
        pieces = speeches.setdefault(key, {})
        pieces.setdefault((said[units.piece], name), []).append((int(first), row[text_column]))
    for key in sorted(speeches):
        text, begins = "", []
        for (_, name), placed in sorted(speeches[key].items()):
            begin = len(text) + len(_BETWEEN) if text else 0
            text = text + _BETWEEN if text else ""
            for at, unit in sorted(placed):
                # Never over what stands there, should offsets overlap.
                text = text.ljust(begin + at) + unit
            begins.append(f"{name}:{begin}")
        yield {**groups[key], text_column: text, "text": text, PIECES: " ".join(begins)}
    yield from refused

"""JSON of unknown shape: what is not as it should be is taken as not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.exchange.project import SourceText, SpanRead
from foedus.documents.coding.exchange.refi_users import moment
from foedus.documents.coding.exchange.tags import looked_for


def parsed_json(text: str, file: str) -> Any:
    """What a text holds.

    Raises
    ------
    FoedusError
        If it is no JSON; names the file.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FoedusError(f"{file} is no JSON: {error}.", "Export it anew, as JSON.") from None


def as_dict(given: Any) -> dict[str, Any]:
    """The object, or an empty one.

    Examples
    --------
    >>> as_dict({"a": 1}), as_dict([1])
    ({'a': 1}, {})
    """
    return given if isinstance(given, dict) else {}


def as_dicts(given: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [g for g in given if isinstance(g, dict)] if isinstance(given, list) else []


def as_lists(given: Any, length: int) -> list[list[Any]]:
    """The lists of this length within a list.

    Examples
    --------
    >>> as_lists([[1, 2], [3], "45"], 2)
    [[1, 2]]
    """
    return [g for g in given if _long(g, length)] if isinstance(given, list) else []


def as_score(given: Any) -> float | None:
    """A number from 0 to 1; None for anything else.

    Examples
    --------
    >>> as_score(1), as_score(2), as_score("1")
    (1.0, None, None)
    """
    number = isinstance(given, int | float) and not isinstance(given, bool)
    return float(given) if number and 0 <= given <= 1 else None


def spans_read(
    given: Any, source: SourceText, coder: str, codebook: Codebook
) -> Iterator[SpanRead]:
    """Spans that foedus wrote as [start, stop, codes, time]."""
    for start, stop, codes, at in as_lists(given, 4):
        whole = isinstance(start, int) and isinstance(stop, int)
        known = looked_for(codes, codebook)
        if whole and known is not None and 0 <= start < stop <= len(source.text):
            yield SpanRead(source.key, start, stop, coder, known, moment(at))


def _long(given: Any, length: int) -> bool:
    return isinstance(given, list) and len(given) == length

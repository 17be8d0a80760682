"""What REFI-QDA files have in common: namespaces, identifiers, descriptions that can be read back.

The Rotterdam exchange format (QDA-XML, www.qdasoftware.org) knows users, codes, sources,
selections and codings. What it has no place for (values, definitions, examples, who read what)
stands in the descriptions as TOML, which people can read too.
"""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

import tomli

from foedus.documents.coding.codebook import Code, Scalar, Value, label_in
from foedus.documents.coding.exchange.safe_xml import Element, child

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
READ = "Read"
"""Name of the code that says that a coder has read a span with the whole codebook in mind."""
PARTLY = "Read for some codes"
"""Name of the code of spans read with only those codes in mind that the description names; by
itself it says nothing, so that a tool that drops descriptions makes no code seem absent."""
LONGEST_NAME = 200
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:foedus:exchange")


@lru_cache(maxsize=8192)
def guid(*parts: object) -> str:
    """An identifier that depends on nothing but what it names.

    Examples
    --------
    >>> guid("code", "partnerships", "tone") == guid("code", "partnerships", "tone")
    True
    """
    return str(uuid.uuid5(_SPACE, "\x1f".join(map(str, parts))))


def code_guid(codebook: str, code: str, value: Scalar | None = None) -> str:
    """Identifier of a code, or of one of its values; the same in all versions of a codebook."""
    return guid("code", codebook, code) if value is None else guid("value", codebook, code, value)


def read_guid(codebook: str, name: str = READ) -> str:
    """Identifier of the code that says that a span was read."""
    return guid("read", codebook, name)


def value_name(code: Code, value: Value) -> str:
    """How a value is called in tools that show one name: "+2 Strongly for"."""
    number = value.value
    shown = f"{number:+}" if isinstance(number, int | float) and number else str(number)
    return f"{shown} {label_in(value.label, 'en')}".strip()


def bare(identifier: str | None) -> str:
    """An identifier without braces, in small letters.

    Examples
    --------
    >>> bare("{6BA7B811-9DAD-11D1-80B4-00C04FD430C8}")
    '6ba7b811-9dad-11d1-80b4-00c04fd430c8'
    """
    return (identifier or "").strip().strip("{}").lower()


def described(element: Element | None) -> tuple[dict[str, Any], str]:
    """What an element's description says: as TOML where it is that, and as text."""
    found = child(element, "Description")
    text = (found.text or "").strip() if found is not None else ""
    try:
        return tomli.loads(text), text
    except (ValueError, RecursionError):
        return {}, text

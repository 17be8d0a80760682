"""Codes in a REFI-QDA file: as a codebook, or in terms of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Code, Codebook, Scalar
from foedus.documents.coding.codebook_checks import RESERVED
from foedus.documents.coding.codebook_file import CodebookDamaged, from_plain
from foedus.documents.coding.exchange.project import Log
from foedus.documents.coding.exchange.refi import (
    PARTLY,
    READ,
    bare,
    code_guid,
    described,
    value_name,
)
from foedus.documents.coding.exchange.safe_xml import Element, children

Meaning = tuple[str, Scalar | None] | Literal["read", "partly"]
"""A code with its value; that the span was read, or read for some codes only."""
_READ: dict[str, Meaning] = {READ: "read", PARTLY: "partly"}
_TOP = ("name", "version", "title", "about", "languages")
_ASCII = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class CodesRead:
    """Codes of a file.

    Parameters
    ----------
    codebook : Codebook
    meanings : mapping
        What each identifier in the file stands for; None for a theme or an unknown code.
    names : mapping
        What the file calls it.
    """

    codebook: Codebook
    meanings: dict[str, Meaning | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def read_codes(
    codes: Element | None,
    about: dict[str, Any],
    log: Log,
    *,
    name: str,
    language: str = "en",
    codebook: Codebook | None = None,
) -> CodesRead:
    """Codes of a file, as its own codebook or in terms of another.

    Parameters
    ----------
    codes
        The element Codes.
    about
        What the file says of the codebook as a whole, if foedus wrote it.
    log
    name
        Of the codebook, where the file does not say.
    language
        Of the names of codes that foedus did not write.
    codebook
        In whose terms codings are wanted.
    """
    if codebook is None:
        own = _own(codes, about)
        codebook = own if own is not None else _foreign(codes, log, name, language)
    out = CodesRead(codebook)
    _matched(codes, out, None)
    return out


def _own(codes: Element | None, about: dict[str, Any]) -> Codebook | None:
    """The codebook that foedus wrote into the descriptions; None where that is not there."""
    plain = [told for told in _descriptions(codes) if "id" in told and "kind" in told]
    order = about.get("order")
    if isinstance(order, list):
        plain.sort(key=lambda told: order.index(told["id"]) if told["id"] in order else len(order))
    try:
        return from_plain({k: about[k] for k in _TOP if k in about} | {"code": plain}, "codes")
    except CodebookDamaged:
        return None


def _descriptions(codes: Element | None) -> Iterable[dict[str, Any]]:
    for element in children(codes, "Code"):
        yield described(element)[0]
        yield from _descriptions(element)


def _foreign(codes: Element | None, log: Log, name: str, language: str) -> Codebook:
    """A codebook of flags from names, descriptions and nesting."""
    found: list[Code] = []
    taken: set[str] = set(RESERVED)
    _collect(codes, None, found, taken, language)
    log.note("codes were taken as flags, by their names")
    if not any(code.kind == "flag" for code in found):
        raise FoedusError("The file has no code that a text can be given.", "Name a codebook.")
    title = " ".join(name.split()) or "codes"
    return Codebook(slug(name, set(), "codes"), "1.0", title, tuple(found), languages=(language,))


def _collect(
    codes: Element | None, parent: str | None, found: list[Code], taken: set[str], language: str
) -> None:
    for element in children(codes, "Code"):
        label = {language: " ".join((element.get("name") or "").split()) or "?"}
        definition = described(element)[1] or label[language]
        own = slug(label[language], taken, f"code_{bare(element.get('guid'))[:8]}")
        theme = any(True for _ in children(element, "Code"))
        codable = element.get("isCodable", "true") in ("true", "1")
        if not theme and label[language] in _READ:
            continue
        found.append(
            Code(own, "theme" if theme or not codable else "flag", label, definition, parent)
        )
        if theme:
            if codable:  # here a theme cannot be given to a text; its double can
                double = slug(f"{own} itself", taken, own)
                found.append(Code(double, "flag", label, definition, own))
            _collect(element, own, found, taken, language)


def slug(name: str, taken: set[str], otherwise: str) -> str:
    """An id from a name, unlike those taken, and added to them.

    Examples
    --------
    >>> slug("Shared threat!", {"shared_threat"}, "x"), slug("威胁", set(), "code_6ba7")
    ('shared_threat_2', 'code_6ba7')
    """
    base = _ASCII.sub("_", name.lower()).strip("_")[:50]
    base = base if base[:1].isalpha() else _ASCII.sub("_", otherwise.lower()).strip("_")
    base = base if base[:1].isalpha() else f"code_{base}"
    k, own = 1, base
    while own in taken:
        k += 1
        own = f"{base}_{k}"
    taken.add(own)
    return own


def _matched(codes: Element | None, out: CodesRead, above: Code | None) -> None:
    """What each element stands for: by its description, its identifier, its name."""
    book = out.codebook
    for element in children(codes, "Code"):
        own, name = bare(element.get("guid")), (element.get("name") or "").strip()
        told = described(element)[0]
        out.names[own] = name
        value = _value(told, own, name, above, book)
        code = None if value is not None else _code(told, own, name, book)
        if name in _READ:
            out.meanings[own] = _READ[name]
        elif value is not None:
            out.meanings[own] = value
        elif code is not None and code.kind == "theme":
            double = _double(code, book)
            out.meanings[own] = (double.id, None) if double else None
        else:
            out.meanings[own] = (code.id, None) if code is not None else None
        _matched(element, out, code)


def _value(
    told: dict[str, Any], own: str, name: str, above: Code | None, book: Codebook
) -> tuple[str, Scalar] | None:
    code = book.by_id.get(str(told.get("of"))) or above
    if code is None:
        return None
    for value in code.values:
        same = told.get("value") == value.value or own == code_guid(book.name, code.id, value.value)
        if same or name in (value_name(code, value), str(value.value), *value.label.values()):
            return code.id, value.value
    return None


def _code(told: dict[str, Any], own: str, name: str, book: Codebook) -> Code | None:
    if str(told.get("id")) in book.by_id:
        return book.by_id[str(told["id"])]
    low = name.casefold()
    for code in book.codes:
        if own == code_guid(book.name, code.id) or low == code.id:
            return code
    same = [c for c in book.codes if low in (label.casefold() for label in c.label.values())]
    return next(iter(same), None)


def _double(theme: Code, book: Codebook) -> Code | None:
    """The code that stands for a theme that could be given to texts elsewhere."""
    found = book.by_id.get(f"{theme.id}_itself")
    return found if found is not None and found.parent == theme.id else None

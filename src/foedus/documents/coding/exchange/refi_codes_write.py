"""Codes of a codebook as elements of a REFI-QDA file."""

from __future__ import annotations

from xml.etree.ElementTree import Element as NewElement
from xml.etree.ElementTree import SubElement

from foedus.documents.coding.codebook import Code, Codebook
from foedus.documents.coding.codebook_text import code_text, scalar, text
from foedus.documents.coding.exchange.refi import (
    LONGEST_NAME,
    PARTLY,
    READ,
    code_guid,
    read_guid,
    value_name,
)

_ABOUT = ("name", "version", "title", "about")
_TOLD = {
    READ: "The coder has read this passage; without another code it was read and got none.",
    PARTLY: "The coder has read this passage for the codes that its description names.",
}


def add_codes(parent: NewElement, codebook: Codebook, *, reading: bool) -> None:
    """Add the codes below an element: themes and their codes, scales and their values.

    Parameters
    ----------
    parent
        Gets an element Codes.
    codebook
    reading
        Whether the codes for "read" come last.
    """
    codes = SubElement(parent, "Codes")
    made: dict[str, NewElement] = {}
    for code in codebook.codes:
        above = made[code.parent] if code.parent else codes
        made[code.id] = _added(above, code, codebook.name)
    if reading:
        for name, told in _TOLD.items():
            _element(codes, read_guid(codebook.name, name), name, told, codable=True)


def about_codebook(codebook: Codebook) -> str:
    """Name, version, title, languages and order of codes as TOML; nesting alone would lose it."""
    lines = [f"{name} = {text(getattr(codebook, name))}" for name in _ABOUT]
    lists = {"languages": codebook.languages, "order": [code.id for code in codebook.codes]}
    lines += [f"{name} = [{', '.join(map(text, given))}]" for name, given in lists.items()]
    return "\n".join(lines)


def _added(above: NewElement, code: Code, codebook: str) -> NewElement:
    told = code_text(code, values="value")
    made = _element(
        above, code_guid(codebook, code.id), code.name(), told, codable=code.kind != "theme"
    )
    for value in code.values:
        lines = [f"of = {text(code.id)}", f"value = {scalar(value.value)}"]
        own = code_guid(codebook, code.id, value.value)
        _element(made, own, value_name(code, value), "\n".join(lines), codable=True)
    return made


def _element(
    parent: NewElement, identifier: str, name: str, told: str, *, codable: bool
) -> NewElement:
    given = {
        "guid": identifier,
        "name": name[:LONGEST_NAME],
        "isCodable": "true" if codable else "false",
    }
    made = SubElement(parent, "Code", given)
    SubElement(made, "Description").text = told
    return made

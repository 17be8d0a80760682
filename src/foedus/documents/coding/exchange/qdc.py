"""Codebooks as REFI-QDA codebook files (.qdc), both ways."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element as NewElement
from xml.etree.ElementTree import SubElement

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.exchange.project import Log, read_bytes, write_bytes
from foedus.documents.coding.exchange.refi import CODEBOOK, described, guid
from foedus.documents.coding.exchange.refi_codes import read_codes
from foedus.documents.coding.exchange.refi_codes_write import about_codebook, add_codes
from foedus.documents.coding.exchange.safe_xml import (
    Parsed,
    child,
    children,
    local,
    namespace,
    parse_xml,
    xml_bytes,
)

LARGEST = 50_000_000


@dataclass(frozen=True)
class CodebookLoaded:
    """A codebook as read from a file.

    Parameters
    ----------
    codebook : Codebook
    notes : tuple of str
        What was understood in spite of the format.
    """

    codebook: Codebook
    notes: tuple[str, ...]


def write_qdc(codebook: Codebook, path: Path) -> None:
    """Write a codebook for NVivo, MAXQDA, ATLAS.ti and others.

    Names, definitions and nesting show there; all else stands in the descriptions, from which
    `read_qdc` makes an equal codebook.

    Raises
    ------
    NotWritable
        If the file cannot be written.
    """
    root = NewElement("CodeBook", {"xmlns": CODEBOOK, "origin": "foedus"})
    add_codes(root, codebook, reading=False)
    sets = SubElement(root, "Sets")
    given = {"guid": guid("codebook", codebook.name), "name": codebook.key}
    own = SubElement(sets, "Set", given)
    SubElement(own, "Description").text = about_codebook(codebook)
    write_bytes(path, xml_bytes(root))


def read_qdc(path: Path, *, language: str = "en") -> CodebookLoaded:
    """Read a codebook that foedus or another tool wrote.

    Codes of other tools become flags; those with codes below them become themes, with a code of
    their own where texts could be given them.

    Parameters
    ----------
    path
    language
        Of the names of codes, in files of other tools: en, zh or ru.

    Raises
    ------
    FoedusError
        If the file cannot be read, is no codebook, or has no code.
    """
    parsed = parse_xml(read_bytes(path, LARGEST), path.name)
    if local(parsed.root) != "CodeBook":
        raise FoedusError(
            f"{path.name} holds <{local(parsed.root)}>, not <CodeBook>.",
            "A project (.qdpx) is read by read_qdpx.",
        )
    log = Log()
    note_form(parsed, CODEBOOK, log)
    told = [described(s)[0] for s in children(child(parsed.root, "Sets"), "Set")]
    about = next((t for t in told if "name" in t and "version" in t), {})
    codes = child(parsed.root, "Codes")
    read = read_codes(codes, about, log, name=path.stem, language=language)
    return CodebookLoaded(read.codebook, tuple(log.notes))


def note_form(parsed: Parsed, expected: str, log: Log) -> None:
    """Note an encoding or a namespace other than the format's."""
    if not parsed.declared or parsed.encoding not in ("utf-8",):
        log.note(f"read as {parsed.encoding}")
    found = namespace(parsed.root)
    if found != expected:
        log.note(f"namespace {found or 'none'}, not {expected}")

"""XML from strangers: any encoding they use, no document type, no entities, bounded depth.

Parsed by lxml where it is installed, else by the standard library; `PARSERS` says which. The
document type is refused before either sees the text, so that none can expand an entity or
open another file.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree import ElementTree
from xml.parsers import expat

from foedus.core.errors import FoedusError

Parser = Literal["lxml", "xml.etree"]
Element = Any
"""An element of either parser: `tag`, `text`, `get`, iteration over children."""
DEEPEST = 100
_PREFIX = re.compile(rb"(</?)(?:[\w.-]+:)+(?=[\w.-]+[\s/>])")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']""")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """An XML document.

    Parameters
    ----------
    root : element
    encoding : str
        In which it was read.
    declared : bool
        Whether that is what it says of itself.
    parser : {"lxml", "xml.etree"}
    """

    root: Element
    encoding: str
    declared: bool
    parser: Parser


def parse_xml(raw: bytes, file: str) -> Parsed:
    """Parse a document of unknown origin.

    Parameters
    ----------
    raw
        Its bytes: UTF-8 with or without a byte-order mark, UTF-16, the declared encoding, or
        Windows-1252.
    file
        What errors call it.

    Raises
    ------
    FoedusError
        If it is no XML, has a document type, or is nested too deeply.
    """
    text, encoding, declared = decoded(raw)
    body = _DECLARATION.sub("", text, count=1).encode()
    _guarded(body, file)
    try:
        root, parser = _parsed(body)
    except SyntaxError:  # of both parsers: a prefix that is not bound
        try:
            root, parser = _parsed(_PREFIX.sub(rb"\1", body))
        except SyntaxError as error:
            raise FoedusError(f"{file} is no XML: {error}.", "Export it anew.") from None
    return Parsed(root, encoding, declared, parser)


def decoded(raw: bytes, *, declaration: bool = True) -> tuple[str, str, bool]:
    """Text of bytes, the encoding they were in, and whether they say so.

    Parameters
    ----------
    raw
    declaration
        Whether what an XML declaration says counts; not in a plain text.

    Examples
    --------
    >>> decoded("é".encode("cp1252"))
    ('é', 'windows-1252', False)
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding, True
    said = _ENCODING.match(raw[:200].lstrip()) if declaration else None
    name = said[1].decode("ascii").lower() if said else "utf-8"
    if name.startswith(("utf-16", "utf-32", "ucs")):  # the declaration could not be read then
        name = "utf-8"
    for encoding in dict.fromkeys((name, "utf-8")):
        try:
            return raw.decode(encoding), encoding, encoding == name
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace"), "windows-1252", name == "windows-1252"


def local(element: Element) -> str:
    """Name of an element without its namespace or prefix.

    Examples
    --------
    >>> local(ElementTree.fromstring('<a:b xmlns:a="urn:x"/>'))
    'b'
    """
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """Namespace of an element; empty for none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Children by local name, of no element none."""
    if element is not None:
        yield from (child for child in element if local(child) in names)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name; None for none."""
    return next(children(element, name), None)


def _parsed(body: bytes) -> tuple[Element, Parser]:
    etree = _lxml()
    if etree is None:
        return ElementTree.fromstring(body), "xml.etree"
    options = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(body, options), "lxml"


def _lxml() -> Any:
    try:
        return importlib.import_module("lxml.etree")
    except ImportError:
        return None


def _guarded(body: bytes, file: str) -> None:
    """Run over the document once, and refuse what could harm."""
    depth = 0

    def refuse(*_: object) -> None:
        raise FoedusError(
            f"{file} declares a document type or entities, which can make a small file huge or "
            "open others.",
            "Remove the <!DOCTYPE ...> from it, or export it anew.",
        )

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise FoedusError(f"{file} is nested more than {DEEPEST} deep.", "Export it anew.")

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    reader = expat.ParserCreate("utf-8")
    reader.StartDoctypeDeclHandler = refuse
    reader.EntityDeclHandler = refuse
    reader.StartElementHandler, reader.EndElementHandler = start, end
    try:
        reader.Parse(body, True)
    except expat.ExpatError as error:
        raise FoedusError(
            f"{file} is no XML: {expat.ErrorString(error.code)}, line {error.lineno}.",
            "Export it anew.",
        ) from None


def xml_bytes(root: ElementTree.Element) -> bytes:
    """A document in UTF-8 without a byte-order mark, lines ended by LF.

    Raises
    ------
    FoedusError
        For a character that XML cannot hold.
    """
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    if bad := _FORBIDDEN.search(text):
        raise FoedusError(
            f"XML cannot hold the character U+{ord(bad[0]):04X}.", "Remove it from names and texts."
        )
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode() + b"\n"


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

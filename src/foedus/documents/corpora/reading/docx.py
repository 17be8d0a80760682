"""Word documents: the text of the body as it reads with all changes taken; nothing else is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.documents.corpora.reading.package import Package
from foedus.documents.corpora.reading.raw import Limits, RawDocument, Refused, checked_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_PUT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"})


def read_docx(path: Path, limits: Limits, encoding: str | None = None) -> Iterator[RawDocument]:
    """The one document of a Word file. Headers, footers, comments and notes are left out.

    Raises
    ------
    Refused
        If it holds macros, is locked or broken, or unpacks to far more than it is.
    """
    with Package(path, limits) as package:
        if _BODY not in package:
            raise Refused(f"{path.name} is no Word document.", "Save it as docx, or as txt.")
        body = parsed_part(path.name, package.read(_BODY))
        core = parsed_part(path.name, package.read(_CORE)) if _CORE in package else None
    text = "\n\n".join(_paragraphs(body))
    said = {} if core is None else {e.tag: " ".join((e.text or "").split()) for e in core}
    yield RawDocument(
        checked_text(path.name, text, limits),
        title=said.get(_TITLE) or None,
        metadata={"author": said[_CREATOR]} if said.get(_CREATOR) else {},
        notes=_left_out(body),
    )


def parsed_part(name: str, data: bytes) -> Any:
    """A part of a Word file as a tree; nothing outside it is read.

    Raises
    ------
    Refused
        If it is damaged or defines entities.
    """
    from lxml import etree  # type: ignore[import-untyped]

    if b"<!DOCTYPE" in data[:4_096] or b"<!ENTITY" in data[:4_096]:
        raise Refused(f"{name} defines entities, which no Word file does.", "Do not trust it.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(
            f"{name} is damaged: {error}.", "Open it in your word processor and save it anew."
        ) from error


def _paragraphs(body: Any) -> Iterator[str]:
    """Text of each paragraph; those of a text box follow the one they are anchored in."""
    open_ones: list[list[str]] = []
    # Pairs of an element and whether it is being left: a loop, for depth is the file's choice.
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        if leaving:
            text = "".join(open_ones.pop()).strip()
            if text:
                yield text
            continue
        if tag in _SKIPPED:
            continue
        if tag == f"{_W}p":
            open_ones.append([])
            stack.append((element, True))
        elif open_ones:
            put = (element.text or "") if tag == f"{_W}t" else _PUT.get(tag)
            if put:
                open_ones[-1].append(put)
        stack += [(child, False) for child in reversed(element)]


def _left_out(body: Any) -> tuple[str, ...]:
    counts = {name: sum(1 for _ in body.iter(tag)) for tag, name in _NOTES.items()}
    return tuple(f"{count} {name} left out" for name, count in counts.items() if count)

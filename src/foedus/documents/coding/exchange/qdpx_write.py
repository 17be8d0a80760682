"""Coded texts as a REFI-QDA project (.qdpx) for NVivo, MAXQDA, ATLAS.ti and others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element as NewElement
from xml.etree.ElementTree import SubElement

from foedus.documents.coding.codebook_text import text as quoted
from foedus.documents.coding.coders import MODEL_MARK, Identity
from foedus.documents.coding.exchange.project import (
    Project,
    SourceText,
    SpanCoding,
    SpanRead,
    unique_names,
    write_bytes,
)
from foedus.documents.coding.exchange.refi import PARTLY, PROJECT, READ, code_guid, guid, read_guid
from foedus.documents.coding.exchange.refi_codes_write import about_codebook, add_codes
from foedus.documents.coding.exchange.safe_xml import xml_bytes
from foedus.documents.coding.exchange.safe_zip import zip_bytes

QDE = "project.qde"
_QUOTED = 60
Place = tuple[str, int, int, str]
"""Text, start, stop, coder."""


@dataclass
class _Selection:
    codings: list[SpanCoding] = field(default_factory=list)
    readings: list[SpanRead] = field(default_factory=list)


def write_qdpx(project: Project, path: Path) -> None:
    """Write a project: codebook, a user for each coder, texts, selections and codings.

    Offsets are code points. A model is a user named "[model] ...". Spans that were read have
    the code "Read". The same project gives the same bytes.

    Raises
    ------
    NotWritable
        If the file cannot be written.
    FoedusError
        For a character in names that XML cannot hold.
    """
    write_bytes(path, qdpx_bytes(project))


def qdpx_bytes(project: Project) -> bytes:
    """The archive: project.qde and a plain-text file for each text."""
    members = {QDE: xml_bytes(_project(project))}
    for source in project.texts:
        members[f"sources/{_text_guid(source.key)}.txt"] = source.text.encode()
    return zip_bytes(members)


def _project(project: Project) -> NewElement:
    """The root; the order of its children is fixed, and none may be empty."""
    root = NewElement("Project", {"xmlns": PROJECT, "name": project.name, "origin": "foedus"})
    if project.coders:
        users = SubElement(root, "Users")
        for coder in project.coders:
            mark = MODEL_MARK if coder.kind == "model" else ""
            given = {"guid": _user(coder), "name": mark + coder.name, "id": coder.kind}
            SubElement(users, "User", given)
    add_codes(SubElement(root, "CodeBook"), project.codebook, reading=bool(project.readings))
    if project.texts:
        _add_sources(SubElement(root, "Sources"), project)
    SubElement(root, "Description").text = _about(project)
    return root


def _add_sources(sources: NewElement, project: Project) -> None:
    by_name = {coder.name: coder for coder in project.coders}
    placed: dict[str, dict[Place, _Selection]] = defaultdict(lambda: defaultdict(_Selection))
    for coding in project.codings:
        placed[coding.text][_place(coding)].codings.append(coding)
    for read in project.readings:
        placed[read.text][_place(read)].readings.append(read)
    for source, name in zip(project.texts, unique_names(project.texts), strict=True):
        own = _text_guid(source.key)
        given = {"guid": own, "name": name, "plainTextPath": f"internal://{own}.txt"}
        made = SubElement(sources, "TextSource", given)
        told = f"key = {quoted(source.key)}\nlanguage = {quoted(source.language)}"
        SubElement(made, "Description").text = told
        for place, selection in sorted(placed[source.key].items()):
            _add_selection(made, source, place, selection, by_name[place[3]], project)


def _add_selection(
    parent: NewElement,
    source: SourceText,
    place: Place,
    selection: _Selection,
    coder: Identity,
    project: Project,
) -> None:
    _, start, stop, _ = place
    given = {
        "guid": guid("selection", *place),
        "name": " ".join(source.text[start:stop].split())[:_QUOTED],
        "startPosition": str(start),
        "endPosition": str(stop),
        "creatingUser": _user(coder),
    }
    made = SubElement(parent, "PlainTextSelection", given)
    if told := _details(selection):
        SubElement(made, "Description").text = told
    book = project.codebook.name
    for coding in sorted(selection.codings, key=lambda c: c.code):
        own = guid("coding", *place, coding.code)
        _add_coding(made, own, coder, coding.at, code_guid(book, coding.code, coding.value))
    for name in (READ, PARTLY):
        times = [read.at for read in selection.readings if bool(read.codes) == (name == PARTLY)]
        if times:
            own = guid("coding", *place, name)
            _add_coding(made, own, coder, min(times), read_guid(book, name))


def _add_coding(parent: NewElement, own: str, coder: Identity, at: str, target: str) -> None:
    given = {"guid": own, "creatingUser": _user(coder)} | ({"creationDateTime": at} if at else {})
    SubElement(SubElement(parent, "Coding", given), "CodeRef", {"targetGUID": target})


def _details(selection: _Selection) -> str:
    """What the format has no place for: scores, and codes that were not looked for."""
    scores = {c.code: c.score for c in selection.codings if c.score is not None}
    lines = []
    if scores:
        shown = ", ".join(f"{code} = {float(score)!r}" for code, score in sorted(scores.items()))
        lines.append(f"scores = {{ {shown} }}")
    for read in sorted(selection.readings):
        if read.codes:
            codes = ", ".join(quoted(code) for code in read.codes)
            lines += ["[[read]]", f"codes = [{codes}]", f"at = {quoted(read.at)}"]
    return "\n".join(lines)


def _about(project: Project) -> str:
    """Codebook and coders as TOML."""
    lines = ["[codebook]", about_codebook(project.codebook)]
    for coder in project.coders:
        lines += ["", "[[coder]]", f"name = {quoted(coder.name)}", f"kind = {quoted(coder.kind)}"]
        lines += [f"detail.{quoted(k)} = {quoted(v)}" for k, v in sorted(coder.detail.items())]
    return "\n".join(lines)


def _place(given: SpanCoding | SpanRead) -> Place:
    return given.text, given.start, given.stop, given.coder


def _text_guid(key: str) -> str:
    return guid("text", key)


def _user(coder: Identity) -> str:
    return guid("coder", coder.kind, coder.name)

"""Headings that a file marks as such: Markdown, HTML, Word styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.documents.corpora.reading.docx import parsed_part
from foedus.documents.corpora.reading.encoding import decode
from foedus.documents.corpora.reading.front_matter import front_matter
from foedus.documents.corpora.reading.html import decoded_page, parsed_page
from foedus.documents.corpora.reading.md import plain
from foedus.documents.corpora.reading.package import Package
from foedus.documents.corpora.reading.raw import Limits, checked_size

_MARK = re.compile("^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_CODE = re.compile("^(```|~~~).*?^\\1[^\n]*$", re.MULTILINE | re.DOTALL)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_STYLE_NAME = re.compile("heading ([1-6])", re.IGNORECASE)
_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Declared:
    """A heading and its level, 1 for the highest."""

    title: str
    level: int


def declared(path: Path, encoding: str | None = None) -> tuple[Declared, ...]:
    """Headings that a file marks, in its order; none for kinds of files that mark none.

    Parameters
    ----------
    path
        A file that could be read.
    encoding
        Of plain text and pages, as declared by the user.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.md"
    ...     _ = path.write_text("# Concept\\n\\n## Regional *priorities*\\n\\nText.")
    ...     [(found.level, found.title) for found in declared(path)]
    [(1, 'Concept'), (2, 'Regional priorities')]
    """
    ending = path.suffix.lower()
    if ending in (".md", ".markdown"):
        return _of_markdown(path, encoding)
    if ending in (".html", ".htm", ".xhtml"):
        return _of_page(path, encoding)
    return _of_word(path) if ending == ".docx" else ()


def _of_markdown(path: Path, encoding: str | None) -> tuple[Declared, ...]:
    checked_size(path, Limits().document_bytes)
    text = front_matter(decode(path.name, path.read_bytes(), encoding).text).text
    text = _CODE.sub("", text.replace("\r\n", "\n"))
    return tuple(Declared(_line(plain(m.group(2))), len(m.group(1))) for m in _MARK.finditer(text))


def _of_page(path: Path, encoding: str | None) -> tuple[Declared, ...]:
    checked_size(path, Limits().document_bytes)
    root = parsed_page(path.name, decoded_page(path, encoding).text)
    found = ((element.tag, "".join(element.itertext())) for element in root.iter(*_TAGS))
    return tuple(Declared(_line(text), int(tag[1])) for tag, text in found if text.strip())


def _of_word(path: Path) -> tuple[Declared, ...]:
    with Package(path, Limits()) as package:
        body = parsed_part(path.name, package.read(_BODY))
        styles = parsed_part(path.name, package.read(_STYLES)) if _STYLES in package else None
    levels = {} if styles is None else dict(_heading_styles(styles))
    found = []
    for paragraph in body.iter(f"{_W}p"):
        level = _level(paragraph, levels)
        if level:
            text = "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))
            found.append(Declared(_line(text), level))
    return tuple(heading for heading in found if heading.title)


def _heading_styles(styles: Any) -> list[tuple[str, int]]:
    """Styles that are headings; their names are English whatever the language of the program."""
    found = []
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        match = _STYLE_NAME.fullmatch("" if name is None else str(name.get(f"{_W}val")).strip())
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        level = int(match.group(1)) if match else _outline(outline)
        if level:
            found.append((str(style.get(f"{_W}styleId")), level))
    return found


def _level(paragraph: Any, styles: dict[str, int]) -> int:
    own = _outline(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return own or (0 if style is None else styles.get(str(style.get(f"{_W}val")), 0))


def _outline(element: Any) -> int:
    """Level of an outline, 1 to 6; 0 for body text."""
    value = "" if element is None else str(element.get(f"{_W}val"))
    return int(value) + 1 if value.isdigit() and int(value) < len(_TAGS) else 0


def _line(text: str) -> str:
    return " ".join(text.split())

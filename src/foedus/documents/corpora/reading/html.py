"""Web pages: what a reader reads, without scripts, styles and navigation; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.documents.corpora.reading.encoding import Decoded, declared_or_none, decode
from foedus.documents.corpora.reading.page_metadata import page_metadata, page_title
from foedus.documents.corpora.reading.raw import (
    Limits,
    RawDocument,
    Refused,
    checked_size,
    checked_text,
)
from foedus.documents.corpora.reading.txt import guessed_note

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_NOT_READ = frozenset(
    re.findall(
        r"\S+",
        "head script style noscript template nav footer aside button select textarea label iframe "
        "object svg canvas math audio video map dialog menu",
    )
)
# Not `form`: in one stands many a ministry's page as a whole. Not `embed`, which has no end.
_NOT_READ_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog"}
)
_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr "
        "blockquote pre figure figcaption address hr center body",
    )
)
_SPACES = re.compile("[ \t\r\n\f]+")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
_SHARE_OF_MAIN = 0.3
"""An `article` or `main` element with less of the text than this is not what the page says."""


def read_html(path: Path, limits: Limits, encoding: str | None = None) -> Iterator[RawDocument]:
    """The one document of a page, with the title, author, date and address it states.

    Raises
    ------
    Refused
        If it is too large, nested too deep, not HTML, or holds no text.
    """
    checked_size(path, limits.document_bytes)
    found = decoded_page(path, encoding)
    root = parsed_page(path.name, found.text)
    yield RawDocument(
        checked_text(path.name, page_text(root), limits),
        title=page_title(root),
        encoding=found.encoding,
        metadata=page_metadata(root),
        notes=guessed_note(found),
    )


def decoded_page(path: Path, encoding: str | None = None) -> Decoded:
    """The source of a page in the encoding that the user, its bytes or the page itself name.

    Raises
    ------
    Refused
        If no encoding reads the bytes whole.
    """
    data = path.read_bytes()
    said = _CHARSET.search(data[:_HEAD_BYTES])
    return decode(path.name, data, encoding or _trusted(data, said.group(1) if said else b""))


def page_text(root: _Element) -> str:
    """What a reader reads, a blank line between blocks."""
    whole = _text(root)
    mains = [e for e in root.iter("article", "main") if not _skipped(e)]
    if mains:
        inner = max((_text(e) for e in mains), key=len)
        if len(inner) >= _SHARE_OF_MAIN * len(whole):
            return inner
    return whole


def _trusted(data: bytes, said: bytes) -> str | None:
    """The encoding a page declares, where its bytes can be that."""
    name = declared_or_none(said.decode("ascii", "ignore"))
    # What browsers do: pages that say so hold the larger set.
    name = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}.get(name or "", name)
    if name is None:
        return None
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return None
    return name


def parsed_page(name: str, text: str) -> _Element:
    """A page as a tree; nothing is fetched.

    Raises
    ------
    Refused
        If it is nested too deep or holds no page.
    """
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(
            f"{name} cannot be read as a page: {error}.", "Save it again, or as text."
        ) from error
    if any("depth" in fault.message.lower() for fault in parser.error_log):
        raise Refused(f"{name} is nested too deep to be a page.", "Save its text as a txt file.")
    if root is None:
        raise Refused(f"{name} holds no page.", "Check that it is the right file.")
    return root


def _skipped(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_READ:
        return True
    get = element.get
    return (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or (get("role") or "").lower() in _NOT_READ_ROLES
    )


def _text(root: Any) -> str:
    """Text of an element; a loop, for pages nest deeper than Python may."""
    out: list[str] = []
    # Pairs of an element and whether it is being left; what is skipped leaves only its tail.
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        block = element.tag in _BLOCKS
        if leaving or _skipped(element):
            if leaving and block:
                out.append("\n\n")
            if element is not root and element.tail:
                out.append(_SPACES.sub(" ", element.tail))
            continue
        if element.tag == "br":
            out.append("\n")
        elif element.tag in ("td", "th"):
            out.append(" ")
        elif block:
            out.append("\n\n")
        if element.text:
            out.append(element.text if element.tag == "pre" else _SPACES.sub(" ", element.text))
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]
    text = re.sub(" *\n *", "\n", re.sub(" {2,}", " ", "".join(out)))
    return re.sub("\n{3,}", "\n\n", text).strip()

"""What a web page says of itself: title, author, date, publisher, address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_NAMES = {
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"),
    "date": (
        "article:published_time", "citation_publication_date", "dc.date", "dcterms.date",
        "date", "pubdate", "publishdate", "datepublished",
    ),
    "institution": ("og:site_name", "dc.publisher", "citation_publisher"),
    "url": ("og:url",),
}  # fmt: skip
_TITLES = ("og:title", "citation_title", "dc.title")
_DATE = re.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?")
_LONGEST = 500


def page_title(root: _Element) -> str | None:
    """The title a page gives itself, or its first heading."""
    metas = _metas(root)
    for name in _TITLES:
        if name in metas:
            return metas[name]
    for tag in ("title", "h1"):
        for element in root.iter(tag):
            text = _one_line("".join(element.itertext()))
            if text:
                return text
    return None


def page_metadata(root: _Element) -> dict[str, str]:
    """Author, date, institution and url as far as the page states them. Its language is often a template's."""
    metas = _metas(root)
    found = {}
    for field, names in _NAMES.items():
        said = next((metas[name] for name in names if name in metas), "")
        if field == "date":
            said = _day(said) or _day(_first_time(root))
        if said:
            found[field] = said
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            found["url"] = _one_line(str(link.get("href")))
    language = root.get("lang")
    if language:
        found["lang attribute"] = _one_line(str(language))
    return found


def _metas(root: _Element) -> dict[str, str]:
    """First value of each name."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _one_line(str(meta.get("content") or ""))
        if name and content:
            found.setdefault(str(name).strip().lower(), content)
    return found


def _first_time(root: _Element) -> str:
    for element in root.iter("time"):
        if element.get("datetime"):
            return str(element.get("datetime"))
    return ""


def _day(said: str) -> str:
    """The ISO date a time begins with."""
    found = _DATE.match(said.strip())
    if not found:
        return ""
    year, *rest = found.groups()
    return "-".join([year, *(part.zfill(2) for part in rest if part)])


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]

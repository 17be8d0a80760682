"""Markdown: headings, lists and emphasis lose their marks, links their addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from foedus.documents.corpora.reading.raw import Limits, RawDocument, checked_text
from foedus.documents.corpora.reading.txt import read_txt

_UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile("<script\\b", re.IGNORECASE), re.compile("</script\\s*>", re.IGNORECASE)),
    (re.compile("<style\\b", re.IGNORECASE), re.compile("</style\\s*>", re.IGNORECASE)),
)
"""Where begins and ends what a browser would not show."""
_MANY_LINES = re.compile("\n[ \t]*\n[ \t\n]*(?=\n)")
_HEADING = re.compile("^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_RULES = (
    (re.compile("</(?:p|div|h[1-6]|li|tr)\\s*>", re.IGNORECASE), "\n\n"),
    (re.compile("<br\\s*/?>", re.IGNORECASE), "\n"),
    (re.compile("</?[a-zA-Z][^<>]{0,1000}>"), ""),
    (re.compile("^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile("!\\[([^\\[\\]\n]{0,500})\\]\\([^()\n]{0,2000}\\)"), ""),
    (re.compile("\\[([^\\[\\]\n]{1,500})\\]\\([^()\n]{0,2000}\\)"), "\\1"),
    (re.compile("\\[([^\\[\\]\n]{1,500})\\]\\[[^\\[\\]\n]{0,200}\\]"), "\\1"),
    (re.compile("^\\[[^\\[\\]\n]{1,200}\\]:[ \t]+\\S+.*$", re.MULTILINE), ""),
    (_HEADING, "\n\\1\n"),
    (re.compile("^[ \t]*(?:[*_-][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile("^(?:[ \t]{0,3}>[ \t]?)+", re.MULTILINE), ""),
    (re.compile("^[ \t]*[*+-][ \t]+", re.MULTILINE), "\n"),
    (re.compile("(\\*\\*|__)(?=\\S)([^\n]{1,400}?)(?<=\\S)\\1"), "\\2"),
    (re.compile("\\*(?<![\\w*]\\*)(?=\\S)([^*\n]{1,2000})(?<=\\S)\\*(?![\\w*])"), "\\1"),
    (re.compile("_(?<![\\w_]_)(?=\\S)([^_\n]{1,2000})(?<=\\S)_(?![\\w_])"), "\\1"),
    (re.compile("`([^`\n]{1,500})`"), "\\1"),
    (re.compile("\\\\([\\\\`*_{}\\[\\]()#+.!>-])"), "\\1"),
)


def read_md(path: Path, limits: Limits, encoding: str | None = None) -> Iterator[RawDocument]:
    """The one document of a Markdown file; its title is its first heading.

    Raises
    ------
    Refused
        As for plain text.
    """
    for found in read_txt(path, limits, encoding):
        heading = _HEADING.search(found.text)
        text = checked_text(path.name, plain(found.text), limits)
        yield replace(found, text=text, title=plain(heading.group(1)) if heading else None)


def plain(text: str) -> str:
    """Markdown as plain text; HTML inside it goes.

    Examples
    --------
    >>> plain("# Talks\\n\\n**Both** sides [agreed](https://example.org).<br>So it is.")
    'Talks\\n\\nBoth sides agreed.\\nSo it is.'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for opening, closing in _UNSEEN:
        text = _without(text, opening, closing)
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return _MANY_LINES.sub("\n", html.unescape(text)).strip("\n")


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The text without what stands between marks; one pass, for one pattern would take many."""
    kept, at = [], 0
    while (begin := opening.search(text, at)) and (end := closing.search(text, begin.end())):
        kept.append(text[at : begin.start()])
        at = end.end()
    return "".join([*kept, text[at:]])

"""Passages of documents as one HTML page: each opens to what stands around it.

The page runs nothing and loads nothing: texts of others are escaped, and its policy forbids
scripts, pictures and forms to whatever may have got through.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from foedus.charts.elements import clean
from foedus.report.exporters.estimate_page import framed

if TYPE_CHECKING:
    from foedus.documents.searching.context import Context
    from foedus.documents.searching.marks import Marks

_LANGUAGES = {"en": "en", "zh": "zh-Hans", "ru": "ru"}


@dataclass(frozen=True)
class Card:
    """A passage on a page.

    Parameters
    ----------
    title
        Of its document.
    facts
        Date, side and the like, as printed.
    language
        en, zh, ru or another.
    context
        The passage and what stands around it.
    marks
        Spans in the passage that are marked.
    where
        The command that opens it.
    url
        Of the document; a link where it leads to the web, left out where it does not.
    """

    title: str
    facts: tuple[str, ...]
    language: str
    context: Context
    marks: Marks
    where: str
    url: str = ""


def passage_page(title: str, lead: str, found: Sequence[Card], notes: Sequence[str]) -> str:
    """The page.

    Parameters
    ----------
    title, lead, notes
        Plain texts.
    found
        Passages, in order.

    Returns
    -------
    str
        A whole HTML document.
    """
    return framed(clean(title), clean(lead), f"<style>{STYLE}</style>{cards(found)}", notes)


def cards(found: Sequence[Card]) -> str:
    """Passages as a list that opens at a click, without a page around it; needs `STYLE`."""
    return f'<ol class="found">{"".join(map(_card, found))}</ol>' if found else ""


def _card(card: Card) -> str:
    tongue = _LANGUAGES.get(card.language, "")
    lang = f' lang="{tongue}"' if tongue else ""
    passage = marked(card.context.passage, card.marks)
    facts = " · ".join(_text(fact) for fact in card.facts)
    return (
        f'\n<li><details><summary><span class="small">{facts}</span> '
        f"<b{lang}><bdi>{_text(card.title)}</bdi></b><br>"
        f'<span class="passage"{lang}>{passage}</span></summary>'
        f'<div class="context"{lang}>{"" if card.context.begins else "… "}'
        f"{_lines(card.context.before)}<ins>{passage}</ins>{_lines(card.context.after)}"
        f"{'' if card.context.ends else ' …'}</div>"
        f'<p class="small"><code>{_text(card.where)}</code>{_link(card.url)}</p></details></li>'
    )


def marked(text: str, marks: Marks) -> str:
    """A text with its marked spans, escaped.

    Examples
    --------
    >>> marked("<b>Trade</b>", ((3, 8),))
    '&lt;b&gt;<mark>Trade</mark>&lt;/b&gt;'
    """
    out, at = "", 0
    for a, b in marks:
        out += f"{_text(text[at:a])}<mark>{_text(text[a:b])}</mark>"
        at = b
    return out + _text(text[at:])


def _text(text: str) -> str:
    return html.escape(clean(text))


def _lines(text: str) -> str:
    """Letters of a text with its line ends."""
    return "<br>".join(_text(line) for line in text.split("\n"))


def _link(url: str) -> str:
    """A link to the web; what would run a script, or opens a file, is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    address = html.escape(clean(url), quote=True)
    return f' · <a href="{address}" rel="noreferrer noopener">{html.escape(parts.netloc)}</a>'


STYLE = (
    # Texts may hold any Chinese letter; the font that comes with the page has only some.
    "body{font-family:'Foedus Sans',system-ui,'Noto Sans CJK SC','Noto Sans SC','PingFang SC',"
    "'Microsoft YaHei','Foedus Han',sans-serif}"
    "h1,h2{font-family:'Foedus Serif',Georgia,'Noto Serif CJK SC','Songti SC',SimSun,"
    "'Noto Sans CJK SC','Foedus Han',serif}"
    "ol.found{list-style:none;padding:0;margin:18px 0}"
    "ol.found>li{border-top:1px solid #d9dee3;padding:4px 0}"
    ".found summary{list-style-position:outside;margin-left:18px;padding:6px 0}"
    ".found summary b{font-weight:600}.found .small{font-variant-numeric:tabular-nums}"
    ".passage,.context{overflow-wrap:anywhere}"
    ".context{margin:8px 0 8px 18px;padding:10px 14px;background:#fff;border-left:3px solid #8b959e}"
    ".found details p{margin-left:18px}"
    ".context ins{text-decoration:none;background:#eef3f6}"
    "mark{background:#ffe9a8;color:inherit;padding:0 1px}"
    "code{font:13px/1.4 ui-monospace,'DejaVu Sans Mono',monospace;overflow-wrap:anywhere}"
    "details[open]>summary .passage{color:#56606a}"
)

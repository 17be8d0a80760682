"""Shares of codes as one HTML page: a table whose cells open the passages behind them.

The page runs nothing and loads nothing: a cell is a link to a part that shows when it is the
target. Texts of others are escaped, and the policy of the page forbids scripts to whatever may
have got through.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from foedus.charts.elements import clean
from foedus.report.exporters.estimate_page import framed

LANGUAGES = {"en": "en", "zh": "zh-Hans", "ru": "ru"}
_WHO = {"person": "coded by a person", "machine": "coded by a machine"}


@dataclass(frozen=True)
class Behind:
    """A passage behind a cell.

    Parameters
    ----------
    who : {"person", "machine"}
    coder : str
    facts : tuple of str
        Document, date, side and the like, as printed.
    title : str
    url : str
        Of the document; a link where it leads to the web.
    language : str
    pieces : tuple of (str, bool)
        The text in pieces, and whether each bears the code.
    """

    who: str
    coder: str
    facts: tuple[str, ...]
    title: str
    url: str
    language: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Cell:
    """A code in a cell of a division.

    Parameters
    ----------
    code, by, cell : str
    label : str
        What the code is called in words.
    figure, bounds : str
        As printed; the figure is empty where there is none.
    said : tuple of str
        Sentences on it: what it rests on, why there is no figure.
    behind : tuple of Behind
    count : int
        Passages with the code in all; `behind` may be some of them.
    """

    code: str
    by: str
    cell: str
    label: str
    figure: str
    bounds: str
    said: tuple[str, ...]
    behind: tuple[Behind, ...]
    count: int


def share_page(title: str, lead: str, cells: Sequence[Cell], notes: Sequence[str]) -> str:
    """The page.

    Returns
    -------
    str
        A whole HTML document; every text is escaped.
    """
    numbered = {(c.code, c.by, c.cell): k for k, c in enumerate(cells, 1)}
    divisions = list(dict.fromkeys(c.by for c in cells))
    tables = "".join(_table(by, [c for c in cells if c.by == by], numbered) for by in divisions)
    parts = "".join(_part(cell, k) for k, cell in enumerate(cells, 1))
    body = f'<div id="top">{tables}</div>{parts}'
    hint = "A figure opens the passages behind it."
    return framed(title, lead, f'<p class="small">{hint}</p>{body}', notes, style=_STYLE)


def _table(by: str, cells: Sequence[Cell], numbered: dict[tuple[str, str, str], int]) -> str:
    codes = list(dict.fromkeys(c.code for c in cells))
    names = list(dict.fromkeys(c.cell for c in cells))
    # The longer list goes down the page: columns beyond the screen are hard to read.
    down = len(codes) >= len(names)
    rows, columns = (codes, names) if down else (names, codes)
    known = {(c.code, c.cell): c for c in cells}
    labels = {c.code: c.label for c in cells}
    single = by == "all"
    head = "".join(
        f'<th scope="col">{_text("" if single else labels.get(c, c))}</th>' for c in columns
    )
    body = ""
    for row in rows:
        line = f'<th scope="row" class="word">{_text(labels.get(row, row))}</th>'
        for column in columns:
            cell = known[(row, column) if down else (column, row)]
            line += f"<td>{_figure(cell, numbered[cell.code, cell.by, cell.cell])}</td>"
        body += f"<tr>{line}</tr>"
    heading = "All" if single else f"By {_text(by)}"
    top = f'<thead><tr><th scope="col" class="word">{"Code" if down else _text(by)}</th>{head}</tr></thead>'
    if single:
        top = ""
    return (
        f'<h2>{heading}</h2><div class="scroll"><table class="shares">{top}'
        f"<tbody>{body}</tbody></table></div>"
    )


def _figure(cell: Cell, number: int) -> str:
    if not cell.figure:
        inside = '<span class="no">not assessable</span>'
    else:
        inside = f"{_text(cell.figure)}<small>{_text(cell.bounds)}</small>"
    return f'<a href="#c{number}">{inside}</a>'


def _part(cell: Cell, number: int) -> str:
    where = f"{cell.label} ({cell.code})"
    if cell.by != "all":
        where += f", {cell.by} {cell.cell}"
    figure = f"<p><b>{_text(cell.figure)}</b> {_text(cell.bounds)}</p>" if cell.figure else ""
    said = "".join(f"<p>{_text(text)}</p>" for text in cell.said)
    count = f"{cell.count:,} with the code"
    if len(cell.behind) < cell.count:
        count += f"; {len(cell.behind):,} of them, drawn at random, below"
    shown = "".join(map(_behind, cell.behind))
    return (
        f'<section id="c{number}"><h2>{_text(where)}</h2>{figure}{said}'
        f'<p class="small">{count}. <a href="#top">Back to the tables</a></p>{shown}</section>'
    )


def _behind(one: Behind) -> str:
    lang = LANGUAGES.get(one.language)
    words = "".join(
        f"<mark>{_text(text)}</mark>" if marked else _text(text) for text, marked in one.pieces
    )
    title = _text(one.title)
    if urlsplit(one.url).scheme in ("http", "https"):
        title = f'<a href="{html.escape(one.url, quote=True)}" rel="noreferrer">{title}</a>'
    facts = " · ".join(filter(None, (title, *map(_text, one.facts))))
    return (
        f'<article class="{one.who}"><p{f" lang={lang}" if lang else ""}>{words}</p>'
        f'<p class="small">{facts}<br><b>{_WHO[one.who]}</b>: {_text(one.coder)}</p></article>'
    )


def _text(text: str) -> str:
    return html.escape(clean(text))


_STYLE = (
    # Texts may hold any Chinese letter; the font that comes with the page has only some.
    "body{font-family:'Foedus Sans',system-ui,'Noto Sans CJK SC','Noto Sans SC','PingFang SC',"
    "'Microsoft YaHei','Foedus Han',sans-serif}"
    "h1,h2{font-family:'Foedus Serif',Georgia,'Noto Serif CJK SC','Songti SC',SimSun,"
    "'Noto Sans CJK SC','Foedus Han',serif}"
    "section{display:none;border-top:2px solid #1b1f24;margin-top:28px}"
    "section:target{display:block}"
    ".shares td a{display:block;text-decoration:none;padding:2px 6px;border-radius:3px}"
    ".shares td a:hover,.shares td a:focus{background:#e8eef4}"
    ".shares small{display:block;font-size:12px;color:#4a5560}"
    ".shares .no{font-size:12px;color:#6b5a00}"
    ".shares tbody tr+tr th{border-top:1px solid #e4e7ea}"
    ".shares th.word{font-weight:400;white-space:normal;overflow-wrap:anywhere}"
    "article{border-left:4px solid #1d5c33;padding:2px 0 2px 12px;margin:14px 0;max-width:46em}"
    "article.machine{border-left:4px dashed #8a6d00}"
    "article p{margin:2px 0}mark{background:#fdeeb0;color:inherit}"
    "@media print{section{display:block}}"
)

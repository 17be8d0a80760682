"""A document's blocks as one HTML file that loads nothing and prints on A4."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from foedus.charts.elements import clean
from foedus.charts.palette import FIRST, INK, LINE, PAPER, SECOND, SOFT
from foedus.report.documents.blocks import (
    Block,
    Document,
    Drawing,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Points,
    Span,
    Table,
    Words,
    runs,
)
from foedus.report.page_fonts import filled, font_faces


def page(document: Document) -> str:
    """A document as HTML; every text is escaped.

    Parameters
    ----------
    document
        Its blocks.
    """
    chinese, russian = document.names
    title = _text(document.title)
    body = Markup("\n").join(_block(b) for b in document.blocks)
    return filled(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; font-src data:\">\n"
        f"<title>{title}</title>\n<style>{font_faces()}\n{_STYLE}</style></head>\n<body>\n"
        f'<p class="lead"><span lang="zh-Hans">{_text(chinese)}</span>&emsp;'
        f'<span lang="ru">{_text(russian)}</span></p>\n<h1>{title}</h1>\n{body}\n'
        f"<footer>{_text(document.foot)}</footer>\n</body></html>\n"
    )


def _text(text: str) -> Markup:
    return escape(clean(text)).replace("\n", Markup("<br>"))


def _line(words: Words) -> Markup:
    return Markup("").join(_span(s) for s in words)


def _span(s: Span) -> Markup:
    made = _text(s.text)
    if s.link:
        made = Markup('<a href="{}" rel="noreferrer">{}</a>').format(s.link, made)
    if s.bold:
        made = Markup("<b>{}</b>").format(made)
    if s.role:
        made = Markup('<span class="{}">{}</span>').format(s.role, made)
    return made + _notes(s.notes)


def _notes(numbers: Iterable[int]) -> Markup:
    found = [
        _note(first) + (Markup("–") + _note(last) if last > first else "")
        for first, last in runs(numbers)
    ]
    return Markup("<sup>{}</sup>").format(Markup(", ").join(found)) if found else Markup("")


def _note(number: int) -> Markup:
    return Markup('<a href="#source-{}">{}</a>').format(number, number)


def _block(block: Block) -> Markup:
    match block:
        case Heading(text, level, role):
            tag = f"h{level + 1}"
            return Markup('<{} class="{}">{}</{}>').format(
                Markup(tag), role, _text(text), Markup(tag)
            )
        case Paragraph(words, style):
            return Markup('<p class="{}">{}</p>').format(style, _line(words))
        case Points(items):
            lines = Markup("").join(Markup("<li>{}</li>").format(_line(i)) for i in items)
            return Markup("<ul>{}</ul>").format(lines)
        case Table():
            return _table(block)
        case Listing(entries):
            lines = Markup("\n").join(_entry(e) for e in entries)
            return Markup("<ol>{}</ol>").format(lines)
        case Drawing():
            # Every text in the drawing was escaped when it was drawn.
            return Markup("<figure><figcaption><b>{}</b> {}</figcaption>{}</figure>").format(
                _text(block.title), _text(block.subtitle), Markup(block.svg)
            )


def _table(block: Table) -> Markup:
    columns = Markup("").join(
        Markup('<col style="width:{:.0f}%">').format(100 * w / sum(block.widths))
        for w in block.widths
    )
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(_line(h)) for h in block.head)
    rows = Markup("\n").join(_row(r, len(block.widths)) for r in block.rows)
    return Markup(
        "<table><colgroup>{}</colgroup><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>"
    ).format(columns, head, rows)


def _row(cells: tuple[Words, ...], columns: int) -> Markup:
    if len(cells) == 1:
        return Markup('<tr class="more"><td colspan="{}">{}</td></tr>').format(
            columns, _line(cells[0])
        )
    made = Markup("").join(Markup("<td>{}</td>").format(_line(c)) for c in cells)
    return Markup("<tr>{}</tr>").format(made)


def _entry(e: Entry) -> Markup:
    about = Markup('<span class="soft">. {}</span>').format(_text(e.about)) if e.about else ""
    link = (
        Markup(' <a href="{}" rel="noreferrer">{}</a>').format(e.link, _text(e.site or e.link))
        if e.link
        else ""
    )
    return Markup('<li id="source-{}" value="{}">{}{}{}</li>').format(
        e.number, e.number, _text(e.text), about, link
    )


_STYLE = (
    f"body{{max-width:820px;margin:28px auto;padding:0 18px;background:{PAPER};color:{INK};"
    "font:15px/1.45 'Foedus Sans','Foedus Han',system-ui,sans-serif;overflow-wrap:anywhere}"
    "h1,h2,.type,.sentence{font-family:'Foedus Serif','Foedus Han',Georgia,serif}"
    "h1{font-size:22px;margin:4px 0}h2{font-size:20px;margin:24px 0 6px}h3{margin:16px 0 4px}"
    ".type{font-size:32px;font-weight:600;margin:6px 0}.sentence{font-size:19px}"
    f"p{{margin:6px 0}}.soft,.lead,.small,footer{{color:{SOFT}}}.small,footer{{font-size:13px}}"
    f".first,a{{color:{FIRST}}}.second{{color:{SECOND}}}sup a{{color:{SOFT};text-decoration:none}}"
    "sup{font-size:11px;line-height:0}"
    "table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}"
    f"th{{text-align:left;border-bottom:1px solid {INK}}}td{{border-top:1px solid {LINE}}}"
    "th,td{padding:4px 10px 4px 0;vertical-align:top}.more td{border-top:0;padding-top:0}"
    "ol{columns:2 320px;font-size:12.5px;padding-left:28px}li{break-inside:avoid}"
    "footer{margin-top:24px}"
    "@page{size:A4;margin:13mm 17mm}@media print{body{max-width:none;font-size:11px;line-height:1.3;margin:0;padding:0;"
    "background:none}table{font-size:10.5px}th,td{padding:2px 8px 2px 0}"
    ".small,footer{font-size:9px}ol{font-size:9px;columns:2 240px;margin:4px 0}.type{font-size:24px}"
    "h1{font-size:18px}h2{font-size:15px;margin-top:12px}.sentence{font-size:14px}}"
)

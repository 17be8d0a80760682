"""A heading, a sentence and a table of words: as text, Markdown and HTML."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from foedus.report.exporters.md import plain
from foedus.report.exporters.md import table as pipes

WIDTH, GAP = 80, 2


@dataclass(frozen=True)
class Panel:
    """One part of a text.

    Parameters
    ----------
    title
        Its heading.
    head
        Headings of columns.
    rows
        Cells as printed; a row of one cell is a heading among the rows.
    lead, note
        Sentences above and below.
    words
        Columns at the left that hold words; the others hold figures.
    under
        What stands below each row, such as a resolution's title; empty for none.
    links
        Address of what stands below each row; empty for none.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""
    note: str = ""
    words: int = 1
    under: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def as_text(panels: Sequence[Panel]) -> str:
    """The panels as text for a terminal of 80 columns.

    Examples
    --------
    >>> print(as_text([Panel("Fit", ("year", "votes"), (("1992", "99"), ("1993", "100")))]))
    Fit
    <BLANKLINE>
    year  votes
    1992     99
    1993    100
    """
    return "\n\n".join("\n".join(_lines(panel)) for panel in panels)


def _lines(panel: Panel) -> Iterator[str]:
    yield from filter(None, (panel.title,))
    if panel.lead:
        yield textwrap.fill(panel.lead, WIDTH, break_on_hyphens=False)
    if panel.rows:
        yield from _body(panel)
    if panel.note:
        yield f"\n{textwrap.fill(panel.note, WIDTH, break_on_hyphens=False)}"


def _body(panel: Panel) -> Iterator[str]:
    full = [panel.head, *(row for row in panel.rows if len(row) > 1)]
    widths = [max(_wide(row[k]) for row in full) for k in range(len(panel.head))]
    if panel.title or panel.lead:
        yield ""
    yield _line(panel.head, widths, panel.words)
    for k, row in enumerate(panel.rows):
        yield _line(row, widths, panel.words)
        for text in (panel.under[k] if panel.under else "", panel.links[k] if panel.links else ""):
            if text:
                yield textwrap.indent(textwrap.shorten(text, WIDTH - 4, placeholder=" ..."), "    ")


def _line(row: tuple[str, ...], widths: list[int], words: int) -> str:
    if len(row) == 1:
        return row[0]
    blanks = [" " * (w - _wide(cell)) for cell, w in zip(row, widths, strict=True)]
    cells = [
        cell + blank if k < words else blank + cell
        for k, (cell, blank) in enumerate(zip(row, blanks, strict=True))
    ]
    return (" " * GAP).join(cells).rstrip()


def _wide(text: str) -> int:
    """Columns that a text takes in a terminal: two for a Chinese letter."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def as_markdown(panels: Sequence[Panel]) -> str:
    """The panels as sections with pipe tables; every text stands for itself."""
    parts: list[str] = []
    for panel in panels:
        parts += [f"## {plain(panel.title)}"] if panel.title else []
        parts += [plain(panel.lead)] if panel.lead else []
        parts += [pipes(*_cells(panel))] if panel.rows else []
        parts += [plain(panel.note)] if panel.note else []
    return "\n\n".join(parts)


def _cells(panel: Panel) -> tuple[list[str], list[list[str]]]:
    more = [""] if panel.under else []
    rows = []
    for k, row in enumerate(panel.rows):
        blank = [""] * (len(panel.head) - len(row))
        below = [_linked(panel, k)] if panel.under else []
        rows.append([*map(plain, row), *blank, *below])
    return [*map(plain, panel.head), *more], rows


def _linked(panel: Panel, k: int) -> str:
    link = panel.links[k] if panel.links else ""
    return f"[{plain(panel.under[k])}](<{link}>)" if link else plain(panel.under[k])


def as_html(panels: Sequence[Panel]) -> str:
    """The panels as HTML; every text is escaped."""
    return "".join(map(_html, panels))


def _html(panel: Panel) -> str:
    title, lead, note = map(html.escape, (panel.title, panel.lead, panel.note))
    head = "".join(
        f'<th scope="col"{_left(k, panel)}>{html.escape(h)}</th>' for k, h in enumerate(panel.head)
    )
    body = "".join(_html_rows(panel))
    return (
        (f"<h2>{title}</h2>" if title else "")
        + (f"<p>{lead}</p>" if lead else "")
        + (
            f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
            "</table></div>"
            if panel.rows
            else ""
        )
        + (f'<p class="small">{note}</p>' if note else "")
    )


def _left(k: int, panel: Panel) -> str:
    return ' class="word"' if k < panel.words else ""


def _html_rows(panel: Panel) -> Iterator[str]:
    wide = len(panel.head)
    for k, row in enumerate(panel.rows):
        if len(row) == 1:
            yield f'<tr><th scope="rowgroup" colspan="{wide}">{html.escape(row[0])}</th></tr>'
            continue
        cells = "".join(f"<td{_left(c, panel)}>{html.escape(t)}</td>" for c, t in enumerate(row))
        yield f"<tr>{cells}</tr>"
        if panel.under and panel.under[k]:
            text, link = html.escape(panel.under[k]), panel.links[k] if panel.links else ""
            if link:
                text = f'<a href="{html.escape(link, quote=True)}" rel="noreferrer">{text}</a>'
            yield f'<tr class="under"><td colspan="{wide}"><div>{text}</div></td></tr>'

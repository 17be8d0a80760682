"""The frame of a page of estimates: one HTML file that loads nothing, for a phone or a desk."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.charts.chart import Chart, Size


def framed(title: str, lead: str, body: str, notes: Sequence[str], *, style: str = "") -> str:
    """A whole HTML document.

    Parameters
    ----------
    title, lead, notes
        Plain texts, escaped here.
    body
        HTML.
    style
        CSS of the page's own, after that of all pages.
    """
    head = html.escape(title)
    first = f'<p class="lead">{html.escape(lead)}</p>' if lead else ""
    last = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    from foedus.report.page_fonts import filled, font_faces

    return filled(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; font-src data:\">"
        f"<title>{head}</title><style>{font_faces()}{_STYLE}{style}</style></head><body><main>"
        f"<h1>{head}</h1>{first}{body}"
        f"<footer>{last}<p>Written by foedus.</p></footer></main></body></html>\n"
    )


def drawings(drawn: Callable[[Size], Sequence[Chart]], *, titled: bool = False) -> str:
    """Charts at both widths; the page shows those that fit.

    Parameters
    ----------
    drawn
        Gives the charts of a size.
    titled
        Whether each stands below its own title and subtitle; else one subtitle below all.
    """
    from foedus.charts.draw import svg

    parts = []
    sizes: tuple[Size, Size] = ("wide", "narrow")
    for size in sizes:
        charts = drawn(size)
        inside = "".join(
            (f"<h2>{html.escape(c.title)}</h2>{_small(c.subtitle)}" if titled else "") + svg(c)
            for c in charts
        )
        parts.append(f'<figure class="{size}">{inside}</figure>')
    words = charts[0].source_line
    return "".join(parts) + _small(words if titled else f"{charts[0].subtitle}. {words}")


def _small(text: str) -> str:
    return f'<p class="small">{html.escape(text)}</p>'


_STYLE = (
    "body{font:16px/1.5 'Foedus Sans','Foedus Han',system-ui,sans-serif;margin:16px;background:#fbfaf7;color:#1b1f24}"
    "main{max-width:920px;margin:0 auto;overflow-wrap:break-word}"
    "h1{font:600 26px/1.2 'Foedus Serif','Foedus Han',Georgia,serif;margin:8px 0}"
    "h2{font:600 19px/1.3 'Foedus Serif','Foedus Han',Georgia,serif;margin:28px 0 6px}p{margin:6px 0}"
    ".lead{font-size:18px}figure{margin:16px 0}svg{max-width:100%;height:auto;display:block}"
    ".wide{display:none}"
    "@media (min-width:700px){.wide{display:block}.narrow{display:none}}"
    ".small,footer{font-size:13px;color:#4a5560}footer{margin-top:24px}"
    ".scroll{overflow-x:auto}a{color:#0b4f8a}"
    "table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}"
    "th,td{text-align:right;padding:3px 0 3px 16px;vertical-align:top;white-space:nowrap}"
    "th{font-weight:600}thead th{border-bottom:1px solid #1b1f24}"
    "tbody tr+tr td{border-top:1px solid #e4e7ea}"
    "th[scope=rowgroup]{padding-top:12px}"
    ".word,th[scope=rowgroup],.under td{text-align:left}"
    "th:first-child,td:first-child{padding-left:0}"
    "tbody tr+tr.under td{border-top:0;padding-top:0;white-space:normal}"
    ".under div{max-width:min(calc(100vw - 32px),46em)}"
    "summary{cursor:pointer;padding:6px 0}"
    "@media (max-width:699px){table{font-size:13px}th,td{padding-left:9px}"
    "td.word{white-space:normal;min-width:7em}}"
)

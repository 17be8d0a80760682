"""Two versions of a document as one HTML page: each figure leads to its passages in both."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from foedus.documents.comparing.two_documents.finding import figure, finding, notes
from foedus.report.exporters.estimate_page import drawings, framed
from foedus.report.exporters.versions_panels import ranks, ratio, title
from foedus.report.exporters.versions_sections import (
    change_sections,
    first_section,
    named_section,
    region_section,
    state_sections,
    word_sections,
)

if TYPE_CHECKING:
    from foedus.charts.chart import Chart, Size
    from foedus.core.interval import Interval
    from foedus.documents.comparing.two_documents.comparison import Comparison

_CHANGES = ("kept", "moved", "rewritten", "moved and rewritten", "added", "dropped")


def versions_page(found: Comparison) -> str:
    """The page.

    Returns
    -------
    str
        A whole HTML document that loads nothing and runs nothing. Every text of the documents
        is escaped; control characters are left out.
    """
    first, *more = finding(found)
    said = "".join(f"<p>{html.escape(s)}</p>" for s in more)
    body = (
        f"{said}{_figures(found)}{_chart(found)}{_states(found)}"
        f"{named_section(found)}{first_section(found)}{region_section(found)}"
        f"{change_sections(found)}{word_sections(found)}{state_sections(found)}"
    )
    known = [*notes(found), "The texts quoted are yours, or their makers': see their terms."]
    return framed(title(found), first, body, known, style=_STYLE)


def _chart(found: Comparison) -> str:
    def drawn(size: Size) -> list[Chart]:
        from foedus.charts.versions import versions_chart

        return [versions_chart(found, size)]

    return drawings(drawn, titled=True)


def _figures(found: Comparison) -> str:
    s = found.state
    one, two = s.rates.first, s.rates.second
    rows = [_row("Mentions", "named", f"{one.mentions:,}", f"{two.mentions:,}")]
    rates = [_estimate(rate.value, rate.by_documents or rate.interval, 1) for rate in (one, two)]
    change = f"{ratio(s)} times" if found.one_language else "not comparable across languages"
    rows.append(_row("Per 1,000 words", "named", rates[0], rates[1], change))
    shares = [
        _estimate(x.share.value, x.share.by_documents or x.share.exact, 100) for x in (s.old, s.new)
    ]
    rows.append(_row("Share of all mentions of states, %", "named", *shares))
    said = [f"{ranks(x)} of {x.of}" if x.rank else "not named" for x in (s.old, s.new)]
    rows.append(_row("Rank among the states named", "states", *said))
    firsts = [
        f"paragraph {p.paragraph} of {p.paragraphs}; {p.rank} of {p.of} states" if p.rank else p.why
        for p in found.passages
    ]
    rows.append(_row("First passage of its own", "first", *firsts))
    rows.append(_row("Place in the list of regions", "regions", *_places(found)))
    head = "".join(f'<th scope="col">{h}</th>' for h in ("Old", "New", "New over old"))
    return (
        '<h2>Figures</h2><p class="small">Each leads to its passages. Brackets hold '
        f'{found.level:.0%} intervals.</p><div class="scroll"><table class="figures"><thead><tr>'
        f'<th scope="col" class="word">{html.escape(found.name)}</th>{head}</tr></thead><tbody>'
        f"{''.join(rows)}</tbody></table></div>{_counts(found)}"
    )


def _estimate(value: float | None, interval: Interval | None, scale: float) -> str:
    if value is None or interval is None:
        return "not assessable"
    low, high = figure(scale * interval.low), figure(scale * interval.high)
    return f"{figure(scale * value)} ({low} to {high})"


def _places(found: Comparison) -> list[str]:
    way = found.way
    if way is None:
        return [p.why or "not assessable" for p in found.places]
    lists = [p.ways[way] for p in found.places]
    return [f"{x.place} of {len(x.items)}" for x in lists]


def _row(label: str, anchor: str, old: str, new: str, change: str = "") -> str:
    cells = "".join(f'<td><a href="#{anchor}">{html.escape(v)}</a></td>' for v in (old, new))
    return (
        f'<tr><td class="word">{html.escape(label)}</td>{cells}<td>{html.escape(change)}</td></tr>'
    )


def _counts(found: Comparison) -> str:
    made = found.changes
    if made.why:
        return f"<p>Paragraphs: {html.escape(made.why)}.</p>"
    naming, every = made.counts(naming=True), made.counts()
    rows = "".join(
        f'<tr><td class="word">{c}</td><td><a href="#naming-{c.replace(" ", "-")}">{naming[c]}</a>'
        f'</td><td><a href="#all-{c.replace(" ", "-")}">{every[c]}</a></td></tr>'
        for c in _CHANGES
        if c in every
    )
    name = html.escape(found.name)
    return (
        '<div class="scroll"><table><thead><tr><th scope="col" class="word">Paragraphs</th>'
        f'<th scope="col">naming {name}</th><th scope="col">all</th></tr></thead><tbody>{rows}'
        "</tbody></table></div>"
    )


def _states(found: Comparison) -> str:
    rates = found.one_language
    unit = "per 1,000" if rates else "share, %"
    heads = ["Old", unit, "rank", "New", unit, "rank", *(["New over old"] if rates else [])]
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    rows = []
    for s in found.salience.states:
        cells = []
        for rate, x in ((s.rates.first, s.old), (s.rates.second, s.new)):
            much = rate.value if rates else x.share.value and 100 * x.share.value
            cells += [f"{rate.mentions:,}", "–" if much is None else figure(much), ranks(x)]
        cells += [ratio(s)] if rates else []
        link = f'<a href="#state-{s.ccode}">{html.escape(s.name)}</a>'
        own = ' class="own"' if s.ccode == found.focus else ""
        rest = "".join(f"<td>{html.escape(c)}</td>" for c in cells)
        rows.append(f'<tr{own}><td class="word">{link}</td>{rest}</tr>')
    return (
        f'<details id="states"{" open" if len(rows) < 30 else ""}><summary>All states, with ranks '
        'and their bounds</summary><div class="scroll"><table><thead><tr><th scope="col" '
        f'class="word">State</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        "</details>"
    )


_STYLE = (
    ".pair{display:grid;grid-template-columns:1fr 1fr;gap:0 20px;border-top:1px solid #d9dee3;"
    "padding:8px 0}.half{min-width:0}.half p{margin:0}"
    "blockquote{margin:2px 0;white-space:pre-line;overflow-wrap:anywhere;max-height:24em;"
    "overflow:auto}mark{background:#cfe6ee;color:inherit;font-weight:600}"
    "ins{text-decoration:underline 2px #0b6e8f;text-underline-offset:3px}"
    "del{text-decoration:line-through 2px #b5542a}"
    ".aside{display:none;background:#f1efe8;padding:4px 14px 12px;margin:12px 0}"
    ".aside:target{display:block}h3{font:600 16px/1.3 'Foedus Sans',sans-serif;margin:18px 0 4px}"
    "h2,h3,.aside,details{scroll-margin-top:8px}.own td{font-weight:600}"
    ".lists{display:grid;grid-template-columns:1fr 1fr;gap:0 20px}.lists ol{padding-left:2em;"
    "margin:4px 0}.lists .own{font-weight:600;background:#cfe6ee}"
    ".figures td{white-space:normal}.figures{margin-bottom:20px}"
    "@media (max-width:699px){.pair{grid-template-columns:1fr;gap:8px}.half.none{display:none}"
    ".lists{gap:0 12px;font-size:14px}.lists ol{padding-left:1.6em}}"
)

"""Use of a concept over time as one HTML page that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foedus.documents.concepts.speakers import short_name
from foedus.documents.concepts.use_words import finding
from foedus.report.exporters.estimate_page import drawings, framed

if TYPE_CHECKING:
    from foedus.charts.chart import Chart, Size
    from foedus.documents.concepts.contexts import UseApart
    from foedus.documents.concepts.poles import Poles
    from foedus.documents.concepts.use import ConceptUse

MOST_PASSAGES = 60
_WORDS = 10


def concept_page(
    use: ConceptUse, apart: UseApart | None, poles: Poles | None, passages: Sequence[dict[str, Any]]
) -> str:
    """The page.

    Parameters
    ----------
    use
        Rates and trends.
    apart
        Distance of two states' use, where asked for.
    poles
        Who names which poles, where asked for.
    passages
        Sentences that name the concept: state, year, document, text, title.

    Returns
    -------
    str
        A whole HTML document; every text of the corpus is escaped.
    """
    title = f"{use.concept.title} in {use.corpus}, {use.years[0]}-{use.years[1]}"
    parts = [drawings(lambda size: [use_chart(use, size)]), _rates(use)]
    if apart is not None:
        parts.append(_apart(use, apart))
    if poles is not None:
        parts.append(_poles(poles))
    parts.append(_passages(passages))
    notes = [use.concept.about, *use.concept.notes, *use.notes]
    if apart is not None:
        notes += apart.notes
    if poles is not None:
        notes += poles.notes
    return framed(title, " ".join(finding(use, apart)), "".join(parts), notes)


def use_chart(use: ConceptUse, size: Size = "wide") -> Chart:
    """Rates of each state with their intervals, level over the years of a period."""
    from foedus.charts.position_lines import Line
    from foedus.charts.state_lines import MOST, STYLES, lines_chart

    lines = []
    for code, (colour, dashed) in zip(use.states[:MOST], STYLES, strict=False):
        cells = [
            (u, shown)
            for u in use.of(code)
            if u.rate.value is not None and (shown := u.rate.by_documents or u.rate.interval)
        ]
        # A period's figure is drawn over all of its years: nothing is known of the single ones.
        drawn = [(y, u, i) for u, i in cells for y in range(u.first, u.last + 1)]
        if drawn:
            lines.append(
                Line(
                    short_name(code),
                    colour,
                    dashed,
                    tuple(y for y, _, _ in drawn),
                    tuple(round(u.rate.value or 0.0, 4) for _, u, _ in drawn),
                    tuple(round(i.low, 4) for _, _, i in drawn),
                    tuple(round(i.high, 4) for _, _, i in drawn),
                )
            )
    period = "by year" if use.every == 1 else f"by periods of {use.every} years"
    return lines_chart(
        lines,
        "per 1,000 words",
        (
            f"{use.concept.title}: how often it is named",
            f"Mentions per 1,000 words {period}; bands are 95 % intervals",
            f"Source: corpus {use.corpus}, dictionary {use.concept.key}. Computed by foedus.",
        ),
        size,
        f"concept-{use.concept.name.replace('_', '-')}",
    )


def _rates(use: ConceptUse) -> str:
    heads = ("State", "Years", "Documents", "Words", "Mentions", "Per 1,000", "95 % interval")
    rows = []
    for u in (*use.whole, *use.periods):
        r = u.rate
        shown = r.by_documents or r.interval
        bounds = "" if shown is None else f"{shown.low:.3f} to {shown.high:.3f}"
        years = str(u.first) if u.first == u.last else f"{u.first}-{u.last}"
        value = r.why if r.value is None else f"{r.value:.3f}"
        rows.append(
            (short_name(u.ccode), years, f"{r.documents:,}", f"{r.tokens:,}", f"{r.mentions:,}",
             value, bounds)
        )  # fmt: skip
    trends = "".join(
        f"<li>{html.escape(short_name(c))}: {html.escape(t.text())}</li>"
        for c, t in use.trends.items()
    )
    return (
        f"<h2>Trends</h2><ul>{trends}</ul>"
        f"<details><summary>Rates</summary>{table(heads, rows)}</details>"
    )


def _apart(use: ConceptUse, apart: UseApart) -> str:
    first, second = (html.escape(short_name(c)) for c in use.states)
    words = f"<p>{html.escape(apart.text())}</p>"
    if apart.distance.halves:
        a, b = apart.distance.halves
        words += (
            f"<p>Each state's own documents split in two at random give at most {a:.2f} "
            f"({first}) and {b:.2f} ({second}) in 97.5 % of splits.</p>"
        )
    return f"<h2>Distance of use</h2>{words}{_marks(apart, (first, second))}"


def _marks(apart: UseApart, names: tuple[str, str]) -> str:
    key = apart.keyness
    if key is None or not len(key) or key.why_no_bounds:
        return ""
    frame = key.frame()
    own = frame[frame["low"] > 0].head(_WORDS)["feature"].tolist()
    other = frame[frame["high"] < 0].tail(_WORDS)["feature"].tolist()[::-1]
    listed = "".join(
        f"<li>{name}: {html.escape(', '.join(words)) or 'none'}</li>"
        for name, words in zip(names, (own, other), strict=True)
    )
    told = "Words around it that mark one against the other (log ratio clear of zero):"
    return f"<p>{told}</p><ul>{listed}</ul>"


def _poles(poles: Poles) -> str:
    frame = poles.frame()
    frame = frame[frame["naming"] > 0]
    heads = ("State", "Years", "Names", "Sentences", "Share", "95 % interval", "Beside a pole")
    rows = [
        (r["state"], f"{r['from']}-{r['to']}", r["pole"], f"{r['naming']} of {r['sentences']}",
         f"{r['share']:.2f}", f"{r['low']:.2f} to {r['high']:.2f}", str(r["beside_pole"]))
        for r in frame.to_dict("records")
    ]  # fmt: skip
    body = table(heads, rows) if rows else "<p>No sentence on it names a state or region.</p>"
    return f"<h2>Who names which poles</h2>{body}"


def _passages(passages: Sequence[dict[str, Any]]) -> str:
    if not passages:
        return ""
    items = "".join(
        f"<li><p>{html.escape(p['state'])}, {p['year']}, document {p['document']}: "
        f"{html.escape(p['text'])}</p></li>"
        for p in passages[:MOST_PASSAGES]
    )
    left = len(passages) - MOST_PASSAGES
    more = f"<p>{left:,} more are left out here; -o x.csv has all rates.</p>" if left > 0 else ""
    return f"<details><summary>Passages</summary><ol>{items}</ol>{more}</details>"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column and the headings are words."""

    def cell(tag: str, k: int, text: str) -> str:
        word = "" if k else ' class="word"'
        return f"<{tag}{word}>{html.escape(text)}</{tag}>"

    head = "".join(cell("th", k, h) for k, h in enumerate(heads))
    body = "".join(
        f"<tr>{''.join(cell('td', k, c) for k, c in enumerate(row))}</tr>" for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'

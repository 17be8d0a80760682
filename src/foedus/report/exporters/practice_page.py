"""Profession beside votes and conduct, by state and year, as one HTML page."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foedus.assessment.professed.gap import PARTS
from foedus.assessment.professed.words import AGAINST, finding
from foedus.documents.concepts.speakers import iso3, short_name
from foedus.report.exporters.concept_page import table
from foedus.report.exporters.estimate_page import drawings, framed

if TYPE_CHECKING:
    from foedus.assessment.professed.practice import Practice
    from foedus.assessment.professed.state_year import StateYear

QUOTES = 3
"""Passages shown of a state's year."""
_HEADS = (
    "Year", "Rate", "Place", "Begun: COW/GML/ICB", "Support in votes", "Gap: conduct",
    "Gap: votes", "Gap: both",
)  # fmt: skip
_COLUMNS = len(_HEADS)


def practice_page(found: Practice) -> str:
    """The page.

    Returns
    -------
    str
        A whole HTML document; every text of the corpus is escaped.
    """
    from foedus.charts.practice import practice_charts

    names = " and ".join(short_name(c) for c in found.pair)
    title = f"Profession and practice: {names}, {found.years[0]}-{found.years[1]}"
    charts = drawings(lambda size: practice_charts(found, size), titled=True)
    quotes = _quotes(found)
    states = "".join(_state(found, c, quotes) for c in (*found.pair, *found.reference))
    checks = [f"{c.title}: {k.text()}." for c in found.principles for k in c.checks]
    notes = [
        *found.notes,
        f"{found.items} resolutions count; standards rest on "
        + ", ".join(f"{n:,} state-years ({AGAINST[p]})" for p, n in found.cells.items())
        + f"; scatter of documents {found.scatter:.1f} times chance.",
        *checks,
    ]
    lead = finding(found)
    body = "".join(f"<p>{html.escape(text)}</p>" for text in lead[1:])
    return framed(title, lead[0], f"{body}{charts}{_pair(found)}{states}", notes)


def _pair(found: Practice) -> str:
    if not found.pair_gap:
        return ""
    one, two = (short_name(c) for c in found.pair)
    rows = [
        (AGAINST[part], f"{first}-{last} ({years} years)", f"{value:+.2f}",
         f"{i.low:+.2f} to {i.high:+.2f}")
        for part, (value, i, first, last, years) in found.pair_gap.items()
    ]  # fmt: skip
    head = ("Against", "Years", f"{one} less {two}", f"{found.level:.0%} interval")
    return f"<h2>The pair</h2>{table(head, rows)}"


def _quotes(found: Practice) -> dict[tuple[int, int], list[dict[str, Any]]]:
    out: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for passage in found.passages:
        cell = out.setdefault((passage["ccode"], passage["year"]), [])
        if passage["text"] not in [p["text"] for p in cell]:
            cell.append(passage)
    return out


def _state(found: Practice, code: int, quotes: dict[tuple[int, int], list[dict[str, Any]]]) -> str:
    role = "" if code in found.pair else " (reference)"
    head = "".join(
        f'<th scope="col"{"" if k else _WORD}>{html.escape(h)}</th>' for k, h in enumerate(_HEADS)
    )
    body = "".join(
        part
        for row in reversed(found.of(code))
        for part in _rows(row, quotes.get((code, row.year), []))
    )
    return (
        f"<h2>{html.escape(short_name(code))}{role}</h2>"
        f"<details><summary>By year: what is said, voted and begun</summary>"
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        "</details>"
    )


_WORD = ' class="word"'


def _rows(row: StateYear, quotes: list[dict[str, Any]]) -> Iterator[str]:
    cells = [
        str(row.year),
        "-" if row.rate is None or row.rate_interval is None
        else f"{row.rate:.2f} ({row.rate_interval.low:.2f}-{row.rate_interval.high:.2f})",
        "-" if row.rank is None or row.rank_interval is None
        else f"{row.rank} of {row.of} ({row.rank_interval[0]}-{row.rank_interval[1]})",
        "/".join("-" if n is None else str(n) for n in row.begun.values()) or "-",
        "-" if row.support is None else f"{row.support:.2f} ({row.subjects} subjects)",
    ]  # fmt: skip
    for part in PARTS:
        gap = row.gap.get(part)
        cells.append(
            "-" if gap is None else f"{gap[0]:+.1f} ({gap[1].low:+.1f} to {gap[1].high:+.1f})"
        )
    yield (
        "<tr>"
        + "".join(f"<td{'' if k else _WORD}>{html.escape(c)}</td>" for k, c in enumerate(cells))
        + "</tr>"
    )
    under = _under(row, quotes)
    if under:
        yield f'<tr class="under"><td colspan="{_COLUMNS}"><div>{under}</div></td></tr>'


def _under(row: StateYear, quotes: list[dict[str, Any]]) -> str:
    """What the lists say was begun, why there is no gap, and passages of the year."""
    parts = [f"<p>{html.escape(text)}.</p>" for text in row.events]
    if row.own_votes:
        parts.append(f"<p>{row.own_votes} votes on its own conduct are left out.</p>")
    reasons = list(dict.fromkeys(row.why.values()))
    parts += [f'<p class="small">{html.escape(_sentence(why))}</p>' for why in reasons]
    parts += [
        f'<p>“{html.escape(_short(q["text"]))}” <span class="small">'
        f"{html.escape(iso3(row.ccode))} {row.year}, document {q['document']}, from {q['start']}"
        "</span></p>"
        for q in quotes[:QUOTES]
    ]
    if not parts:
        return ""
    left = len(quotes) - QUOTES
    if left > 0:
        parts.append(f'<p class="small">{left} more of this year.</p>')
    words = []
    if row.events:
        words.append(f"{len(row.events)} in the lists")
    if quotes:
        words.append(f"{len(quotes)} passage{'s' * (len(quotes) != 1)}")
    if reasons:
        words.append("no gap in part: why" if row.gap else "no gap: why")
    label = ", ".join(words) or "more"
    return f"<details><summary>{label}</summary>{''.join(parts)}</details>"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _short(text: str) -> str:
    return text if len(text) <= 320 else f"{text[:320].rsplit(' ', 1)[0]} ..."

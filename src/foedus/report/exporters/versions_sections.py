"""Sections of the page on two versions: the passages that its figures lead to."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from foedus.charts.elements import clean
from foedus.documents.comparing.two_documents.quotes import (
    Quote,
    block_quote,
    entry_quote,
    naming,
    word_quotes,
)
from foedus.documents.comparing.two_documents.region_lists import WAYS_IN_WORDS
from foedus.report.exporters.versions_panels import word_ends
from foedus.report.exporters.versions_quotes import columns, pair

if TYPE_CHECKING:
    from foedus.documents.comparing.two_documents.changes import Paragraph
    from foedus.documents.comparing.two_documents.comparison import Comparison
    from foedus.documents.comparing.two_documents.region_lists import Listed
    from foedus.documents.comparing.two_documents.sides import ReadSide

MOST, OF_A_STATE, OF_A_WORD, WORDS, OF_A_CHANGE = 80, 12, 4, 15, 60
"""Passages shown: of the state asked about, of another, of a word; words; paragraphs."""


_OWN = ' class="own"'


def named_section(found: Comparison) -> str:
    """Every passage that names the state, versions of one another side by side."""
    name = html.escape(found.name)
    head = f'<h2 id="named">Passages that name {name}</h2>'
    if not found.changes.why:
        rows = [row for row in found.changes.rows if row.names_it]
        body = "".join(_paragraph(found, row, label=True) for row in rows[:MOST])
        return head + (body or "<p>None.</p>") + _left(len(rows), MOST)
    quotes = [_naming(side, found.focus, MOST) for side in found.sides]
    left = "".join(_left(number, MOST) for number, _ in quotes)
    return head + columns(found, quotes[0][1], quotes[1][1]) + left


def first_section(found: Comparison) -> str:
    """The first passage about the state in each version, and the order of all states."""
    head = '<h2 id="first">First passage of its own</h2>'
    whys = "".join(
        f'<p class="small">{html.escape(label)}: {html.escape(p.why)}</p>'
        for p, label in zip(found.passages, found.labels, strict=True)
        if p.why
    )
    quotes = [
        None if p.rank is None else entry_quote(side, p.block, found.focus)
        for side, p in zip(found.sides, found.passages, strict=True)
    ]
    body = pair(found, *quotes) if any(quotes) else ""
    names = {s.ccode: s.name for s in found.salience.states}
    orders = [[(names[c], c == found.focus) for c, _ in p.order] for p in found.passages]
    lists = _two_lists(orders)
    about = '<p class="small">States in the order of their first own passages:</p>'
    return head + whys + body + (about + lists if any(orders) else "")


def region_section(found: Comparison) -> str:
    """The two lists of regions, the state's entries, and the passages they stand for."""
    head = '<h2 id="regions">Place in the list of regions</h2>'
    way = found.way
    parts = []
    for places, label in zip(found.places, found.labels, strict=True):
        said = f"section {places.section.title!r}" if places.section else places.why
        parts.append(f'<p class="small">{html.escape(clean(f"{label}: {said}"))}.</p>')
    # The way that both allow first; then what either alone, or neither, can be placed by.
    others = [w for w in WAYS_IN_WORDS if w != way and any(w in p.ways for p in found.places)]
    if way:
        others = [w for w in others if any(p.of(w) is not None for p in found.places)]
    for one in [*([way] if way else []), *others]:
        lists = [p.ways.get(one) for p in found.places]
        whys = "".join(
            f'<p class="small">{html.escape(f"{label}: {x.why}")}</p>'
            for x, label in zip(lists, found.labels, strict=True)
            if x is not None and x.why
        )
        entries = [[(i.label, k == x.place) for k, i in enumerate(x.items, 1)] if x else []
                   for x in lists]  # fmt: skip
        quotes = [_entry(side, x, found.focus) for side, x in zip(found.sides, lists, strict=True)]
        body = pair(found, *quotes) if any(quotes) else ""
        parts.append(f"<h3>{WAYS_IN_WORDS[one].capitalize()}</h3>{whys}{_two_lists(entries)}{body}")
    return head + "".join(parts)


def change_sections(found: Comparison) -> str:
    """Paragraphs by change: those that name the state, then the others."""
    if found.changes.why:
        return ""
    parts = ['<h2 id="paragraphs">Paragraphs by what became of them</h2>']
    parts.append(
        '<p class="small">Struck through: words only the old version has; underlined: words only '
        "the new one has.</p>"
    )
    for change in found.changes.counts():
        rows = [row for row in found.changes.rows if row.change == change]
        own = [row for row in rows if row.names_it]
        rest = [row for row in rows if not row.names_it]
        anchor, name = change.replace(" ", "-"), html.escape(found.name)
        links = ", ".join(f'<a href="#p-{_key(row)}">{_numbers(row)}</a>' for row in own)
        parts.append(
            f'<h3 id="naming-{anchor}">{change.capitalize()}, naming {name}: {len(own)}</h3>'
            f"{f'<p>Paragraphs (old → new): {links}</p>' if own else ''}"
            f'<details id="all-{anchor}"><summary>{change.capitalize()}, all others: {len(rest)}'
            f"</summary>{''.join(_paragraph(found, row) for row in rest[:OF_A_CHANGE])}"
            f"{_left(len(rest), OF_A_CHANGE)}</details>"
        )
    return "".join(parts)


def state_sections(found: Comparison) -> str:
    """Passages of every other state, shown when a link leads to them."""
    parts = []
    for s in found.salience.states:
        quotes = [_naming(side, s.ccode, OF_A_STATE) for side in found.sides]
        said = f"{quotes[0][0]} passages in the old and {quotes[1][0]} in the new name it"
        most = max(number for number, _ in quotes)
        more = f"; the first {OF_A_STATE} of each" if most > OF_A_STATE else ""
        parts.append(
            f'<section class="aside" id="state-{s.ccode}"><h3>{html.escape(s.name)}</h3>'
            f'<p class="small">{said}{more}. <a href="#states">Back</a></p>'
            f"{columns(found, quotes[0][1], quotes[1][1])}</section>"
        )
    return "".join(parts)


def word_sections(found: Comparison) -> str:
    """Words that mark one version against the other, each with places in both."""
    head = '<h2 id="words">Words that mark one against the other</h2>'
    if found.words is None:
        return f"{head}<p>{html.escape(found.why_no_words)}.</p>"
    ends = word_ends(found, WORDS)
    chosen = [row for end in ends for row in end]
    if not chosen:
        return f"{head}<p>No word marks one against the other.</p>"
    features = [str(row["feature"]) for row in chosen]
    quotes = [word_quotes(side, features, OF_A_WORD) for side in found.sides]
    heads = ("Old", "New", "G2", "log ratio", "adjusted p")
    top = "".join(f'<th scope="col">{h}</th>' for h in heads)
    body, asides, k = "", "", 0
    for heading, rows in zip(("More in the new", "More in the old"), ends, strict=True):
        body += f'<tr><th scope="rowgroup" colspan="6">{heading}</th></tr>' if rows else ""
        for row in rows:
            word = html.escape(clean(str(row["feature"])))
            cells = (
                f"{row['old']:,}", f"{row['new']:,}", f"{row['g2']:+.1f}",
                f"{row['log_ratio']:+.2f}", f"{row['p_adjusted']:.2g}",
            )  # fmt: skip
            body += f'<tr><td class="word"><a href="#word-{k}">{word}</a></td>'
            body += "".join(f"<td>{c}</td>" for c in cells) + "</tr>"
            old, new = (q[str(row["feature"])][1] for q in quotes)
            asides += (
                f'<section class="aside" id="word-{k}"><h3>{word}</h3><p class="small">The first '
                f'places in each. <a href="#words">Back</a></p>{columns(found, old, new)}</section>'
            )
            k += 1
    return (
        f'{head}<div class="scroll"><table><thead><tr><th scope="col" class="word">Word</th>{top}'
        f"</tr></thead><tbody>{body}</tbody></table></div>{asides}"
    )


def _naming(side: ReadSide, ccode: int, most: int) -> tuple[int, list[Quote]]:
    places = naming(side, ccode)
    return len(places), [block_quote(side, block, ccode, d) for d, block in places[:most]]


def _paragraph(found: Comparison, row: Paragraph, *, label: bool = False) -> str:
    quotes = [
        None
        if number is None
        else block_quote(side, int(side.outlines[0].body[number - 1]), found.focus)
        for side, number in zip(found.sides, (row.old, row.new), strict=True)
    ]
    alike = "" if row.alike is None else f", {row.alike:.0%} alike"
    head = f'<h3 id="p-{_key(row)}">{row.change.capitalize()}{alike}</h3>' if label else ""
    return head + pair(found, quotes[0], quotes[1], differences=not row.same_words)


def _key(row: Paragraph) -> str:
    return f"{row.old or 0}-{row.new or 0}"


def _numbers(row: Paragraph) -> str:
    return f"{row.old or '–'} → {row.new or '–'}"


def _entry(side: ReadSide, found: Listed | None, focus: int) -> Quote | None:
    if found is None or found.place is None:
        return None
    return entry_quote(side, found.items[found.place - 1].block, focus)


def _two_lists(entries: Sequence[Sequence[tuple[str, bool]]]) -> str:
    made = []
    for name, items in zip_longest(("Old", "New"), entries):
        rows = "".join(
            f"<li{_OWN if own else ''}>{html.escape(clean(label))}</li>"
            for label, own in items or ()
        )
        made.append(f'<div><p class="small">{name}</p><ol>{rows}</ol></div>')
    return f'<div class="lists">{"".join(made)}</div>'


def _left(number: int, most: int) -> str:
    return f'<p class="small">{number - most:,} more are not shown.</p>' if number > most else ""

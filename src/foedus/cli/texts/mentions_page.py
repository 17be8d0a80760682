"""States counted, as a page with passages and as a chart over the years."""

from __future__ import annotations

import html
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from foedus.cli.listing import paragraph
from foedus.cli.texts.mentions_text import panels_of
from foedus.cli.texts.options import name_of, plural
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.mentions.state_rates import StateRate
    from foedus.documents.searching.chosen import Chosen

OVER_TIME = ("year", "decade")
PASSAGES = 20
"""Passages of each state on a page."""


def check_picture(by: str, states: int) -> None:
    """Refuse a chart of anything but a few states over the years.

    Raises
    ------
    FoedusError
        For another grouping, no state or too many.
    """
    from foedus.charts.state_mentions import MOST as LINES

    if by not in OVER_TIME or not 0 < states <= LINES:
        raise FoedusError(
            "A chart shows the shares of one to three states over the years.",
            "Name them with --state, and say --by year or --by decade.",
        )


def draw(found: Sequence[StateRate], name: str, source: str, output: str) -> None:
    """The shares as lines in a file; what they rest on is printed.

    Raises
    ------
    FoedusError
        If no document has a date.
    """
    from foedus.charts.render import standalone_spec
    from foedus.charts.state_mentions import mention_chart
    from foedus.cli.delivery import deliver_picture

    chart = mention_chart(found, name, _of(source))
    if chart is None:
        raise FoedusError("No document has a date.", "Take another grouping, as a table.")
    click.echo(paragraph(source))
    deliver_picture(standalone_spec(chart), output)


def _charts(found: Sequence[StateRate], name: str, source: str) -> str:
    """The shares as lines, at both widths; nothing where no document has a date."""
    from foedus.charts.state_mentions import mention_chart
    from foedus.report.exporters.estimate_page import drawings

    if mention_chart(found, name, "") is None:
        return ""
    return drawings(lambda size: [c for c in [mention_chart(found, name, source, size)] if c])


def mention_page(
    corpus: Corpus,
    connection: sqlite3.Connection,
    found: Sequence[StateRate],
    labels: dict[str, tuple[str, str]],
    by: str,
    named: bool,
    notes: Sequence[str],
    documents: Chosen,
) -> str:
    """Tables, and for each state the first passages that name it."""
    from foedus.charts.state_mentions import MOST as LINES
    from foedus.cli.texts.hits import MarkedHit, cards_of
    from foedus.documents.searching.state_search import search_states, state_marks
    from foedus.report.exporters.estimate_page import framed
    from foedus.report.exporters.panels import as_html
    from foedus.report.exporters.passage_page import STYLE, cards

    body = [f"<style>{STYLE}</style>", as_html(panels_of(found, labels, by, named))]
    if named and by in OVER_TIME and len({one.ccode for one in found}) <= LINES:
        body.insert(1, _charts(found, corpus.name, _of(notes[0])))
    body.append("<h2>Passages</h2>")
    for ccode in dict.fromkeys(one.ccode for one in found):
        hits = search_states(connection, [ccode], documents=documents, most=PASSAGES)
        marked = [
            MarkedHit(hit, state_marks(connection, hit.segment, hit.start, [ccode]))
            for hit in hits.hits
        ]
        head = f"{name_of(ccode)}: {plural(hits.passages, 'sentence')}"
        more = f"; the first {PASSAGES}" if hits.passages > PASSAGES else ""
        body.append(
            f"<details><summary>{html.escape(head + more)}</summary>"
            f"{cards(cards_of(corpus, marked))}</details>"
        )
    return framed(f"{corpus.name}: states named", "", "".join(body), notes)


def _of(note: str) -> str:
    """The documents of the first note, as a source."""
    return f"Source: {note.split(' with ', maxsplit=1)[0]} of the user's corpus."

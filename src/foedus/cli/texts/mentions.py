"""`foedus texts mentions`: how often documents name states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.delivery import deliver
from foedus.cli.interrupts import stoppable
from foedus.cli.listing import paragraph, written
from foedus.cli.texts.lists import chosen_format, kind_option
from foedus.cli.texts.mentions_page import check_picture, draw, mention_page
from foedus.cli.texts.mentions_text import (
    as_terminal,
    labels_of,
    mention_record,
    notes_of,
    panels_of,
)
from foedus.cli.texts.options import chosen_of, conditions, conditions_text, states_of
from foedus.cli.texts.progress import rated_bar
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    import sqlite3

    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.mentions.state_rates import StateRate

PAGES, PICTURES = (".html", ".htm"), (".svg", ".png")
MOST = 10
"""States that are listed where none is named."""
MOST_OF_GROUP = 5
"""The same, of each group."""
_KILO = 1000


@contextmanager
def mentions_in(corpus: Corpus) -> Iterator[sqlite3.Connection]:
    """The corpus with its mentions, found first where they are not yet, under a bar."""
    from foedus.documents.mentions.stored import stored

    words = "What was found so far is kept; the same command goes on there."
    with (
        stoppable(words) as heed,
        rated_bar("Finding states", "kB", _KILO) as bar,
        stored(corpus, heed(bar)) as connection,
    ):
        yield connection


@click.command("mentions")
@click.argument("name", metavar="CORPUS")
@click.option(
    "--by",
    metavar="BY",
    default="all",
    show_default=True,
    help="year, decade, side, language, institution or document; all: no groups.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help=f"Count this state; repeatable. Left out: the {MOST} named most, or {MOST_OF_GROUP} of each "
    "group.",
)
@conditions
@click.option("--with-copies", is_flag=True, help="Also near-duplicates of earlier documents.")
@click.option(
    "--foreign", is_flag=True, help="Leave out what a document says of its own side, if a state."
)
@click.option(
    "--without-metonyms", is_flag=True, help="Leave out capitals and seats of government."
)
@click.option(
    "--least",
    metavar="C",
    default="likely",
    show_default=True,
    help="Certainty of a mention, at least: doubtful, likely or certain.",
)
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    help="Coverage of the intervals.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of drawing documents again.")
@kind_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="x.csv, x.json, x.md, x.txt; x.html: with passages; x.svg or x.png: a chart over years.",
)
def mentions_command(
    name: str,
    by: str,
    states: tuple[str, ...],
    with_copies: bool,
    foreign: bool,
    without_metonyms: bool,
    least: str,
    level: float,
    seed: int,
    form: str | None,
    output: str | None,
    **asked: str | None,
) -> None:
    """Count how often the documents of CORPUS name states.

    Mentions are names, adjectives, peoples, capitals standing for governments, "the Russian
    side", 俄方, российско-китайский. Given are mentions per 1,000 words, and the share among
    all states named; intervals are from documents drawn again where there are ten or more,
    else exact ones that take mentions as independent. Words are counted alike within a
    language only: compare shares across languages, not rates.

    \b
    Examples:
      foedus texts mentions ungd --side RUS --by decade --state CHN --state USA
      foedus texts mentions cctv --by year --state RUS --foreign -o russia.csv
      foedus texts mentions experts --by side
    """
    ending = Path(output).suffix.lower() if form is None and output is not None else ""
    page, picture = ending in PAGES, ending in PICTURES
    chosen = chosen_format(form, output, (*PAGES, *PICTURES))
    wanted = [state.ccode for state in states_of(states)]
    if picture:
        check_picture(by, len(wanted))
    documents = chosen_of(asked, copies=with_copies)
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.mentions.mentions import CERTAINTIES
    from foedus.documents.mentions.read_states import BY, read_states
    from foedus.documents.mentions.state_rates import state_rates
    from foedus.documents.mentions.table import METONYMS

    grouping = next((known for known in BY if known == by), None)
    if grouping is None:
        raise unknown("grouping", by, list(BY))
    certainty = next((known for known in CERTAINTIES if known == least), None)
    if certainty is None:
        raise unknown("certainty", least, list(CERTAINTIES))
    corpus = open_corpus(name)
    with mentions_in(corpus) as connection:
        read = read_states(
            connection,
            by=grouping,
            documents=documents,
            least=certainty,
            without=METONYMS if without_metonyms else (),
            foreign=foreign,
        )
        found = state_rates(
            read,
            wanted or None,
            most=MOST if by == "all" else MOST_OF_GROUP,
            level=level,
            seed=seed,
        )
        if not found:
            raise FoedusError("The documents name no state.", "Choose others, or name one.")
        labels = labels_of(connection, found, by)
        notes = notes_of(
            name, read, conditions_text(documents), _left_out(foreign, without_metonyms), found
        )
        if picture and output is not None:
            draw(found, name, notes[0], output)
            return
        if page:
            content = mention_page(
                corpus, connection, found, labels, by, bool(wanted), notes, documents
            )
            deliver(content, output)
            return
    if chosen in ("csv", "json"):
        deliver(written([mention_record(one, by, labels) for one in found], chosen), output)
    elif chosen == "md":
        from foedus.report.exporters.panels import as_markdown

        panels = panels_of(found, labels, by, bool(wanted))
        text = "\n\n".join([as_markdown(panels), *(paragraph(note) for note in notes)])
        deliver(f"# {name}: states named\n\n{text}\n", output)
    else:
        panels = panels_of(found, labels, by, bool(wanted))
        deliver(as_terminal(panels, notes), output)


def _charts(found: Sequence[StateRate], name: str) -> str:
    """The shares as lines, at both widths; nothing where no document has a date."""
    from foedus.charts.state_mentions import mention_chart
    from foedus.report.exporters.estimate_page import drawings

    if mention_chart(found, name, "") is None:
        return ""
    return drawings(lambda size: [c for c in [mention_chart(found, name, "", size)] if c])


def _left_out(foreign: bool, without_metonyms: bool) -> str:
    left = [
        text
        for text, true in (
            ("a document's own side", foreign),
            ("capitals and seats of government", without_metonyms),
        )
        if true
    ]
    return " and ".join(left)

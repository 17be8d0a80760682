"""`foedus texts search`: passages by words, by meaning, by the states they name."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

import click

from foedus.cli.delivery import deliver
from foedus.cli.listing import written
from foedus.cli.texts.finding import HOW, How, found_by, marks_of, mentions_if
from foedus.cli.texts.hits import MarkedHit, hit_records, hits_markdown, hits_page, hits_text
from foedus.cli.texts.lists import chosen_format, kind_option
from foedus.cli.texts.options import (
    chosen_of,
    code_of,
    conditions,
    conditions_text,
    plural,
    states_of,
)
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.searching.found import Found

Word = TypeVar("Word", bound=str)
Order = Literal["best", "date"]
ORDERS: tuple[Order, ...] = get_args(Order)
PAGES = (".html", ".htm")
SHOWN, WRITTEN, ON_A_PAGE = 10, 1000, 200
"""Passages where --limit says nothing: on the screen, in tables, on a page."""


@click.command("search")
@click.argument("name", metavar="CORPUS")
@click.argument("query", required=False, default="", metavar="[QUERY]")
@click.option(
    "--how",
    metavar="HOW",
    default="lemma",
    show_default=True,
    help="exact: words as written. lemma: in any of their forms. meaning: sentences nearest to "
    "the query, in all three languages.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help="Only passages that name this state, by name, adjective, people or capital. Repeatable: "
    "all of them. Without a QUERY: all passages that do.",
)
@click.option(
    "--state-in",
    "within",
    metavar="PLACE",
    default="sentence",
    show_default=True,
    help="Where the states must be named: in the sentence, or anywhere in its document.",
)
@conditions
@click.option("--with-copies", is_flag=True, help="Also in near-duplicates of earlier documents.")
@click.option(
    "--order",
    metavar="ORDER",
    default="best",
    show_default=True,
    help="best first, or by date.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"At most N passages. Left out: {SHOWN} on the screen, {ON_A_PAGE} on a page, "
    f"{WRITTEN} in tables.",
)
@kind_option
@click.option(
    "-o", "--output", metavar="FILE", help="x.html: a page; x.csv, x.json, x.md or x.txt."
)
def search_command(
    name: str,
    query: str,
    how: str,
    states: tuple[str, ...],
    within: str,
    with_copies: bool,
    order: str,
    limit: int | None,
    form: str | None,
    output: str | None,
    **asked: str | None,
) -> None:
    """Find passages (sentences) in CORPUS, with the document each stands in.

    All words of QUERY must stand in the passage; "words in quotation marks" side by side, in
    that order; beginn* with any ending. Chinese is sought as written with --how exact.
    By meaning, nearness is of topic, not of stance: a statement and its opposite lie close.
    A question also draws questions of any topic; a statement finds more.

    \b
    Examples:
      foedus texts search experts '"strategic partnership"'
      foedus texts search cctv 伙伴 --how exact --state RUS --from 2023
      foedus texts search experts "Is the partnership one of equals?" --how meaning
      foedus texts search experts --state CHN --state USA -o both.html
    """
    page = form is None and output is not None and Path(output).suffix.lower() in PAGES
    chosen = chosen_format(form, output, PAGES)
    way = _one_of("way of searching", how, HOW)
    sort = _one_of("order", order, ORDERS)
    ccodes = [state.ccode for state in states_of(states)]
    if not query.strip() and not ccodes:
        raise FoedusError(
            "There is nothing to search for.", 'Give words, "a phrase", or a state with --state.'
        )
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.searching.state_search import WITHIN

    place = _one_of("place", within, WITHIN)
    documents = chosen_of(asked, copies=with_copies)
    corpus = open_corpus(name)
    default = ON_A_PAGE if page else SHOWN if chosen == "terminal" else WRITTEN
    most = limit or default
    with mentions_if(corpus, ccodes) as connection:
        found = found_by(
            corpus, query, way, documents, most, connection, ccodes, place, sort == "date"
        )
        hits = found.hits
        if sort == "date":
            # Those nearest in meaning were found without regard to their dates.
            hits = tuple(sorted(hits, key=lambda h: (h.date or "9", h.document, h.start)))
        marked = [
            MarkedHit(hit, marks_of(hit, query, way, connection, ccodes)) for hit in hits[:most]
        ]
    title = _title(name, query, way, ccodes, place, conditions_text(documents))
    count = _count(found, len(marked), way, sort, most, bool(query.strip()))
    if page:
        deliver(hits_page(corpus, marked, title, count), output)
    elif chosen == "terminal":
        text = hits_text(name, marked, count, colour=output is None)
        if not marked and query.strip() and way != "meaning":
            again = f"foedus texts search {name} {shlex.quote(query.strip())} --how meaning"
            text += f"In other words and languages: {again}\n"
        deliver(text, output)
    elif chosen == "md":
        deliver(hits_markdown(name, marked, title, count), output)
    else:
        deliver(written(hit_records(name, marked, inert=chosen == "csv"), chosen), output)
        if len(marked) < found.passages and way != "meaning":
            click.echo(count, err=True)


def _one_of(kind: str, asked: str, known: Sequence[Word]) -> Word:
    for one in known:
        if asked == one:
            return one
    raise unknown(kind, asked, known)


def _title(name: str, query: str, way: How, ccodes: list[int], within: str, documents: str) -> str:
    asked = {"exact": "as written", "lemma": "in any form", "meaning": "by meaning"}[way]
    parts = [f"{query.strip()}, {asked}"] if query.strip() else []
    if ccodes:
        where = "" if within == "sentence" else " in its document"
        parts.append(f"naming {' and '.join(map(code_of, ccodes))}{where}")
    parts += [documents] if documents else []
    return f"{name}: {'; '.join(parts)}"


def _count(found: Found, shown: int, way: How, order: Order, limit: int, ranked: bool) -> str:
    if not found.hits:
        return "No passage was found."
    of = plural(found.passages, "passage")
    within = f"{of} in {plural(found.documents, 'document')}"
    if way == "meaning":
        return f"The {plural(shown, 'passage')} nearest in meaning, of {within}."
    if shown == found.passages:
        return f"{within}."
    which = "earliest" if order == "date" else "best" if ranked else "first"
    return f"{within}; shown: the {which} {shown} (--limit {limit * 5} for more)."

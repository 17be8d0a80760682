"""How passages are found for `foedus texts search`, and what in them is marked."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Literal, get_args

import click

from foedus.cli.texts.progress import rated_bar
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    import sqlite3

    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.searching.chosen import Chosen
    from foedus.documents.searching.found import Found, Hit
    from foedus.documents.searching.marks import Marks

How = Literal["exact", "lemma", "meaning"]
HOW: tuple[How, ...] = get_args(How)
EMBEDDED_ALONG = 2000
"""Sentences without vectors that a search embeds on its way; more are left to the command."""


def mentions_if(
    corpus: Corpus, ccodes: list[int]
) -> AbstractContextManager[sqlite3.Connection | None]:
    """The corpus with its mentions where states are asked for; else None."""
    if not ccodes:
        return nullcontext()
    from foedus.cli.texts.mentions import mentions_in

    return mentions_in(corpus)


def found_by(
    corpus: Corpus,
    query: str,
    way: How,
    documents: Chosen,
    most: int,
    connection: sqlite3.Connection | None,
    ccodes: list[int],
    within: Literal["sentence", "document"],
    by_date: bool,
) -> Found:
    """Passages by words, letters, meaning or states alone, as was asked.

    Raises
    ------
    FoedusError
        For a query without words, much that has no vectors yet, or no document chosen.
    """
    from foedus.documents.searching.meaning_search import search_meaning
    from foedus.documents.searching.state_search import naming, search_states
    from foedus.documents.searching.words_search import search_words
    from foedus.documents.searching.written_search import search_written

    if not query.strip():
        assert connection is not None
        return search_states(
            connection, ccodes, documents=documents, within=within, most=most, by_date=by_date
        )
    among = None if connection is None else naming(connection, ccodes, within=within)
    if way == "meaning":
        _embed_along(corpus)
        return search_meaning(corpus, query, documents=documents, most=most, among=among)
    if way == "exact" and _is_chinese(query):
        return search_written(
            corpus, query, documents=documents, most=most, among=among, by_date=by_date
        )
    by: Literal["form", "lemma"] = "form" if way == "exact" else "lemma"
    return search_words(
        corpus, query, by=by, documents=documents, most=most, among=among, by_date=by_date
    )


def _is_chinese(query: str) -> bool:
    from foedus.documents.language.detect import detect

    return detect(query).language == "zh" or any("\u3400" <= letter <= "\u9fff" for letter in query)


def _embed_along(corpus: Corpus) -> None:
    """Embed what little has no vector yet; say so where it is much."""
    from foedus.documents.embedding.fill import embed, missing, vectors_of
    from foedus.documents.embedding.running import is_running

    absent = len(missing(corpus))
    if not absent:
        return
    held, running = len(vectors_of(corpus)), is_running(vectors_of(corpus).folder)
    if absent <= EMBEDDED_ALONG and not running:
        with rated_bar("Embedding", "sentences") as bar:
            embed(corpus, processes=1, progress=bar)
        return
    if not held:
        state = "are being embedded" if running else "have no vectors yet"
        raise FoedusError(
            f"The {absent:,} sentences of corpus {corpus.name!r} {state}.",
            "Wait; foedus texts corpora says how far it is."
            if running
            else f"Run: foedus texts embed {corpus.name} (or with --background).",
        )
    click.echo(
        f"Compared are the {held:,} sentences that have vectors; {absent:,} have none yet: "
        f"foedus texts embed {corpus.name}.",
        err=True,
    )


def marks_of(
    hit: Hit,
    query: str,
    way: How,
    connection: sqlite3.Connection | None,
    ccodes: list[int],
) -> Marks:
    """What in a passage was looked for: words of the query, and mentions of the states."""
    from foedus.documents.searching.marks import joined, terms, word_marks, written_marks
    from foedus.documents.searching.state_search import state_marks
    from foedus.documents.searching.written_search import pieces

    spans: list[tuple[int, int]] = []
    if connection is not None:
        spans += state_marks(connection, hit.segment, hit.start, ccodes)
    if query.strip() and way == "exact" and _is_chinese(query):
        spans += written_marks(hit.text, pieces(query))
    elif query.strip() and way != "meaning":
        by: Literal["form", "lemma"] = "form" if way == "exact" else "lemma"
        spans += word_marks(hit.text, hit.language, terms(query, by), by)
    return joined(spans, touching=True)

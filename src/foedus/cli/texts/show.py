"""`foedus texts show`: one document, whole or around a place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver
from foedus.cli.listing import written
from foedus.cli.texts.lists import chosen_format, kind_option, output_option, plain_record
from foedus.cli.texts.options import inert
from foedus.cli.wide_text import wrapped
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus

FACTS = (
    "file", "part", "language", "title", "author", "side", "institution", "date", "kind", "url",
    "licence", "copy_of", "alike",
)  # fmt: skip


@click.command("show")
@click.argument("name", metavar="CORPUS")
@click.argument("document", type=int, metavar="DOCUMENT")
@click.option(
    "--at",
    type=click.IntRange(min=0),
    metavar="PLACE",
    help="Only what stands around this place, counted in letters (Unicode code points).",
)
@kind_option
@output_option
def show_command(
    name: str, document: int, at: int | None, form: str | None, output: str | None
) -> None:
    """Show DOCUMENT, by its number in CORPUS: what is known of it, and its text.

    As json also the offsets of its paragraphs and sentences, in Unicode code points; as csv its
    sentences, one a row.

    \b
    Examples:
      foedus texts show experts 12
      foedus texts show experts 12 --at 345
      foedus texts show experts 12 -o sentences.csv
    """
    chosen = chosen_format(form, output)
    from foedus.documents.corpora.corpus import open_corpus

    corpus = open_corpus(name)
    text = corpus.text(document)
    if at is not None and chosen != "terminal":
        raise FoedusError(
            f"--at shows a place on the screen; {chosen} holds the whole document.",
            "Leave out --at, or the format.",
        )
    if at is not None and at >= len(text):
        raise FoedusError(
            f"Document {document} has {len(text):,} letters; there is no place {at:,}.",
            f"Run: foedus texts show {name} {document}.",
        )
    about = _about(corpus, document)
    if chosen == "csv":
        rows = _segments(corpus, document, text, "sentence")
        deliver(written([{k: inert(v) for k, v in r.items()} for r in rows], "csv"), output)
    elif chosen == "json":
        spans = {
            f"{kind}s": corpus.segments(document, kind).tolist()
            for kind in ("paragraph", "sentence")
        }
        deliver(written([about | {"text": text} | spans], "json"), output)
    elif chosen == "md":
        deliver(_markdown(about, document, text), output)
    else:
        facts = "\n".join(
            wrapped(str(value), f"{fact:<14}", " " * 14) for fact, value in _readable(about).items()
        )
        body = _whole(corpus, document, text) if at is None else _around(corpus, document, at)
        deliver(f"{facts}\n\n{body}\n", output)


def _markdown(about: dict[str, Any], document: int, text: str) -> str:
    from foedus.report.exporters.md import plain

    facts = "".join(
        f"- {plain(fact)}: {plain(str(value))}\n"
        for fact, value in _readable(about).items()
        if fact != "title"
    )
    blocks = "\n\n".join(plain(block) for block in text.split("\n\n"))
    return f"# {plain(about.get('title', f'Document {document}'))}\n\n{facts}\n{blocks}\n"


def _whole(corpus: Corpus, document: int, text: str) -> str:
    return "\n\n".join(
        "\n".join(wrapped(line) for line in found["text"].split("\n"))
        for found in _segments(corpus, document, text, "paragraph")
    )


def _around(corpus: Corpus, document: int, at: int) -> str:
    """The sentence at a place, marked, between what stands before and after it."""
    from foedus.cli.texts.hits import in_context
    from foedus.documents.searching.context import context_of, sentence_at

    found = context_of(corpus, document, *sentence_at(corpus, document, at))
    return in_context(found)


def _about(corpus: Corpus, document: int) -> dict[str, Any]:
    import json

    table = corpus.documents()
    record = plain_record(table[table["document"] == document].to_dict("records")[0])
    with corpus.reading() as connection:
        more = connection.execute("SELECT more FROM document WHERE id = ?", (document,)).fetchone()[
            0
        ]
    known = {fact: record[fact] for fact in FACTS if record[fact] is not None}
    return {"document": document, **known, **(json.loads(more) if more else {})}


def _readable(about: dict[str, Any]) -> dict[str, Any]:
    """Facts for a reader: the row of a table from 1, and no part of what has none."""
    from foedus.documents.corpora.reading.read_file import is_table

    out = {}
    for fact, value in about.items():
        if fact != "part":
            out[fact] = value
        elif is_table(Path(about["file"])):
            out["row"] = value + 1
    return out


def _segments(corpus: Corpus, document: int, text: str, kind: str) -> list[dict[str, Any]]:
    return [
        {"start": a, "stop": b, "text": text[a:b]}
        for a, b in corpus.segments(document, kind).tolist()
    ]

"""`foedus texts codings`: who gave which passage which code."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver
from foedus.cli.listing import entry, written
from foedus.cli.texts.chosen import documents_of, split, used_by, version_option
from foedus.cli.texts.lists import chosen_format, kind_option, output_option
from foedus.cli.texts.options import conditions
from foedus.cli.wide_text import wrapped
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    import pandas as pd

    from foedus.documents.corpora.corpus import Corpus

SHOWN = 50
"""Codings on the screen unless more are asked for."""
_WHO = {"human": "person", "model": "machine"}


@click.command("codings")
@click.argument("corpus")
@click.option("--codebook", metavar="B", help="By this one; left out: the only one used.")
@version_option
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Only by them. Repeatable.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only these. Repeatable.")
@click.option("--people", is_flag=True, help="Only by people.")
@click.option("--machines", is_flag=True, help="Only by machines.")
@click.option("--who", is_flag=True, help="List the coders instead, with what they have read.")
@conditions
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=f"On the screen; {SHOWN} if left out."
)
@kind_option
@output_option
def codings_command(
    corpus: str,
    codebook: str | None,
    version: str | None,
    coders: tuple[str, ...],
    codes: tuple[str, ...],
    people: bool,
    machines: bool,
    who: bool,
    limit: int | None,
    form: str | None,
    output: str | None,
    **asked: Any,
) -> None:
    """List the codings of CORPUS with their passages: document, coder, code, value.

    \b
    Examples:
      foedus texts codings experts --who
      foedus texts codings experts --code limits_dependence --people
      foedus texts codings experts -o codings.csv
    """
    chosen = chosen_format(form, output)
    if people and machines:
        raise FoedusError(
            "--people and --machines exclude each other.", "Leave both out for all coders."
        )
    from foedus.documents.coding.coders import coders as coder_table
    from foedus.documents.corpora.corpus import open_corpus

    opened = open_corpus(corpus)
    if who:
        records = _plain(coder_table(opened))
        deliver(_who(records) if chosen == "terminal" else written(records, chosen), output)
        return
    book = used_by(opened, codebook, version)
    from foedus.documents.coding.table import codings

    table = codings(
        opened,
        book.name,
        version=book.version,
        coders=list(coders) or None,
        codes=split(codes) or None,
        text=True,
    )
    for kind, only in (("human", people), ("model", machines)):
        if only:
            table = table[table["kind"] == kind]
    if any(asked.values()):
        table = table[table["document"].isin(documents_of(opened, asked))]
    rows = _rows(opened, table)
    if chosen == "terminal":
        shown = rows if output else rows[: limit or SHOWN]
        left = len(rows) - len(shown)
        more = f"... and {left:,} more: --limit N, or -o codings.csv.\n" if left else ""
        count = f"{len(rows):,} coding{'s' * (len(rows) != 1)}.\n"
        deliver("".join(_entry(r) for r in shown) + more + count, output)
    else:
        deliver(written(rows[:limit], chosen), output)


def _rows(corpus: Corpus, table: pd.DataFrame) -> list[dict[str, Any]]:
    about = corpus.documents().set_index("document")[["title", "date", "side"]]
    full = table.join(about, on="document").assign(sentence=_around(corpus, table))
    rows = []
    for record in full.to_dict("records"):
        row = {
            str(k): None if isinstance(v, float) and math.isnan(v) else v for k, v in record.items()
        }
        row["kind"] = _WHO[str(row["kind"])]
        rows.append(row)
    return rows


def _around(corpus: Corpus, table: pd.DataFrame) -> list[str]:
    """The sentences that each coded span touches, the coded words in brackets."""
    import numpy as np

    from foedus.documents.coding.intervals import overlapping
    from foedus.documents.coding.places import places_of, spans_in

    if table.empty:
        return []
    documents = sorted(set(table["document"]))
    sentences, spans = spans_in(places_of(corpus, "sentence", documents)), spans_in(table)
    coding, sentence, _ = overlapping(spans, sentences)
    first, last = spans[:, 1].copy(), spans[:, 2].copy()
    np.minimum.at(first, coding, sentences[sentence, 1])
    np.maximum.at(last, coding, sentences[sentence, 2])
    texts = {number: corpus.text(number) for number in documents}
    out = []
    for (document, start, stop), a, b in zip(spans.tolist(), first, last, strict=True):
        text = texts[document]
        out.append(f"{text[a:start]}[{text[start:stop]}]{text[stop:b]}")
    return out


def _entry(row: dict[str, Any]) -> str:
    value = "" if row["value"] is None else f" = {row['value']}"
    sure = "" if row["score"] is None else f", score {row['score']:.2f}"
    head = f"{row['code']}{value}  ({row['kind']}: {row['coder']}{sure})"
    facts = ", ".join(str(row[k]) for k in ("date", "side", "title") if row[k])
    where = f"document {row['document']}, {row['start']} to {row['stop']}"
    about = wrapped(f"{where}{f': {facts}' if facts else ''}", "    ")
    return f"{head}\n{about}\n{wrapped(row['sentence'], '    ')}\n"


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in record.items()} for record in table.to_dict("records")]


def _who(records: list[dict[str, Any]]) -> str:
    if not records:
        return "Nobody has coded yet.\n"
    lines = [
        entry(
            f"{r['coder']}  ({_WHO[r['kind']]})",
            f"{r['codings']:,} codings in {r['documents']:,} documents; {r['read']:,} spans read.",
        )
        for r in records
    ]
    return "".join(lines)

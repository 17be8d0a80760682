"""`foedus texts corpora | list | show`: what is in the corpora."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver
from foedus.cli.listing import (
    LIST_FORMATS,
    ListFormat,
    field,
    format_option,
    paragraph,
    written,
)
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus

ENDINGS: dict[str, ListFormat] = {
    ".csv": "csv", ".json": "json", ".md": "md", ".txt": "terminal",
}  # fmt: skip
FACTS = (
    "file", "part", "language", "title", "author", "side", "institution", "date", "kind", "url",
    "licence", "copy_of", "alike",
)  # fmt: skip
output_option = click.option(
    "-o", "--output", metavar="FILE", help="Write to FILE: x.csv, x.json, x.md or x.txt."
)
kind_option = click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")


def chosen_format(form: str | None, output: str | None) -> ListFormat:
    """The format named, or the one the file's name ends in.

    Raises
    ------
    FoedusError
        For an unknown format or ending.
    """
    if form is not None:
        found = next((known for known in LIST_FORMATS if known == form), None)
        if found is None:
            raise unknown("format", form, LIST_FORMATS)
        return found
    if output is None:
        return "terminal"
    ending = Path(output).suffix.lower()
    if ending not in ENDINGS:
        raise FoedusError(
            f"Nothing is written to a file {ending or 'without an ending'!r}.",
            f"Name one that ends in {', '.join(ENDINGS)}.",
        )
    return ENDINGS[ending]


@click.command("corpora")
@format_option
def corpora_command(form: ListFormat) -> None:
    """List the corpora there are, with documents, sentences and languages.

    \b
    Examples:
      foedus texts corpora
      foedus texts corpora --format json
    """
    from foedus.documents.corpora.corpus import corpora, corpora_folder, open_corpus

    records = [_corpus_record(open_corpus(name)) for name in corpora()]
    if form != "terminal":
        click.echo(written(records, form), nl=False)
        return
    if not records:
        click.echo(f"No corpora in {corpora_folder()}.")
        click.echo("Make one: foedus texts add FOLDER --corpus NAME.")
        return
    click.echo(f"{'Corpus':<24}{'Documents':>10}{'Sentences':>12}{'Refused':>9}  Languages")
    for r in records:
        click.echo(
            f"{r['corpus']:<24}{r['documents']:>10,}{r['sentences']:>12,}{r['refused']:>9,}  "
            f"{r['languages']}"
        )


def _corpus_record(corpus: Corpus) -> dict[str, Any]:
    with corpus.reading() as connection:
        languages = connection.execute(
            "SELECT language, count(*) FROM document GROUP BY language ORDER BY 2 DESC, 1"
        ).fetchall()
        sentences = connection.execute("SELECT count(*) FROM segment WHERE kind = 1").fetchone()[0]
        refused = connection.execute("SELECT count(*) FROM refused").fetchone()[0]
    return {
        "corpus": corpus.name,
        "documents": sum(count for _, count in languages),
        "sentences": int(sentences),
        "refused": int(refused),
        "languages": " ".join(f"{language} {count}" for language, count in languages),
        "folder": str(corpus.folder),
    }


@click.command("list")
@click.argument("name")
@click.option("--language", help="en, zh, ru or und.")
@click.option("--side", help="Only documents of this side.")
@click.option("--institution", help="Only documents of this institution.")
@click.option("--author", help="Only documents of this author.")
@click.option("--kind", help="Only documents of this kind.")
@click.option("--since", metavar="DATE", help="First date: 2023, 2023-10 or 2023-10-17.")
@click.option("--until", metavar="DATE", help="Last date.")
@click.option("--without-copies", is_flag=True, help="Leave out near-duplicates of earlier ones.")
@kind_option
@output_option
def list_command(
    name: str,
    form: str | None,
    output: str | None,
    without_copies: bool,
    since: str | None,
    until: str | None,
    **values: str | None,
) -> None:
    """List the documents of the corpus NAME with what is known of each.

    \b
    Examples:
      foedus texts list experts
      foedus texts list experts --side CHN --since 2022 -o experts.csv
    """
    chosen = chosen_format(form, output)
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.corpora.dates import iso_date
    from foedus.documents.searching.chosen import Chosen
    from foedus.documents.searching.chosen import chosen as documents_chosen

    for day in filter(None, (since, until)):
        if iso_date(day) is None:
            raise FoedusError(f"{day!r} is no date.", "Write 2023, 2023-10 or 2023-10-17.")
    corpus = open_corpus(name)
    table = corpus.documents()
    if len(table):
        asked = Chosen(**values, since=since, until=until, copies=not without_copies)
        with corpus.reading() as connection:
            table = table[table["document"].isin(documents_chosen(connection, asked))]
    records = [_plain(record) for record in table.to_dict("records")]
    if chosen == "terminal":
        deliver("".join(_line(record) for record in records) + _count(records), output)
    else:
        deliver(written(records, chosen), output)


@click.command("show")
@click.argument("name")
@click.argument("document", type=int)
@kind_option
@output_option
def show_command(name: str, document: int, form: str | None, output: str | None) -> None:
    """Show DOCUMENT, by its number in the corpus NAME.

    As json also the offsets of its paragraphs and sentences, in Unicode code points; as csv its
    sentences, one a row.

    \b
    Examples:
      foedus texts show experts 12
      foedus texts show experts 12 -o sentences.csv
    """
    chosen = chosen_format(form, output)
    from foedus.documents.corpora.corpus import open_corpus

    corpus = open_corpus(name)
    text = corpus.text(document)
    about = _about(corpus, document)
    if chosen == "csv":
        deliver(written(_segments(corpus, document, text, "sentence"), "csv"), output)
    elif chosen == "json":
        spans = {
            f"{kind}s": corpus.segments(document, kind).tolist()
            for kind in ("paragraph", "sentence")
        }
        deliver(written([about | {"text": text} | spans], "json"), output)
    elif chosen == "md":
        facts = "".join(f"- {fact}: {value}\n" for fact, value in about.items() if fact != "title")
        deliver(f"# {about.get('title', f'Document {document}')}\n\n{facts}\n{text}\n", output)
    else:
        facts = "\n".join(field(fact, value) for fact, value in about.items())
        blocks = [
            "\n".join(paragraph(line) for line in found["text"].split("\n"))
            for found in _segments(corpus, document, text, "paragraph")
        ]
        deliver(facts + "\n\n" + "\n\n".join(blocks) + "\n", output)


def _about(corpus: Corpus, document: int) -> dict[str, Any]:
    import json

    table = corpus.documents()
    record = _plain(table[table["document"] == document].to_dict("records")[0])
    with corpus.reading() as connection:
        more = connection.execute("SELECT more FROM document WHERE id = ?", (document,)).fetchone()[
            0
        ]
    known = {fact: record[fact] for fact in FACTS if record[fact] is not None}
    return {"document": document, **known, **(json.loads(more) if more else {})}


def _segments(corpus: Corpus, document: int, text: str, kind: str) -> list[dict[str, Any]]:
    return [
        {"start": a, "stop": b, "text": text[a:b]}
        for a, b in corpus.segments(document, kind).tolist()
    ]


def _plain(record: dict[Any, Any]) -> dict[str, Any]:
    """Values of a row as they are printed: what is absent is None, document numbers are whole."""
    found = {str(name): None if _absent(value) else value for name, value in record.items()}
    of, alike = found.get("copy_of"), found.get("alike")
    if of is not None and alike is not None:
        found |= {"copy_of": int(of), "alike": round(float(alike), 3)}
    return found


def _absent(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _line(record: dict[str, Any]) -> str:
    of = f"  (copy of {record['copy_of']})" if record["copy_of"] is not None else ""
    who = ", ".join(filter(None, (record["author"], record["institution"])))
    title = record["title"] or record["file"]
    head = (
        f"{record['document']:>7}  {record['date'] or '':<10}  {record['side'] or '':<5}"
        f"{record['language']:<5}{record['characters']:>9,}  "
    )
    return paragraph(f"{title}{f' ({who})' if who else ''}{of}", head, " " * len(head)) + "\n"


def _count(records: Sequence[dict[str, Any]]) -> str:
    return f"{len(records):,} document{'s' * (len(records) != 1)}.\n"

"""`foedus texts corpora | list`: what is in the corpora."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.charts.elements import clean
from foedus.cli.delivery import deliver, ending_of
from foedus.cli.listing import (
    LIST_FORMATS,
    ListFormat,
    entry,
    format_option,
    paragraph,
    written,
)
from foedus.cli.texts.options import chosen_of, conditions, inert, plural
from foedus.cli.wide_text import columns, filled, wrapped
from foedus.core.errors import unknown

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.embedding.running import Run

ENDINGS: dict[str, ListFormat] = {
    ".csv": "csv", ".json": "json", ".md": "md", ".txt": "terminal",
}  # fmt: skip
output_option = click.option(
    "-o", "--output", metavar="FILE", help="Write to FILE: x.csv, x.json, x.md or x.txt."
)
kind_option = click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")


def chosen_format(
    form: str | None, output: str | None, besides: tuple[str, ...] = ()
) -> ListFormat:
    """The format named, or the one the file's name ends in.

    `besides` are endings that the command knows itself; they count as "terminal" here.

    Raises
    ------
    FoedusError
        For an unknown format or ending, or a folder that is not there.
    """
    if form is not None:
        found = next((known for known in LIST_FORMATS if known == form), None)
        if found is None:
            raise unknown("format", form, LIST_FORMATS)
        return found
    if output is None:
        return "terminal"
    return ENDINGS.get(ending_of(output, (*ENDINGS, *besides)), "terminal")


@click.command("corpora")
@format_option
def corpora_command(form: ListFormat) -> None:
    """List the corpora there are, with documents, sentences and languages.

    Embedded is the share of sentences that search by meaning finds; where that is being made,
    how far it is.

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
    wide = max(12, *(len(r["corpus"]) for r in records))
    click.echo(
        f"{'Corpus':<{wide}}{'Documents':>11}{'Sentences':>11}{'Embedded':>10}{'Refused':>9}  "
        "Languages"
    )
    for r in records:
        click.echo(
            f"{r['corpus']:<{wide}}{r['documents']:>11,}{r['sentences']:>11,}"
            f"{_share(r['embedded'], r['to_embed']):>10}{r['refused']:>9,}  {r['languages']}"
        )
    for r in records:
        if r["embedding"]:
            click.echo(paragraph(f"{r['corpus']}: {r['embedding']}", "", "  "))
    click.echo(f"In {corpora_folder()}.")


def _share(part: int, of: int) -> str:
    """A share in per cent that says 100 only of all, and 0 only of none."""
    if part in (0, of):
        return "100%" if of and part else "-"
    return f"{min(max(100 * part / of, 0.1), 99.9):.1f}%"


def _corpus_record(corpus: Corpus) -> dict[str, Any]:
    from foedus.documents.embedding.fill import vectors_of
    from foedus.documents.embedding.running import run_of

    vectors = vectors_of(corpus)
    with corpus.reading() as connection:
        languages = connection.execute(
            "SELECT language, count(*) FROM document GROUP BY language ORDER BY 2 DESC, 1"
        ).fetchall()
        sentences, to_embed = connection.execute(
            "SELECT count(*), coalesce(sum(d.copy_of IS NULL), 0) FROM segment s "
            "JOIN document d ON d.id = s.document WHERE s.kind = 1"
        ).fetchone()
        refused = connection.execute("SELECT count(*) FROM refused").fetchone()[0]
    return {
        "corpus": corpus.name,
        "documents": sum(count for _, count in languages),
        "sentences": int(sentences),
        "to_embed": int(to_embed),
        # Rows below zero are blank: what they were of is removed.
        "embedded": min(int((vectors.segments() > 0).sum()), int(to_embed)),
        "embedding": _embedding(run_of(vectors.folder)),
        "refused": int(refused),
        "languages": ", ".join(f"{language} {count:,}" for language, count in languages),
        "folder": str(corpus.folder),
    }


def _embedding(run: Run | None) -> str | None:
    """How far a run is that makes vectors; None where none is on or was broken off."""
    from foedus.cli.texts.embed import lasting

    if run is None or (not run.running and run.done >= run.of):
        return None
    if not run.running:
        return f"embedding stopped with {run.of - run.done:,} sentences left; foedus texts embed goes on"
    if run.left is None:
        return "embedding has begun"
    return (
        f"embedding, {run.done:,} of {run.of:,} done, {run.rate:,.0f} a second, "
        f"{lasting(run.left)} left"
    )


@click.command("list")
@click.argument("name", metavar="CORPUS")
@conditions
@click.option("--refused", is_flag=True, help="List what was refused instead, and why.")
@click.option("--without-copies", is_flag=True, help="Leave out near-duplicates of earlier ones.")
@kind_option
@output_option
def list_command(
    name: str,
    form: str | None,
    output: str | None,
    refused: bool,
    without_copies: bool,
    **asked: str | None,
) -> None:
    """List the documents of CORPUS with what is known of each.

    \b
    Examples:
      foedus texts list experts
      foedus texts list experts --side CHN --from 2022 -o experts.csv
    """
    chosen = chosen_format(form, output)
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.searching.chosen import chosen as documents_chosen

    documents = chosen_of(asked, copies=not without_copies)
    corpus = open_corpus(name)
    if refused:
        if without_copies or any(asked.values()):
            raise click.UsageError("Of what was refused only file and reason are known.")
        rows = _refusals(corpus)
        text = "".join(entry(r["file"], r["why"], f"Next: {r['remedy']}") for r in rows)
        text += f"{len(rows):,} refused.\n"
        deliver(clean(text) if chosen == "terminal" else written(rows, chosen), output)
        return
    table = corpus.documents()
    if len(table):
        with corpus.reading() as connection:
            table = table[table["document"].isin(documents_chosen(connection, documents))]
    records = [plain_record(record) for record in table.to_dict("records")]
    if chosen == "terminal":
        head = f"{'No.':>7}  {'Date':<10}  {'Side':<5}{'Lang':<5}{'Letters':>9}  Title\n"
        lines = "".join(_line(record) for record in records)
        deliver((head if records else "") + lines + _count(name, records), output)
    elif chosen == "csv":
        deliver(written([{k: inert(v) for k, v in r.items()} for r in records], "csv"), output)
    else:
        deliver(written(records, chosen), output)


def _refusals(corpus: Corpus) -> list[dict[str, Any]]:
    with corpus.reading() as connection:
        rows = connection.execute("SELECT name, part, why, remedy FROM refused ORDER BY name, part")
        return [
            {"file": file, "row": part + 1 if part >= 0 else None, "why": why, "remedy": remedy}
            for file, part, why, remedy in rows
        ]


def plain_record(record: dict[Any, Any]) -> dict[str, Any]:
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
        f"{record['document']:>7}  {record['date'] or '':<10}  {filled(record['side'] or '', 4)} "
        f"{record['language']:<5}{record['characters']:>9,}  "
    )
    return wrapped(f"{title}{f' ({who})' if who else ''}{of}", head, " " * columns(head)) + "\n"


def _count(name: str, records: Sequence[dict[str, Any]]) -> str:
    count = f"{plural(len(records), 'document')}."
    if not records:
        return f"{count} Add some: foedus texts add FOLDER --corpus {name}.\n"
    return f"{count} One of them: foedus texts show {name} {records[0]['document']}\n"

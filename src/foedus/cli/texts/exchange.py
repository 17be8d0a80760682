"""`foedus texts export`: codings for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import paragraph
from foedus.cli.texts.chosen import (
    codebook_of,
    codebook_option,
    documents_of,
    used_by,
    version_option,
)
from foedus.cli.texts.files import Kind, file_kind_option, kind_of
from foedus.cli.texts.options import conditions, plural
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus


@click.command("export")
@click.argument("corpus")
@click.argument("file")
@codebook_option
@version_option
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Only theirs. Repeatable.")
@click.option(
    "--uncoded", is_flag=True, help="Documents that nobody has coded too, to be coded there."
)
@conditions
@file_kind_option
def export_command(
    corpus: str,
    file: str,
    codebook: str | None,
    version: str | None,
    coders: tuple[str, ...],
    uncoded: bool,
    form: str | None,
    **asked: Any,
) -> None:
    """Write texts, codebook and codings of CORPUS to FILE for another program.

    \b
    .qdpx   NVivo, MAXQDA, ATLAS.ti and other programs that read REFI-QDA
    .qdc    the codebook alone, for the same
    .jsonl  doccano (sequence labelling)
    .json   Label Studio; its labelling interface: texts codebook show B -o x.xml
    .csv    one row a coding; a row without a code says that the span was read

    A machine's codings are a user "[model] ...", or a prediction: never a person's.

    \b
    Examples:
      foedus texts export experts experts.qdpx
      foedus texts export experts to-code.jsonl --codebook partnerships --uncoded
    """
    kind = kind_of(file, form)
    from foedus.documents.coding.exchange.corpus_project import gather
    from foedus.documents.corpora.corpus import open_corpus

    opened = open_corpus(corpus)
    named = codebook_of if uncoded or kind == "qdc" else used_by
    book = named(opened, codebook, version)
    if kind == "qdc":
        from foedus.documents.coding.exchange.qdc import write_qdc

        write_qdc(book, Path(file))
        click.echo(f"{book.key}: {len(book.codes)} codes.\nWritten to {file}")
        return
    narrowed = uncoded or any(asked.values())
    documents = documents_of(opened, asked) if narrowed else None
    if narrowed and not uncoded:
        coded = {t.key for t in gather(opened, book, coders=list(coders) or None).texts}
        documents = [d for d in documents or [] if _key(opened, d) in coded]
    project = gather(opened, book, documents=documents, coders=list(coders) or None)
    if not project.texts:
        raise FoedusError(
            f"There is nothing coded by {book.key!r} to export.",
            "Choose otherwise, or add --uncoded to export texts without codings.",
        )
    _writer(kind)(project, Path(file))
    click.echo(
        paragraph(
            f"{plural(len(project.texts), 'text')}, {plural(len(project.coders), 'coder')}, "
            f"{plural(len(project.codings), 'coding')}, "
            f"{plural(len(project.readings), 'span')} read."
        )
    )
    click.echo(f"Written to {file}")


def _writer(kind: Kind) -> Any:
    if kind == "qdpx":
        from foedus.documents.coding.exchange.qdpx_write import write_qdpx

        return write_qdpx
    if kind == "doccano":
        from foedus.documents.coding.exchange.doccano import write_doccano

        return write_doccano
    if kind == "label-studio":
        from foedus.documents.coding.exchange.label_studio import write_label_studio

        return write_label_studio
    from foedus.documents.coding.exchange.csv_codings import write_csv

    return write_csv


def _key(corpus: Corpus, document: int) -> str:
    with corpus.reading() as connection:
        row = connection.execute("SELECT key FROM document WHERE id = ?", (document,)).fetchone()
    return str(row[0])

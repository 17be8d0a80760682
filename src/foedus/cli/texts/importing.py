"""`foedus texts import`: codings from other programs, and what of them was left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from foedus.cli.listing import paragraph
from foedus.cli.texts.chosen import codebook_of, codebook_option, one_of, split, version_option
from foedus.cli.texts.files import Kind, file_kind_option, kind_of
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.coding.exchange.project import Loaded
    from foedus.documents.corpora.corpus import Corpus

REPLACE: tuple[Literal["refuse", "values", "spans"], ...] = ("refuse", "values", "spans")
_OF_KIND: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "--all-read": ("all_read", ("doccano",)),
    "--coder": ("coder", ("doccano",)),
    "--models": ("models", ("qdpx",)),
    "--user": ("users", ("label-studio",)),
    "--offered": ("offered", ("doccano", "label-studio")),
    "--counting": ("counting", ("qdpx", "doccano", "label-studio")),
}
"""Options that only some kinds of file have a use for."""


@click.command("import")
@click.argument("corpus")
@click.argument("file")
@codebook_option
@version_option
@click.option("--coder", metavar="NAME", help="Who coded, where a doccano file does not say.")
@click.option(
    "--models",
    multiple=True,
    metavar="USER",
    help="Users of a .qdpx file that are machines. Repeatable.",
)
@click.option(
    "--user",
    "users",
    multiple=True,
    metavar="NUMBER=NAME",
    help="Who a numbered user of Label Studio is. Repeatable.",
)
@click.option(
    "--read-whole",
    is_flag=True,
    help="Who coded something in a text has read all of it; else only what the file says.",
)
@click.option(
    "--all-read",
    is_flag=True,
    help="Of doccano: every text in the file was read, those without a label too.",
)
@click.option(
    "--offered",
    multiple=True,
    metavar="CODE",
    help="Codes that people could give there, if not all. Repeatable.",
)
@click.option(
    "--counting",
    metavar="C",
    help='How offsets are counted: "code points" or "UTF-16"; left out: as the format says.',
)
@click.option(
    "--replace",
    metavar="R",
    default="refuse",
    show_default=True,
    help="What contradicts codings that are there: refuse, or values or spans take their place.",
)
@file_kind_option
def import_command(
    corpus: str,
    file: str,
    codebook: str | None,
    version: str | None,
    form: str | None,
    read_whole: bool,
    replace: str,
    **given: Any,
) -> int:
    """Read the codings in FILE into CORPUS: of texts that are in it, by its codebook.

    What is no text of the corpus, no code of the codebook, or lies outside its text is left
    out and counted. All of the rest is kept, or nothing.

    \b
    Examples:
      foedus texts import experts back.qdpx
      foedus texts import experts ann.jsonl --coder Ann --read-whole
      foedus texts import experts tasks.json --user 3=Ann
    """
    kind = kind_of(file, form)
    if kind == "qdc":
        raise FoedusError(
            "A .qdc file holds a codebook, not codings.",
            f"Make a codebook of it: foedus texts codebook new mine.toml --from {file}.",
        )
    from foedus.documents.coding.exchange.corpus_project import put
    from foedus.documents.corpora.corpus import open_corpus

    opened = open_corpus(corpus)
    _fitting(kind, given)
    how = one_of("way to replace codings", replace, REPLACE)
    own = kind == "qdpx" and codebook is None
    book = None if own else codebook_of(opened, codebook, version)
    loaded = _loaded(opened, kind, Path(file), book, given)
    click.echo(paragraph(f"In the file: {loaded.sentence()}"))
    kept = put(
        opened,
        loaded.project,
        read="documents" if read_whole else "as recorded",
        replace=how,
    )
    click.echo(paragraph(f"In the corpus: {kept.sentence()}"))
    if kept.texts and not kept.codings and not kept.read and not kept.skipped:
        click.echo("Nothing new: all of it was in the corpus already.")
    if loaded.project.codings and not loaded.project.readings and not read_whole:
        click.echo(
            paragraph(
                "The file does not say what was read, so that no code counts as absent. If coded "
                "texts were read from end to end, import again with --read-whole."
            )
        )
    return 0 if kept.texts or not loaded.project.texts else 2


def _fitting(kind: Kind, given: Mapping[str, Any]) -> None:
    """No option may be given that says nothing of such a file: it would pass for heeded."""
    for option, (name, kinds) in _OF_KIND.items():
        if given[name] and kind not in kinds:
            raise FoedusError(
                f"{option} is for {' and '.join(kinds)} files, not for {kind}.",
                "Leave it out, or say --read-whole." if name == "all_read" else "Leave it out.",
            )
    if given["counting"]:
        from foedus.documents.coding.exchange.offsets import COUNTINGS

        one_of("way to count offsets", given["counting"], COUNTINGS)


def _loaded(
    corpus: Corpus, kind: Kind, file: Path, book: Codebook | None, given: Mapping[str, Any]
) -> Loaded:
    counting = {"counting": given["counting"]} if given["counting"] else {}
    offered = split(given["offered"])
    if kind == "qdpx":
        from foedus.documents.coding.exchange.qdpx_read import read_qdpx

        return read_qdpx(file, book, models=list(given["models"]), **counting)
    assert book is not None
    if kind == "csv":
        from foedus.documents.coding.exchange.corpus_project import source_texts
        from foedus.documents.coding.exchange.csv_codings import read_csv

        return read_csv(file, book, source_texts(corpus))
    if kind == "doccano":
        from foedus.documents.coding.exchange.doccano import read_doccano

        return read_doccano(
            file,
            book,
            coder=given["coder"] or "",
            seen=given["all_read"],
            offered=offered,
            **counting,
        )
    from foedus.documents.coding.exchange.label_studio_read import read_label_studio

    return read_label_studio(file, book, users=_users(given["users"]), offered=offered, **counting)


def _users(given: tuple[str, ...]) -> dict[str, str]:
    users = {}
    for pair in given:
        number, sign, name = pair.partition("=")
        if not sign or not number.strip() or not name.strip():
            raise FoedusError(f"{pair!r} names no user.", "Write --user 3=Ann.")
        users[number.strip()] = name.strip()
    return users

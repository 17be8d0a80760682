"""`foedus texts codebook`: codebooks listed, shown, checked, compared, begun."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver
from foedus.cli.lazy import LazyGroup
from foedus.cli.listing import ListFormat, entry, format_option, written
from foedus.cli.texts.lists import chosen_format, kind_option
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook

_HERE = "foedus.cli.texts.codebook"
FILES = (".toml", ".qdc", ".xml")
"""Endings of files that other programs or foedus itself read, beside tables and texts."""


@click.command(
    cls=LazyGroup,
    places={
        name: f"{_HERE}:{name}_command" for name in ("list", "show", "check", "compare", "new")
    },
    summaries={
        "list": "List the codebooks there are.",
        "show": "Show a codebook, or one of its codes.",
        "check": "Check a codebook file: every fault with its line.",
        "compare": "What changed between two versions.",
        "new": "Begin a codebook file.",
    },
)
def codebook_group() -> None:
    """Codebooks: codes with definitions, what counts, examples in three languages.

    A codebook is a plain TOML file with a version. Corpora keep the text of each version
    they were coded with, so that old codings keep the rules they were made by.

    \b
    Examples:
      foedus texts codebook show partnerships
      foedus texts codebook new mine.toml --from partnerships
    """


@click.command("list")
@click.option("--corpus", metavar="NAME", help="Also those this corpus was coded with.")
@format_option
def list_command(corpus: str | None, form: ListFormat) -> None:
    """List the codebooks that come with foedus, and those a corpus was coded with.

    \b
    Examples:
      foedus texts codebook list
      foedus texts codebook list --corpus experts
    """
    from foedus.documents.coding.shipped import open_codebook, shipped

    books = [
        ("foedus", open_codebook(name, version))
        for name, versions in shipped().items()
        for version in versions
    ]
    if corpus is not None:
        from foedus.documents.coding.codebooks_used import used_codebook, used_codebooks
        from foedus.documents.corpora.corpus import open_corpus

        opened = open_corpus(corpus)
        for key in used_codebooks(opened):
            name, _, version = key.rpartition(" ")
            books.append((f"corpus {corpus}", used_codebook(opened, name, version)))
    records = [
        {
            "codebook": book.name,
            "version": book.version,
            "codes": len(book.codable),
            "languages": " ".join(book.languages),
            "from": where,
            "title": book.title,
        }
        for where, book in books
    ]
    if form != "terminal":
        click.echo(written(records, form), nl=False)
        return
    for r in records:
        head = f"{r['codebook']} {r['version']}  {r['codes']} codes, {r['languages']}"
        click.echo(entry(f"{head}  ({r['from']})", str(r["title"])), nl=False)


@click.command("show")
@click.argument("name")
@click.argument("code", required=False)
@click.option("--version", metavar="V", help="Of a shipped codebook; left out: the newest.")
@click.option(
    "--language", metavar="L", default="en", show_default=True, help="Of labels: en, zh or ru."
)
@kind_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="x.txt, x.md, x.csv, x.json; x.toml: the codebook; x.qdc: for REFI-QDA programs; "
    "x.xml: the labelling interface for Label Studio.",
)
def show_command(
    name: str,
    code: str | None,
    version: str | None,
    language: str,
    form: str | None,
    output: str | None,
) -> None:
    """Show the codebook NAME, a shipped one or a TOML file; or one CODE of it in full.

    \b
    Examples:
      foedus texts codebook show partnerships
      foedus texts codebook show partnerships stance
      foedus texts codebook show partnerships -o partnerships.qdc
    """
    from foedus.cli.texts.codebook_text import codes_text, one_code, records
    from foedus.documents.coding.shipped import open_codebook

    book = open_codebook(name, version)
    ending = Path(output).suffix.lower() if output else ""
    if form is None and output is not None and ending in FILES:
        if code is not None:
            raise FoedusError(f"{ending} holds a whole codebook.", "Leave out the code.")
        _file(book, output, ending)
        return
    chosen = chosen_format(form, output)
    if chosen in ("json", "csv", "md"):
        rows = [r for r in records(book, language) if code is None or r["code"] == code]
        if not rows:
            book.code(code or "")
        deliver(written(rows, chosen), output)
    elif code is not None:
        deliver(one_code(book, code, language), output)
    else:
        deliver(codes_text(book, language), output)


@click.command("check")
@click.argument("file")
def check_command(file: str) -> int:
    """Check a codebook FILE: fields, kinds, values, patterns; every fault with its line.

    \b
    Examples:
      foedus texts codebook check mine.toml
    """
    from foedus.documents.coding.shipped import open_codebook

    name = file if file.endswith(".toml") or "/" in file or not Path(file).exists() else f"./{file}"
    book = open_codebook(name)
    kinds: dict[str, int] = {}
    for code in book.codes:
        kinds[code.kind] = kinds.get(code.kind, 0) + 1
    said = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in kinds.items())
    click.echo(f"{book.key}: no fault. {said.replace('categorys', 'categories')}.")
    from foedus.cli.texts.codebook_text import thin

    for line in thin(book):
        click.echo(line)
    return 0


@click.command("compare")
@click.argument("old")
@click.argument("new")
@format_option
def compare_command(old: str, new: str, form: ListFormat) -> None:
    """Say what changed from OLD to NEW, and of which codes old codings still mean the same.

    Each is a TOML file, a shipped codebook, or its name and version: partnerships-1.0.

    \b
    Examples:
      foedus texts codebook compare partnerships mine.toml
    """
    from foedus.cli.listing import paragraph
    from foedus.documents.coding.codebook_difference import difference

    found = difference(_versioned(old), _versioned(new))
    rows: list[dict[str, Any]] = [
        {"code": c.code, "field": c.field, "change": c.kind, "meaning": c.meaning}
        for c in found.changes
    ]
    if form != "terminal":
        click.echo(written(rows, form), nl=False)
        return
    click.echo(paragraph(found.sentence()))
    for change in found.changes:
        click.echo(f"  {change}")
    if found.changes:
        same = ", ".join(found.comparable) or "none"
        click.echo(entry("Codes whose codings can be joined", same), nl=False)


@click.command("new")
@click.argument("file")
@click.option("--name", metavar="NAME", help="Small letters, digits and _; left out: the file's.")
@click.option(
    "--from",
    "source",
    metavar="B",
    help="Begin with the codes of this codebook, or of a .qdc file of another program.",
)
@click.option("--languages", metavar="L", default="en,zh,ru", show_default=True, help="Of labels.")
def new_command(file: str, name: str | None, source: str | None, languages: str) -> None:
    """Begin a codebook in FILE (x.toml), to be edited; an existing file is left alone.

    \b
    Examples:
      foedus texts codebook new mine.toml
      foedus texts codebook new mine.toml --from partnerships
    """
    from foedus.cli.texts.codebook_text import begun

    if Path(file).suffix.lower() != ".toml":
        raise FoedusError(f"A codebook is a TOML file, not {file!r}.", "Name it x.toml.")
    if Path(file).exists():
        raise FoedusError(f"{file} is there already.", "Name another file.")
    text, notes = begun(name or Path(file).stem.partition("-")[0], source, languages.split(","))
    for note in notes:
        click.echo(note)
    deliver(text, file)
    click.echo(f"Edit it, then: foedus texts codebook check {file}")


def _versioned(name: str) -> Codebook:
    from foedus.documents.coding.shipped import open_codebook, shipped

    base, dash, version = name.rpartition("-")
    return open_codebook(base, version) if dash and base in shipped() else open_codebook(name)


def _file(book: Codebook, output: str, ending: str) -> None:
    if ending == ".qdc":
        from foedus.documents.coding.exchange.qdc import write_qdc

        write_qdc(book, Path(output))
        click.echo(f"Written to {output}")
        return
    if ending == ".xml":
        from foedus.documents.coding.exchange.label_studio import label_studio_config

        deliver(label_studio_config(book) + "\n", output)
        return
    from foedus.documents.coding.codebook_text import codebook_text

    deliver(codebook_text(book), output)

"""`foedus texts add`: documents into a corpus, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.estimating import Progress, progress_bar
from foedus.cli.listing import entry, paragraph
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.corpora.adding import Added

SHOWN = 5
"""Refused rows of one file, or files with one note, that are named."""
_KILOBYTE = 1000


@click.command("add")
@click.argument("folder", required=False, metavar="[FOLDER]")
@click.option("--corpus", required=True, metavar="NAME", help="Where to; made if there is none.")
@click.option(
    "--metadata",
    metavar="FILE",
    help="CSV on the files: file, then any of title, author, side, institution, date, kind, url, "
    "licence, language. Left out: metadata.csv in FOLDER.",
)
@click.option("--text-column", metavar="COLUMN", help="Of tables: the column that holds the text.")
@click.option(
    "--language", metavar="L", help="en, zh or ru, where nothing else says; else detected."
)
@click.option("--encoding", metavar="E", help="Of plain text, pages and tables; else detected.")
@click.option(
    "--recipe", metavar="R", help="A file that foedus knows how to read; instead of FOLDER."
)
@click.option("--data", metavar="FOLDER", help="Where the file of a recipe is; else FOEDUS_DATA.")
@click.option(
    "--processes",
    type=click.IntRange(min=0, max=64),
    default=2,
    show_default=True,
    help="That read, each apart from this one; 0: this one does.",
)
def add_command(
    folder: str | None,
    corpus: str,
    metadata: str | None,
    text_column: str | None,
    language: str | None,
    encoding: str | None,
    recipe: str | None,
    data: str | None,
    processes: int,
) -> int:
    """Add the files in FOLDER, and in folders below it, to a corpus.

    Read are txt, md, html, pdf, docx, csv, tsv, jsonl and parquet, in English, Chinese and
    Russian. What is refused is named with the reason, and the rest goes on. Stopped, the
    same command goes on where it was; files that are in the corpus are not read again.

    \b
    Recipes: un_general_debate, un_security_council, cctv_evening_news,
    channel_one_headlines, kremlin_ru.

    \b
    Examples:
      foedus texts add papers/ --corpus experts
      foedus texts add articles.csv --corpus press --text-column body --language ru
      foedus texts add --recipe un_general_debate --corpus ungd
    """
    _check(folder, recipe, data, metadata, text_column, language, encoding)
    from foedus.documents.corpora.adding import add_folder, add_recipe
    from foedus.documents.corpora.corpus import new_corpus

    # Nothing below may leave an empty corpus behind for a slip of the pen.
    if folder is not None and not Path(folder).exists():
        raise FoedusError(f"There is nothing at {folder!r}.", "Check the path.")
    if recipe is not None:
        from foedus.documents.corpora.recipes.recipe import recipe as recipe_of
        from foedus.documents.corpora.recipes.recipe import recipe_file

        recipe_file(recipe_of(recipe), data)
    with progress_bar("Reading (kB)") as bar:
        shown = _in_kilobytes(bar)
        if recipe is not None:
            made = new_corpus(corpus)
            added = add_recipe(made, recipe, data=data, processes=processes, progress=shown)
        else:
            assert folder is not None
            added = add_folder(
                new_corpus(corpus),
                folder,
                metadata=metadata,
                text_column=text_column,
                language=language,
                encoding=encoding,
                processes=processes,
                progress=shown,
            )
    click.echo("".join(_lines(corpus, added)), nl=False)
    return 2 if added.refused and not (added.documents or added.already or added.same) else 0


def _check(folder: str | None, recipe: str | None, data: str | None, *others: str | None) -> None:
    if folder is None and recipe is None:
        raise click.UsageError("Name a folder, or a recipe with --recipe.")
    if recipe is not None and (folder is not None or any(others)):
        raise click.UsageError(
            "A recipe says all of its file: leave out FOLDER and how it is read."
        )
    if data is not None and recipe is None:
        raise click.UsageError("--data goes with --recipe.")


def _in_kilobytes(bar: Progress | None) -> Progress | None:
    if bar is None:
        return None
    return lambda done, of: bar(done // _KILOBYTE, of // _KILOBYTE)


def _lines(corpus: str, added: Added) -> Iterator[str]:
    files = f"{added.files:,} file{'s' * (added.files != 1)}"
    yield (
        paragraph(
            f"{corpus}: {added.documents:,} documents with {added.sentences:,} sentences "
            f"({added.characters:,} characters) from {files}."
        )
        + "\n"
    )
    if added.already:
        yield f"In the corpus already: {added.already:,} files.\n"
    if added.updated:
        yield f"Metadata brought up to date: {added.updated:,} documents.\n"
    if added.alike:
        yield f"Nearly repeat an earlier document, and are marked: {added.alike:,}.\n"
    for name, other in added.same[:SHOWN]:
        yield paragraph(f"{name} has the same bytes as {other}; read once.") + "\n"
    if len(added.same) > SHOWN:
        yield f"... and {len(added.same) - SHOWN:,} more files that repeat another.\n"
    yield from _refused(added)
    yield from _notes(added)


def _refused(added: Added) -> Iterator[str]:
    if not added.refused:
        return
    yield f"\nRefused: {len(added.refused):,}.\n"
    by_file: dict[str, list[tuple[str, str]]] = {}
    for refusal in added.refused:
        by_file.setdefault(refusal.name, []).append((refusal.why, refusal.remedy))
    for name, found in by_file.items():
        why = [text for text, _ in found[:SHOWN]]
        if len(found) > SHOWN:
            why.append(f"... and {len(found) - SHOWN:,} more of its rows.")
        yield entry(name, *why, f"Next: {found[0][1]}")


def _notes(added: Added) -> Iterator[str]:
    if not added.notes:
        return
    by_note: dict[str, list[str]] = {}
    for name, note in added.notes:
        by_note.setdefault(note, []).append(name)
    yield "\nNotes\n"
    for note, names in by_note.items():
        distinct = list(dict.fromkeys(names))
        more = f" and {len(distinct) - SHOWN:,} more" if len(distinct) > SHOWN else ""
        yield entry(f"  {note}", f"{', '.join(distinct[:SHOWN])}{more}")

"""`foedus texts add`: documents into a corpus, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.charts.elements import clean
from foedus.cli.interrupts import stoppable
from foedus.cli.listing import entry, paragraph
from foedus.cli.texts.options import plural
from foedus.cli.texts.progress import rated_bar
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.corpora.adding import Added
    from foedus.documents.corpora.corpus import Corpus

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
    Russian. What is refused is named on stderr with the reason, and the rest goes on: the exit
    status is 0 unless everything was refused. Stopped, the same command goes on where it was;
    files that are in the corpus are not read again. metadata.csv in FOLDER, or front matter
    in a file, says what is known of it (see docs: Build a corpus).

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

    if folder is not None and not Path(folder).exists():
        raise FoedusError(f"There is nothing at {folder!r}.", "Check the path.")
    if recipe is not None:
        from foedus.documents.corpora.recipes.recipe import recipe as recipe_of
        from foedus.documents.corpora.recipes.recipe import recipe_file

        recipe_file(recipe_of(recipe), data)
    words = "What was read so far is in the corpus; the same command goes on there."
    with (
        _no_empty_one_left(corpus) as made,
        stoppable(words) as heed,
        rated_bar("Reading", "kB", _KILOBYTE) as bar,
    ):
        shown = heed(bar)
        if recipe is not None:
            added = add_recipe(made, recipe, data=data, processes=processes, progress=shown)
        else:
            assert folder is not None
            added = add_folder(
                made,
                folder,
                metadata=metadata,
                text_column=text_column,
                language=language,
                encoding=encoding,
                processes=processes,
                progress=shown,
            )
    # Names of files are others' texts: a terminal would obey what they may hold.
    click.echo(clean("".join(_lines(corpus, added))), nl=False)
    click.echo(clean("".join(_refused(added))), nl=False, err=True)
    nothing = not (added.documents or added.already or added.same)
    return 2 if added.refused and nothing else 0


def _check(folder: str | None, recipe: str | None, data: str | None, *others: str | None) -> None:
    if folder is None and recipe is None:
        raise click.UsageError("Name a folder, or a recipe with --recipe.")
    if recipe is not None and (folder is not None or any(others)):
        raise click.UsageError(
            "A recipe says all of its file: leave out FOLDER and how it is read."
        )
    if data is not None and recipe is None:
        raise click.UsageError("--data goes with --recipe.")


@contextmanager
def _no_empty_one_left(name: str) -> Iterator[Corpus]:
    """The corpus; a slip of the pen leaves none behind that was not there."""
    from foedus.documents.corpora.corpus import corpora, new_corpus
    from foedus.documents.corpora.removing import remove_corpus

    there = name in corpora()
    made = new_corpus(name)
    try:
        yield made
    except FoedusError:
        if not there and made.documents().empty:
            remove_corpus(made)
        raise


def _lines(corpus: str, added: Added) -> Iterator[str]:
    if added.documents or not (added.already or added.same):
        yield (
            paragraph(
                f"{corpus}: {plural(added.documents, 'document')} with "
                f"{plural(added.sentences, 'sentence')} ({plural(added.characters, 'character')}) "
                f"from {plural(added.files, 'file')}."
            )
            + "\n"
        )
    if added.already:
        yield f"In the corpus {corpus} already: {plural(added.already, 'file')}.\n"
    if added.updated:
        yield f"Metadata brought up to date: {plural(added.updated, 'document')}.\n"
    if added.alike:
        yield f"Nearly repeat an earlier document, and are marked: {added.alike:,}.\n"
    for name, other in added.same[:SHOWN]:
        yield paragraph(f"{name} has the same bytes as {other}; read once.") + "\n"
    if len(added.same) > SHOWN:
        yield f"... and {len(added.same) - SHOWN:,} more files that repeat another.\n"
    yield from _notes(added)
    if added.documents:
        yield f"Next: foedus texts list {corpus}, or foedus texts search {corpus} WORDS\n"


def _refused(added: Added) -> Iterator[str]:
    if not added.refused:
        return
    whole = sum(refusal.part < 0 for refusal in added.refused)
    rows = len(added.refused) - whole
    counts = [plural(n, word) for n, word in ((whole, "file"), (rows, "row")) if n]
    yield f"\nRefused: {' and '.join(counts)}.\n"
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

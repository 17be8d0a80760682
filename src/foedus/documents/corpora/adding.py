"""Adding files to a corpus: read in processes apart, written by this one, from where it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.duplicates import mark_duplicates
from foedus.documents.corpora.files import File, clear_parts, files_in
from foedus.documents.corpora.gathering import Gathering, Progress
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.recipes.recipe import recipe, recipe_file
from foedus.documents.corpora.sidecar import NAME, sidecar
from foedus.documents.corpora.steps import Skipped, steps
from foedus.documents.corpora.storing import Refusal, held_files, update_metadata
from foedus.documents.corpora.workers import Workers
from foedus.documents.language.detect import language_of


@dataclass(frozen=True)
class Added:
    """What came of adding files.

    Parameters
    ----------
    files : int
        Read now, as a whole or in part.
    documents, sentences, characters : int
        New in the corpus.
    already : int
        Files that were in the corpus.
    updated : int
        Documents that were there and got other metadata.
    same : tuple of pairs of str
        Files with the same bytes as another, and that other; read once.
    alike : int
        New documents that nearly repeat an earlier one.
    refused : tuple of Refusal
    notes : tuple of pairs of str
        Files, and what to know of how they were read.
    """

    files: int = 0
    documents: int = 0
    sentences: int = 0
    characters: int = 0
    already: int = 0
    updated: int = 0
    same: tuple[tuple[str, str], ...] = ()
    alike: int = 0
    refused: tuple[Refusal, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def add_folder(
    corpus: Corpus,
    folder: str | Path,
    *,
    metadata: str | Path | None = None,
    text_column: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    processes: int = 2,
    progress: Progress | None = None,
) -> Added:
    """Add the files of a folder; hostile or broken ones are refused and the rest goes on.

    What is in the corpus is not read again, so a run that was stopped goes on where it was: the
    same corpus comes of it. Metadata of files that are there is brought up to date.

    Parameters
    ----------
    corpus
        As `new_corpus` gives it.
    folder
        With the files, and those in folders below; or one file.
    metadata
        CSV on the files; ``metadata.csv`` in the folder where None.
    text_column
        Of tables: the column that holds the text.
    language
        Of all files that nothing else is said of; detected where None.
    encoding
        Of plain text, pages and tables; told by their bytes where None.
    processes
        That read; 0 reads in this process, where nothing can bound a hostile file.
    progress
        Called with bytes done and all bytes.

    Raises
    ------
    FoedusError
        For a folder without files, faults in the metadata, an unknown language, or missing
        packages.

    Examples
    --------
    >>> import os, tempfile
    >>> from foedus.documents.corpora.corpus import new_corpus
    >>> with tempfile.TemporaryDirectory() as place:
    ...     os.environ["FOEDUS_CORPORA"] = place
    ...     file = Path(place) / "a.txt"
    ...     _ = file.write_text("Trade grew. The two sides agreed on it.")
    ...     added = add_folder(new_corpus("mine"), file, processes=0)
    ...     del os.environ["FOEDUS_CORPORA"]
    >>> added.documents, added.sentences
    (1, 2)
    """
    place = Path(folder)
    tongue = language_of(language) if language is not None else None
    table = Path(metadata) if metadata is not None else place / NAME
    if metadata is not None and not table.is_file():
        raise FoedusError(f"There is no file {str(table)!r}.", "Check the path of the metadata.")
    files = files_in(place, frozenset({table, place / NAME}))
    said = sidecar(table, {file.name for file in files}) if table.is_file() else {}
    options = Options(text_column, tongue, encoding)
    return add_files(corpus, files, options, said, processes=processes, progress=progress)


def add_recipe(
    corpus: Corpus,
    name: str,
    *,
    data: str | Path | None = None,
    processes: int = 2,
    progress: Progress | None = None,
) -> Added:
    """Add the documents of a file that foedus knows how to read.

    Parameters
    ----------
    name
        Of the recipe (`foedus.documents.corpora.recipes.recipe.recipe_names`).
    data
        Folder with data, searched before ``FOEDUS_DATA`` and added copies.

    Raises
    ------
    FoedusError
        For an unknown recipe, or a file that is not here.
    """
    found = recipe(name)
    path = recipe_file(found, data)
    file = File(path, found.file, path.stat().st_size)
    return add_files(
        corpus, [file], Options(recipe=found), {}, processes=processes, progress=progress
    )


def add_files(
    corpus: Corpus,
    files: Sequence[File],
    options: Options,
    said: Mapping[str, Mapping[str, str]],
    *,
    processes: int,
    progress: Progress | None,
) -> Added:
    """As `add_folder`, for files that were found and metadata that was read.

    Raises
    ------
    FoedusError
        For missing packages, or options other than a file was begun with.
    """
    skipped = Skipped()
    writer = Gathering(corpus, sum(file.bytes for file in files), progress)
    clear_parts(corpus.originals)
    with Workers(processes) as workers:
        work = steps(files, options, said, held_files(corpus), skipped, workers.batches)
        for step, outcome in workers.outcomes(work):
            writer.take(step, outcome)
    writer.flush()
    if progress is not None:
        progress(writer.of, writer.of)
    renewed = {digest: said[name] for digest, name in skipped.already.items() if name in said}
    return Added(
        len(writer.files),
        writer.documents,
        writer.sentences,
        writer.characters,
        len(skipped.already),
        update_metadata(corpus, renewed) if renewed else 0,
        tuple(skipped.same),
        mark_duplicates(corpus),
        tuple(writer.refusals),
        (*writer.notes, *skipped.notes),
    )

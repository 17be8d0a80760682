"""Sides of a comparison from files, folders and documents of a corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from foedus.core.errors import FoedusError
from foedus.documents.comparing.two_documents.declared import declared
from foedus.documents.comparing.two_documents.sides import Document, Side
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.files import files_in
from foedus.documents.corpora.metadata import known
from foedus.documents.corpora.reading.raw import Refused
from foedus.documents.corpora.reading.read_file import is_table, read_file
from foedus.documents.language.clean import clean
from foedus.documents.language.detect import OTHER, detect, language_of
from foedus.states.resolve import resolve


def side_of_path(
    path: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    year: int | None = None,
    speaker: int | None = None,
    sides_speak: bool = True,
) -> Side:
    """A side from a file, or from all files of a folder.

    Parameters
    ----------
    path
        txt, md, html, pdf, docx, or a table of documents; or a folder.
    language
        en, zh or ru; else what the file says, else detected.
    encoding
        Of plain text, pages and tables; else detected.
    year
        When it was written; else what the file says.
    speaker
        COW number of the state whose document it is; else the side that the file states, if
        that is a state.
    sides_speak
        Whether a document's side is the state that speaks.

    Raises
    ------
    FoedusError
        If there is nothing to read, with the reason.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.txt"
    ...     _ = path.write_text("The two sides agreed with France on this.")
    ...     side_of_path(path, year=2016).documents[0].language
    'en'
    """
    wanted = language_of(language) if language else None
    documents: list[Document] = []
    notes: list[str] = []
    place = Path(path)
    for file in files_in(place):
        try:
            raws = list(read_file(file.path, encoding=encoding))
            marks = () if is_table(file.path) else declared(file.path, encoding)
        except Refused as fault:
            if not place.is_dir():
                raise
            notes.append(f"{file.name} is left out: {fault.problem}")
            continue
        for raw in raws:
            about = known(raw, {}, wanted)
            notes += [f"{file.name}: {note}" for note in about.notes]
            name = file.name if len(raws) == 1 else f"{file.name}, part {raw.part + 1}"
            text = clean(raw.text)
            documents.append(
                Document(
                    name,
                    text,
                    wanted or about.language or detect(text).language,
                    year if year is not None else _year(about.fields.get("date")),
                    _speaker(speaker, about.fields.get("side"), sides_speak),
                    marks,
                )
            )
    if not documents:
        raise FoedusError(f"Nothing in {str(path)!r} can be read.", "; ".join(notes[:3]))
    kept, left = _of_known_language(documents)
    return Side(place.name, kept, (*notes, *left))


def side_of_corpus(
    corpus: Corpus,
    numbers: Sequence[int],
    label: str = "",
    *,
    year: int | None = None,
    speaker: int | None = None,
    sides_speak: bool = True,
) -> Side:
    """A side from documents of a corpus, in the order given.

    Parameters
    ----------
    corpus
        Where they are.
    numbers
        Of the documents.
    label
        What to call the side; the document's title or file, or how many there are, otherwise.
    year
        When they were written; else the year of each one's date.
    speaker
        COW number of the state whose documents they are; else each one's side, if that is a state.
    sides_speak
        Whether a document's side is the state that speaks.

    Raises
    ------
    FoedusError
        If the corpus has no such document.
    """
    with corpus.reading() as connection:
        rows = {
            row[0]: row[1:]
            for row in connection.execute(
                "SELECT d.id, d.text, d.language, d.title, d.side, d.date, d.file, d.part, f.name, "
                "f.how FROM document d JOIN file f ON f.sha256 = d.file WHERE d.id IN "
                f"({','.join('?' * len(numbers))})",
                list(numbers),
            )
        }
    documents = []
    for number in numbers:
        if number not in rows:
            raise FoedusError(
                f"Corpus {corpus.name!r} has no document {number}.",
                f"Run: foedus texts list {corpus.name}.",
            )
        text, language, title, side, date, digest, part, file, how = rows[number]
        original = corpus.originals / f"{digest}{Path(file).suffix.lower()}"
        one = part == 0 and not is_table(original) and original.is_file()
        marks = declared(original, json.loads(how or "{}").get("encoding")) if one else ()
        documents.append(
            Document(
                f"{title or file} ({corpus.name} {number})",
                str(text),
                str(language),
                year if year is not None else _year(date),
                _speaker(speaker, side, sides_speak),
                marks,
            )
        )
    kept, left = _of_known_language(documents)
    named = kept[0].name if len(kept) == 1 else f"{len(kept):,} documents"
    return Side(label or named, kept, left)


def _of_known_language(
    documents: Sequence[Document],
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Documents in a language that is read, and a note on the others; all where none is."""
    kept = tuple(d for d in documents if d.language != OTHER)
    left = len(documents) - len(kept)
    if not kept or not left:
        return tuple(documents), ()
    said = "1 document that is" if left == 1 else f"{left:,} documents that are"
    return kept, (f"Left out: {said} in no language that is read here.",)


def _year(date: str | None) -> int | None:
    head = (date or "")[:4]
    return int(head) if head.isdigit() and len(head) == 4 else None


def _speaker(named: int | None, side: str | None, sides_speak: bool) -> int | None:
    """The state named, or the one that a side is; sides such as `both` or `West` are none."""
    if named is not None or not sides_speak or not side:
        return named
    try:
        return resolve(side).ccode
    except FoedusError:
        return None

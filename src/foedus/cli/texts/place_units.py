"""What `foedus texts place` places: documents, or documents of a side or year added up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.comparing.counting import count_tokens
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.correction.divisions import DIVISIONS

if TYPE_CHECKING:
    import pandas as pd

    from foedus.documents.corpora.corpus import Corpus

BY = ("document", *(name for name in DIVISIONS if name != "language"))
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Units:
    """Words of what is to be placed, all of one language.

    Parameters
    ----------
    corpus, by, language
        Name of the corpus, what is placed, and the language.
    names
        Of the units: numbers of documents, or what they are called in the division.
    labels
        What each is called for people.
    titles
        Title and file of each; two empty texts where units hold several documents.
    when : ndarray, shape (units,)
        Mean date in years; NaN where none is known.
    documents
        Documents behind the units.
    without, copies
        Documents left out because the division of them is not known, and near-duplicates.
    counts
        Lemmas (words in Chinese) by unit, or by sentence.
    sentence_of
        Unit of each sentence where counts are by sentence.
    """

    corpus: str
    by: str
    language: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    when: NDArray[np.float64]
    documents: int
    without: int
    copies: int
    counts: DocumentCounts
    sentence_of: tuple[str, ...] = ()

    def named(self, word: str) -> str:
        """The unit that a word of the command line means: by name, by title or by file.

        Raises
        ------
        FoedusError
            If there is none of that name, or several.
        """
        name = word.strip().replace("+", " ") if self.by != "document" else word.strip()
        if name in self.names:
            return name
        own = [n for n, t in zip(self.names, self.titles, strict=True) if name and name in t]
        if len(own) == 1:
            return own[0]
        if own:
            raise FoedusError(
                f"{word!r} is the title or file of documents {', '.join(own[:8])}.",
                "Name one by its number.",
            )
        raise unknown(self.by if self.by == "document" else f"{self.by} placed", word, self.names)


def units_of(
    corpus: Corpus,
    documents: list[int],
    by: str,
    *,
    sentences: bool,
    copies: int = 0,
    progress: Progress | None = None,
) -> Units:
    """Read and count the documents.

    Parameters
    ----------
    corpus, documents
        Which count.
    by
        One of `BY`, or several joined by a plus.
    sentences
        Count by sentence, not by unit.
    copies
        Near-duplicates that are not among the documents.
    progress
        Called with the documents read and all.

    Raises
    ------
    FoedusError
        For documents in several languages, a division that there is not, or a single unit.
    """
    about = corpus.documents().set_index("document").loc[documents].reset_index()
    language = _language(corpus.name, about)
    every = _cells(corpus, about, by)
    known = np.array([cell is not None for cell in every], bool)
    about = about[known]
    cells = [cell for cell in every if cell is not None]
    names = tuple(dict.fromkeys(cells))
    if len(names) < 2:
        what = f"There is 1 {by} to place" if by == "document" else f"All is one: {by} {names[0]}"
        raise FoedusError(
            f"{what}{f' ({copies:,} near-duplicates are left out)' if copies else ''}.",
            "A place is one among others: choose more documents, or another --by.",
        )
    counts, of = _counted(corpus, about["document"].tolist(), language, sentences, progress)
    unit = tuple(cells[k] for k in of)
    return Units(
        corpus.name,
        by,
        language,
        names,
        _labels(about, names, by),
        _titles(about, by, len(names)),
        _when(about, cells, names),
        len(about),
        int((~known).sum()),
        copies,
        counts if sentences else counts.grouped(unit),
        unit if sentences else (),
    )


def _language(corpus: str, about: pd.DataFrame) -> str:
    """The one language.

    Raises
    ------
    FoedusError
        If there are several.
    """
    found = about["language"].value_counts(sort=True)
    if len(found) > 1:
        told = ", ".join(f"{n:,} in {language}" for language, n in found.items())
        raise FoedusError(
            f"The chosen documents of {corpus!r} are in several languages: {told}.",
            "Words of two languages place the languages, not the documents: name one with "
            f"--language {found.index[0]}.",
        )
    return str(found.index[0])


def _cells(corpus: Corpus, about: pd.DataFrame, by: str) -> list[str | None]:
    from foedus.documents.correction.divisions import divided

    if by == "document":
        return [str(number) for number in about["document"]]
    for part in by.split("+"):
        if part.strip() not in BY[1:]:
            raise unknown("way to divide", part.strip(), BY)
    return divided(corpus, about, [by])[by]


def _counted(
    corpus: Corpus,
    documents: list[int],
    language: str,
    sentences: bool,
    progress: Progress | None,
) -> tuple[DocumentCounts, list[int]]:
    """Counts by document or sentence, and the place of the document of each."""
    from foedus.documents.language.lemmas import lexicon
    from foedus.documents.language.words import forms

    known: dict[str, int] = {}
    parts: list[NDArray[np.int64]] = []
    of: list[int] = []
    for place, texts in enumerate(_texts(corpus, documents, sentences)):
        for words in forms(texts, language):
            numbers = (known.setdefault(word, len(known)) for word in words)
            parts.append(np.fromiter(numbers, np.int64, len(words)))
            of.append(place)
        if progress is not None:
            progress(place + 1, len(documents))
    base = lexicon(known, language)
    features: dict[str, int] = {}
    # A word without a letter is no feature; it counts among the tokens all the same.
    to = np.array(
        [
            features.setdefault(form if base is None else base[form], len(features))
            if any(map(str.isalpha, form))
            else -1
            for form in known
        ],
        np.int64,
    )
    first = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    token = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    rows = [str(k) for k in range(len(parts))]
    return count_tokens(to[token] if len(to) else token, first, rows, list(features)), of


def _texts(corpus: Corpus, documents: list[int], sentences: bool) -> Iterator[list[str]]:
    """Each document's text as a whole, or its sentences."""
    from foedus.documents.corpora.schema import SENTENCE

    with corpus.reading() as connection:
        for number in documents:
            query = "SELECT text FROM document WHERE id = ?"
            text = str(connection.execute(query, (number,)).fetchone()[0])
            if not sentences:
                yield [text]
                continue
            spans = connection.execute(
                "SELECT start, stop FROM segment WHERE document = ? AND kind = ? ORDER BY start",
                (number, SENTENCE),
            )
            yield [text[a:b] for a, b in spans]


def _labels(about: pd.DataFrame, names: tuple[str, ...], by: str) -> tuple[str, ...]:
    if by != "document":
        return names
    one = about["side"].nunique() < 2
    columns = (about[name].tolist() for name in ("side", "date", "title", "file"))
    return tuple(
        " ".join(
            chain(
                [number],
                filter(_told, ("" if one else side, date, title if _told(title) else file)),
            )
        )
        for number, side, date, title, file in zip(names, *columns, strict=True)
    )


def _titles(about: pd.DataFrame, by: str, units: int) -> tuple[tuple[str, str], ...]:
    if by != "document":
        return (("", ""),) * units
    pairs = zip(about["title"], about["file"], strict=True)
    return tuple((title if _told(title) else "", file) for title, file in pairs)


def _when(about: pd.DataFrame, cells: list[str], names: tuple[str, ...]) -> NDArray[np.float64]:
    """Mean date of each unit's documents, in years."""
    at = {name: k for k, name in enumerate(names)}
    row = np.array([at[cell] for cell in cells], np.int64)
    years = np.array([_year(date) for date in about["date"]], float)
    dated = ~np.isnan(years)
    with np.errstate(invalid="ignore"):
        return np.asarray(
            np.bincount(row[dated], years[dated], len(names))
            / np.bincount(row[dated], minlength=len(names))
        )


def _year(date: Any) -> float:
    """A date of any length in years; NaN where there is none.

    Examples
    --------
    >>> _year("2022-07"), _year("2022")
    (2022.5, 2022.0)
    """
    if not _told(date):
        return float("nan")
    parts = [int(part) for part in date.split("-")]
    month, day = (*parts[1:], 1, 1)[:2]
    return parts[0] + (month - 1) / 12 + (day - 1) / 372


def _told(value: Any) -> bool:
    return isinstance(value, str) and bool(value)

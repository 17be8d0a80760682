"""Passages with certain words: as written, or in any of their forms."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from foedus.core.errors import FoedusError, unknown
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.language.detect import LANGUAGES, detect
from foedus.documents.language.lemmas import lemmas
from foedus.documents.language.words import words
from foedus.documents.searching.chosen import Chosen
from foedus.documents.searching.found import Found, found_passages

By = Literal["form", "lemma"]
BY: tuple[By, ...] = get_args(By)
_ANY = "*"


def search_words(
    corpus: Corpus,
    query: str,
    *,
    by: By = "lemma",
    language: str | None = None,
    documents: Chosen | None = None,
    most: int = 50,
    among: Collection[int] | None = None,
    by_date: bool = False,
) -> Found:
    """Sentences with all words of a query; words in quotation marks stand side by side.

    Parameters
    ----------
    query
        Words, ``"phrases in quotation marks"``, and ``beginn*`` for any ending.
    by
        ``form`` as written (case apart), ``lemma`` in any form of the word.
    language
        Of the query, for its lemmas; detected where None.
    documents
        Which count; all but near-duplicates where None.
    most
        Passages returned; how many there are is counted in any case.
    among
        Numbers of the sentences that count; all where None.
    by_date
        Whether the earliest come first, those without a date last.

    Raises
    ------
    FoedusError
        For a query without words, an unknown `by` or language, or documents that are none.
    """
    if by not in BY:
        raise unknown("way of searching", by, list(BY))
    if language is None:
        language = detect(query).language
        language = language if language in LANGUAGES else "en"
    match = fts_query(query, by, language)
    return found_passages(corpus, match, documents or Chosen(), most, among, by_date)


def fts_query(query: str, by: By, language: str) -> str:
    """The query in the language of the index.

    Examples
    --------
    >>> fts_query('"strategic partnership" limits', "form", "en")
    'form: "strategic partnership" AND form: "limits"'
    >>> fts_query("partner*", "lemma", "en")
    'lemma: "partner"*'
    """
    parts = []
    for k, piece in enumerate(query.split('"')):
        # Every second piece stood in quotation marks.
        groups = [piece] if k % 2 else piece.split()
        for group in groups:
            forms = words(group, language).form
            if not forms:
                continue
            found = lemmas(forms, language) if by == "lemma" else forms
            end = _ANY if group.endswith(_ANY) else ""
            parts.append(f'{by}: "{" ".join(found)}"{end}')
    if not parts:
        raise FoedusError(
            f"The query {query!r} has no words.", 'Ask for words or "a phrase in quotation marks".'
        )
    return " AND ".join(parts)

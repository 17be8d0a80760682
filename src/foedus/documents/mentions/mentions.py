"""Mentions of states in texts: where, which state, how it is named, how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.language.detect import Language, language_of
from foedus.documents.language.paragraphs import Spans
from foedus.documents.language.words import Words, words
from foedus.documents.mentions import alphabetic, chinese
from foedus.documents.mentions.senses import senses
from foedus.documents.mentions.table import KINDS, Kind

if TYPE_CHECKING:
    import pandas as pd

Certainty = Literal["doubtful", "likely", "certain"]
"""Certain: the form means nothing else. Likely: it could, and the words around it or the
rest of the text speak for the state. Doubtful: nothing speaks for it but the form."""
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Mentions:
    """Mentions in the order of the documents and of their texts; made by `find`.

    Parameters
    ----------
    document : ndarray of int, shape (mentions,)
        Place of the document among those given.
    spans : ndarray of int, shape (mentions, 2)
        Offsets in code points, ends not included; spans of a document do not overlap.
    ccode : ndarray of int, shape (mentions,)
        COW number of the state in the year of the text.
    kind : ndarray of int, shape (mentions,)
        Place in `KINDS`.
    certainty : ndarray of int, shape (mentions,)
        Place in `CERTAINTIES`.
    form : tuple of str
        As it stands in the text.
    documents : int
        Documents that were read.
    """

    document: Ints
    spans: Spans
    ccode: Ints
    kind: Ints
    certainty: Ints
    form: tuple[str, ...]
    documents: int = 1

    def __len__(self) -> int:
        return len(self.ccode)

    @property
    def kinds(self) -> list[Kind]:
        """The kind of each mention in words."""
        return [KINDS[k] for k in self.kind.tolist()]

    def where(self, kept: NDArray[np.bool_]) -> Mentions:
        """Some of the mentions; the documents stay."""
        which = np.flatnonzero(kept)
        return Mentions(
            self.document[which],
            self.spans[which],
            self.ccode[which],
            self.kind[which],
            self.certainty[which],
            tuple(self.form[k] for k in which.tolist()),
            self.documents,
        )

    def only(
        self,
        kinds: Collection[Kind] = KINDS,
        *,
        without: Collection[Kind] = (),
        least: Certainty = "doubtful",
    ) -> Mentions:
        """Mentions of some kinds and of a certainty or above.

        Parameters
        ----------
        kinds, without
            Kinds to keep and kinds to leave out, such as `METONYMS`.
        least
            doubtful, likely or certain.

        Raises
        ------
        FoedusError
            For a kind or certainty that there is not.
        """
        for kind in (*kinds, *without):
            if kind not in KINDS:
                raise unknown("kind of mention", kind, list(KINDS))
        if least not in CERTAINTIES:
            raise unknown("certainty", least, list(CERTAINTIES))
        wanted = np.array([k in kinds and k not in without for k in KINDS])
        return self.where(wanted[self.kind] & (self.certainty >= CERTAINTIES.index(least)))

    def inside(self, spans: Spans, document: int = 0) -> Ints:
        """The span of a document (sentence, paragraph) in which each mention begins.

        Parameters
        ----------
        spans : ndarray of int, shape (spans, 2)
            In the order of the text, without overlap.
        document
            The document that the spans are of.

        Returns
        -------
        ndarray of int, shape (mentions,)
            Place of the span; -1 for mentions in none, or in another document.
        """
        begin = self.spans[:, 0]
        place = np.searchsorted(spans[:, 0], begin, side="right") - 1
        within = (place >= 0) & (self.document == document)
        within[within] = begin[within] < spans[place[within], 1]
        return np.where(within, place, -1).astype(np.int64)

    def frame(self) -> pd.DataFrame:
        """One row a mention: document, begin, end, ccode, kind, form, certainty."""
        import pandas as pd

        return pd.DataFrame(
            {
                "document": self.document,
                "begin": self.spans[:, 0],
                "end": self.spans[:, 1],
                "ccode": self.ccode,
                "kind": pd.Categorical.from_codes(self.kind, pd.Index(list(KINDS))),
                "form": list(self.form),
                "certainty": pd.Categorical.from_codes(
                    self.certainty, pd.Index(list(CERTAINTIES)), ordered=True
                ),
            }
        )


def find(
    text: str,
    language: str,
    *,
    year: int | None = None,
    speaker: int | None = None,
    found_words: Words | None = None,
) -> Mentions:
    """The states that a text names.

    Longest forms first, from left to right. A capital is a mention of its own kind, so that
    it can be left out (`Mentions.only`). "The two sides", 双方 and обе стороны name nobody.

    Parameters
    ----------
    text
        A clean text (`foedus.documents.language.clean`).
    language
        en, zh or ru.
    year
        When it was written; decides what Germany, Korea or the Republic of China were.
        Without it, forms mean what they mean today.
    speaker
        COW number of the state that speaks; "our country", 我国 and наша страна are this
        state, and nothing without it.
    found_words
        Words of an English or Russian text, if they are known already.

    Raises
    ------
    FoedusError
        For another language.

    Examples
    --------
    >>> found = find("The Russian side thanked Beijing for Sino-Russian trade.", "en")
    >>> list(zip(found.form, found.ccode.tolist(), found.kinds))
    [('Russian side', 365, 'side'), ('Beijing', 710, 'capital'), ('Sino', 710, 'sign'), \
('Russian', 365, 'adjective')]
    >>> find("Германия и Корея", "ru", year=1970).ccode.tolist()
    [260, 732]
    >>> find("中俄双方和美方", "zh").form
    ('中', '俄', '美方')
    """
    known = None if found_words is None else [found_words]
    return find_all([text], language, years=[year], speakers=[speaker], found_words=known)


def find_all(
    texts: Sequence[str],
    language: str | Sequence[str],
    *,
    years: Sequence[int | None] | None = None,
    speakers: Sequence[int | None] | None = None,
    found_words: Iterable[Words] | None = None,
) -> Mentions:
    """The states that each of several documents names; see `find`.

    Parameters
    ----------
    texts
        Clean texts.
    language
        Of all, or of each.
    years, speakers, found_words
        Of each, as in `find`.

    Raises
    ------
    FoedusError
        For another language, or lists of another length than the texts.
    """
    n = len(texts)
    languages = [language] * n if isinstance(language, str) else list(language)
    known = [None] * n if found_words is None else list(found_words)
    years, speakers = years or [None] * n, speakers or [None] * n
    for name, given in (
        ("languages", languages),
        ("years", years),
        ("speakers", speakers),
        ("word lists", known),
    ):
        if len(given) != n:
            raise FoedusError(f"{len(given)} {name} for {n} texts.", "Give one for each text.")
    document, rows, forms = [], [], []
    for k, (text, lang, year, speaker) in enumerate(
        zip(texts, languages, years, speakers, strict=True)
    ):
        for sense in senses(_hits(text, language_of(lang), known[k]), year, speaker):
            document.append(k)
            rows.append(
                (sense.begin, sense.end, sense.ccode, _KIND_PLACE[sense.kind], sense.certainty)
            )
            forms.append(text[sense.begin : sense.end])
    table = np.array(rows, np.int64).reshape(-1, 5)
    return Mentions(
        np.array(document, np.int64),
        table[:, :2],
        table[:, 2],
        table[:, 3],
        table[:, 4],
        tuple(forms),
        n,
    )


_KIND_PLACE = {kind: place for place, kind in enumerate(KINDS)}


def _hits(text: str, language: Language, found: Words | None) -> list[alphabetic.Hit]:
    if language == "zh":
        return chinese.hits(text)
    return alphabetic.hits(text, words(text, language) if found is None else found, language)

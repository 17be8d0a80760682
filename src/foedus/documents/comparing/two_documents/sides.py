"""What is compared: a side of one document or several, each with its mentions of states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.comparing.two_documents.declared import Declared
from foedus.documents.comparing.two_documents.outline import Outline, outline
from foedus.documents.language.detect import OTHER
from foedus.documents.language.words import Words, words
from foedus.documents.mentions.mentions import Certainty, Ints, Mentions, find_all
from foedus.documents.mentions.table import METONYMS


@dataclass(frozen=True)
class Document:
    """A text and what is known of it.

    Parameters
    ----------
    name
        File, or title and number in a corpus.
    text
        Clean (`foedus.documents.language.clean`).
    language
        en, zh or ru.
    year
        When it was written; None where nobody says.
    speaker
        COW number of the state whose document it is; None for any other.
    marked
        Headings that its file marks.
    """

    name: str
    text: str
    language: str
    year: int | None = None
    speaker: int | None = None
    marked: tuple[Declared, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the two: a document, or several that are taken together.

    Parameters
    ----------
    label
        What to call it.
    documents
        At least one.
    notes
        What the user should know of how it was read.
    """

    label: str
    documents: tuple[Document, ...]
    notes: tuple[str, ...] = ()

    @property
    def language(self) -> str | None:
        """The language of all its documents; None where they differ."""
        found = {d.language for d in self.documents}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, eq=False)
class ReadSide:
    """A side with what it names; made by `read_side`.

    Parameters
    ----------
    side
        The documents.
    words
        Of each document.
    mentions
        Mentions of states that count: those of the state whose document it is are left out.
    own : ndarray of int, shape (documents,)
        Mentions of that state in each document.
    """

    side: Side
    words: tuple[Words, ...]
    mentions: Mentions
    own: Ints

    @property
    def tokens(self) -> Ints:
        """Words of each document; shape (documents,)."""
        return np.array([len(found) for found in self.words], np.int64)

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Headings, parts and paragraphs of each document."""
        return tuple(outline(d.text, d.language, d.marked) for d in self.side.documents)

    @property
    def alone(self) -> Document | None:
        """The document, where there is one only."""
        return self.side.documents[0] if len(self.side.documents) == 1 else None


def read_side(side: Side, *, metonyms: bool = False, least: Certainty = "likely") -> ReadSide:
    """Find the states that a side names.

    Parameters
    ----------
    side
        The documents.
    metonyms
        Whether capitals and seats of government count (Beijing, the Kremlin).
    least
        How sure a mention must be: doubtful, likely or certain.

    Raises
    ------
    FoedusError
        If there is no document, or one in no language that is read.

    Examples
    --------
    >>> text = "Our country trades with China. Chinese ports grow."
    >>> found = read_side(Side("a", (Document("a", text, "en", speaker=365),)))
    >>> found.mentions.ccode.tolist(), found.own.tolist(), found.tokens.tolist()
    ([710, 710], [1], [8])
    """
    if not side.documents:
        raise FoedusError(f"There is no document in {side.label}.", "Name at least one.")
    odd = next((d.name for d in side.documents if d.language == OTHER), None)
    if odd is not None:
        raise FoedusError(
            f"{odd} is in no language that is read here.",
            "Read are en, zh and ru; name the language with --language if you know it.",
        )
    known: dict[str, str] = {}
    found = tuple(_once(words(d.text, d.language), known) for d in side.documents)
    mentions = find_all(
        [d.text for d in side.documents],
        [d.language for d in side.documents],
        years=[d.year for d in side.documents],
        speakers=[d.speaker for d in side.documents],
        found_words=found,
    ).only(without=() if metonyms else METONYMS, least=least)
    speakers = _speakers(side.documents)
    own = mentions.ccode == speakers[mentions.document]
    counts = np.bincount(mentions.document[own], minlength=len(side.documents))
    return ReadSide(side, found, mentions.where(~own), counts.astype(np.int64))


def _once(found: Words, known: dict[str, str]) -> Words:
    """Each form held once for all documents: a third of the memory of a large set."""
    return Words([known.setdefault(form, form) for form in found.form], found.spans)


def _speakers(documents: Sequence[Document]) -> Ints:
    return np.array([-1 if d.speaker is None else d.speaker for d in documents], np.int64)

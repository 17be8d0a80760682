"""From a text to what a corpus keeps of it: clean text, segments, words for the index."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np

from foedus.documents.language.clean import clean
from foedus.documents.language.detect import detect
from foedus.documents.language.lemmas import lexicon
from foedus.documents.language.paragraphs import Spans, paragraphs
from foedus.documents.language.sentences import sentences
from foedus.documents.language.words import forms


@dataclass(frozen=True)
class Prepared:
    """A document ready for the store.

    Parameters
    ----------
    text : str
        Clean (`foedus.documents.language.clean`).
    language : str
        en, zh, ru or und.
    paragraphs, sentences : ndarray, shape (segments, 2)
        Offsets in code points, ends not included.
    forms, lemmas : list of str
        Words of each sentence, parted by spaces.
    """

    text: str
    language: str
    paragraphs: Spans
    sentences: Spans
    forms: list[str]
    lemmas: list[str]


def prepare(raw: str, language: str | None = None) -> Prepared:
    """Clean, detect the language unless it is declared, cut, and look words up.

    Sentences are sought within paragraphs: none runs over the end of one.

    Examples
    --------
    >>> made = prepare("Trade grew.\\n\\nTies deepened. Talks go on.")
    >>> made.language, len(made.paragraphs), made.forms[1], made.lemmas[0]
    ('en', 2, 'ties deepened', 'trade grow')
    """
    text = clean(raw)
    language = language or detect(text).language
    whole = paragraphs(text)
    cut = [sentences(text[a:b], language) + a for a, b in whole.tolist()]
    parts = np.concatenate(cut) if cut else np.zeros((0, 2), np.int64)
    found = forms((text[a:b] for a, b in parts.tolist()), language)
    written = [" ".join(words) for words in found]
    known = lexicon(chain.from_iterable(found), language)
    if known is None:
        return Prepared(text, language, whole, parts, written, written)
    base = [" ".join(map(known.__getitem__, words)) for words in found]
    return Prepared(text, language, whole, parts, written, base)

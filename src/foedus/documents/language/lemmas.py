"""Dictionary forms of words, looked up once for each different word.

English by simplemma, Russian by pymorphy3 (ё as е, the likeliest reading), Chinese words as
they are: they do not bend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from foedus.core.errors import FoedusError

_ADVICE = "Run: pip install 'foedus[texts]'."
_AS_WRITTEN = frozenset({"us"})
"""In small letters no one can tell the United States from the pronoun, whose lemma is "we"."""
_known: dict[str, dict[str, str]] = {"en": {}, "ru": {}}


def lemmas(forms: Iterable[str], language: str) -> list[str]:
    """The lemma of each word.

    Parameters
    ----------
    forms
        Words in lower case (`foedus.documents.language.words.words`).
    language
        en, zh or ru; words of any other language stay as they are.

    Raises
    ------
    FoedusError
        Where the package for the language is missing.

    Examples
    --------
    >>> lemmas(["states", "agreed"], "en")
    ['state', 'agree']
    """
    forms = list(forms)
    known = lexicon(forms, language)
    return forms if known is None else [known[form] for form in forms]


def lexicon(forms: Iterable[str], language: str) -> Mapping[str, str] | None:
    """Lemmas by form, those of `forms` among them; None where forms do not bend.

    What was looked up is kept as long as the process lives.

    Raises
    ------
    FoedusError
        Where the package for the language is missing.
    """
    known = _known.get(language)
    if known is None:
        return None
    find = _english if language == "en" else _russian
    # In the order of the text, not of a set: whatever happens, it happens alike every time.
    for form in forms:
        if form not in known:
            known[form] = find(form)
    return known


def _english(form: str) -> str:
    try:
        from simplemma import lemmatize
    except ImportError as error:
        raise FoedusError("English lemmas need the package simplemma.", _ADVICE) from error
    word = form.replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    if word in _AS_WRITTEN:
        return word
    return str(lemmatize(word, lang="en")).lower() if word.isalpha() else word


def _russian(form: str) -> str:
    # Both halves of a compound bend, or only the last: pymorphy knows.
    return str(_analyser().parse(form)[0].normal_form).replace("ё", "е")


@cache
def _analyser() -> Any:
    try:
        from pymorphy3 import MorphAnalyzer
    except ImportError as error:
        raise FoedusError("Russian lemmas need the package pymorphy3.", _ADVICE) from error
    return MorphAnalyzer()

"""What the words around a form say about it, in English and Russian.

Rules, each for the forms that the table marks: a language is no state ("in Russian", на
русском языке); an adjective before "side" is a side; a city after "in" is a place rather
than a government, and before "Convention" an event; a first name before a surname is a
person; an ordinary word at the start of a sentence may be just that. The words are in
`cues.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from foedus.documents.language.detect import Language
from foedus.documents.mentions.cues import any_of, cues

DOUBTFUL, LIKELY, CERTAIN = 0, 1, 2
_NEXT = re.compile("([\\s\\-‑–—]{1,3}|, )([^\\W_][\\w’'\\-]*)")
_BEFORE = re.compile("([^\\W_][\\w’'\\-]*)\\s{1,2}$")
_SENTENCE_END = re.compile("(?:^|[.!?…:;\\n])[\\s\"'“”‘’«»()\\[\\]\\-–—\\d.]*$")
_LOOK_BACK = 40
_LISTED = {
    # "in Russian and English"
    "en": re.compile("\\b(?:in|into|from) [A-Z][a-z]+(?:, [A-Z][a-z]+)*,? (?:and|or) $"),
    "ru": re.compile("\\bна [а-я]+ком(?:, [а-я]+ком)* (?:и|или) $"),
}
_SIDE = {
    "en": re.compile("\\ssides?\\b(?!\\s+of\\b)"),
    "ru": re.compile("\\sсторон(?:а|ы|е|у|ой|ою|ам|ами|ах)?\\b"),
}


def side_end(text: str, end: int, language: Language) -> int:
    """Where "side" ends, if it follows; else 0."""
    found = _SIDE[language].match(text, end)
    return found.end() if found else 0


def is_language(text: str, begin: int, end: int, language: Language) -> bool:
    """An adjective that is meant as a language here."""
    between, after = _after(text, end)
    after = "" if between == ", " else after.lower()
    before = _before(text, begin).lower()
    alone = not after or after in cues("alone", language)
    if alone and _LISTED[language].search(text, max(0, begin - _LOOK_BACK), begin):
        return True
    if language == "ru":
        on = before == "на" and alone and text[begin:end].endswith(("ском", "цком"))
        return on or after.startswith("язык")
    if after in cues("language after", language):
        return True
    return alone and before in cues("language before", language)


def city_sense(text: str, begin: int, end: int, language: Language) -> int | None:
    """How sure it is that a capital stands for its government.

    Returns
    -------
    int or None
        LIKELY; DOUBTFUL after a word of place; None where an event or document has the
        city's name (Vienna Convention).
    """
    between, after = _after(text, end)
    if between in ("-", "‑", "–") and after[0].isdigit():
        return None
    if language == "en" and after.split("-")[0].lower() in cues("event after", "en"):
        return None if after[0].isupper() else DOUBTFUL
    before = _before(text, begin)
    if before.lower() in cues("place before", language) or before[-1:].isdigit():
        return DOUBTFUL
    headed = language == "ru" and between == ", " and after[0].isupper()
    of_city = _of_city(language).search(text, max(0, begin - _LOOK_BACK), begin)
    return DOUBTFUL if headed or of_city else LIKELY


def is_named_person(text: str, begin: int, end: int, language: Language) -> bool:
    """A capitalised word stands directly after, or before within the sentence."""
    between, after = _after(text, end)
    if between == " " and after[0].isupper() and not after.isupper():
        return True
    before = _before(text, begin)
    if not before[:1].isupper() or before.lower() in cues("title", language):
        return False
    return not starts_sentence(text, text.rindex(before, 0, begin))


def is_surname(text: str, begin: int, end: int) -> bool:
    """A Russian word for a people that is written like a surname (Дмитрий Поляков, Чехов)."""
    likely = text[begin:end].endswith("ов") or not starts_sentence(text, begin)
    return text[begin].isupper() and likely


def starts_sentence(text: str, begin: int) -> bool:
    """Nothing but quotation marks and numbers stands between a sentence's end and this."""
    found = _SENTENCE_END.search(text, max(0, begin - _LOOK_BACK), begin)
    # The pattern's ^ is the start of the text alone.
    return found is not None


def in_capitals(text: str, begin: int, end: int) -> bool:
    """The words on both sides are in capitals, so that capitals say nothing."""
    beside = [w for w in (_before(text, begin), _after(text, end)[1]) if len(w) > 1]
    return bool(beside) and all(word.isupper() for word in beside)


def _after(text: str, end: int) -> tuple[str, str]:
    """What parts a form from the next word, and that word; empty where a sentence ends."""
    found = _NEXT.match(text, end)
    return (found[1], found[2]) if found else ("", "")


def _before(text: str, begin: int) -> str:
    found = _BEFORE.search(text, max(0, begin - _LOOK_BACK), begin)
    return found[1] if found else ""


@cache
def _of_city(language: Language) -> re.Pattern[str]:
    words = any_of("place of before", language)
    pattern = f"\\b(?:{words}) of\\s$" if language == "en" else f"\\b(?:{words})\\w*\\s$"
    return re.compile(pattern, re.IGNORECASE)

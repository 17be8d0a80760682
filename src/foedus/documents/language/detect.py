"""Which language a text is in: English, Chinese, Russian, or none of these.

The script decides first: Han letters mean Chinese unless kana or hangul stand beside them,
Cyrillic means Russian unless letters occur that Russian does not have. Among Latin
alphabets frequent short words decide, which is enough to tell English from the languages
it is met beside, and in a line or two, such as a headline, whether its words are in an English
dictionary. A text with few of them is of no language that is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown

Language = Literal["en", "zh", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
OTHER = "und"
"""Undetermined, as in ISO 639-2."""
LOOKED_AT = 20_000
"""Letters from the beginning of a text that are looked at."""
_WORDS_FROM = 6_000
"""Letters from the beginning of a Latin text whose words are looked up."""
_HAN, _KANA, _CYRILLIC, _NOT_RUSSIAN, _LATIN = 1, 2, 3, 4, 5
_BLOCKS = (
    (_HAN, "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"),
    (_KANA, "\u3040-\u30ff\uac00-\ud7af"),
    (_CYRILLIC, "\u0400-\u04ff"),
    (_LATIN, "A-Za-z\u00c0-\u024f"),
)
_FOREIGN_CYRILLIC = "іїєґўѓќљњџђћјәғқңөұүһҗІЇЄҐЎЃЌЉЊЏЂЋЈ"
_WORD = re.compile("[a-z\u00e0-\u024f']+")
_ENGLISH = frozenset(
    re.findall(
        r"\S+",
        "the of and to in that is for we our on as with by this have has be are it not which "
        "from its will at an all their they or was but must been can these i",
    )
)
_SHARE_OF_ENGLISH, _FEWEST_LETTERS, _CHINESE_LETTER = 0.2, 4, 3
_FEW_WORDS, _SHARE_IN_DICTIONARY = 40, 0.75
_FOREIGN_LETTERS = 0.01


@dataclass(frozen=True)
class Detected:
    """A language and how sure it is.

    Parameters
    ----------
    language : str
        en, zh, ru, or und.
    share : float
        Share of the letters in the script that decided, or of the words that did.
    """

    language: str
    share: float


def detect(text: str) -> Detected:
    """The language of most of a text.

    Examples
    --------
    >>> [detect(t).language for t in ("The two sides agreed.", "双方一致同意。", "Стороны согласны.")]
    ['en', 'zh', 'ru']
    >>> detect("Les deux parties sont convenues de cela.").language
    'und'
    """
    letters = text[:LOOKED_AT]
    code = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), np.uint32)
    count = np.bincount(_scripts()[code], minlength=6)
    # A Chinese letter says about as much as three of an alphabet.
    han = _CHINESE_LETTER * int(count[_HAN])
    cyrillic, latin = int(count[_CYRILLIC] + count[_NOT_RUSSIAN]), int(count[_LATIN])
    every = han + cyrillic + latin
    if every < _FEWEST_LETTERS:
        return Detected(OTHER, 0.0)
    if han >= max(cyrillic, latin):
        foreign = _CHINESE_LETTER * int(count[_KANA])
        return Detected("zh" if foreign < 0.1 * han else OTHER, han / every)
    if cyrillic >= latin:
        foreign = int(count[_NOT_RUSSIAN])
        return Detected("ru" if foreign < _FOREIGN_LETTERS * cyrillic else OTHER, cyrillic / every)
    words = _WORD.findall(letters[:_WORDS_FROM].lower())
    share = sum(word in _ENGLISH for word in words) / max(len(words), 1)
    if share < _SHARE_OF_ENGLISH and len(words) < _FEW_WORDS:
        share = _share_in_dictionary(" ".join(words))
        return Detected("en" if share >= _SHARE_IN_DICTIONARY else OTHER, share)
    return Detected("en" if share >= _SHARE_OF_ENGLISH else OTHER, share)


def _share_in_dictionary(text: str) -> float:
    try:
        from simplemma import in_target_language
    except ImportError:
        return 0.0
    return float(in_target_language(text, lang="en"))


@cache
def _scripts() -> NDArray[np.uint8]:
    """Script of every code point, 0 for those that say nothing."""
    table = np.zeros(0x110000, np.uint8)
    for script, ranges in _BLOCKS:
        for first, last in re.findall("(.)-(.)", ranges):
            table[ord(first) : ord(last) + 1] = script
    table[[ord(letter) for letter in _FOREIGN_CYRILLIC]] = _NOT_RUSSIAN
    return table


@cache
def language_of(named: str) -> Language:
    """A language by its code.

    Raises
    ------
    FoedusError
        For any but en, zh, ru; regions (zh-CN, en_GB) are understood.
    """
    for language in LANGUAGES:
        if named.strip().lower().replace("_", "-").split("-")[0] == language:
            return language
    raise unknown("language", named, list(LANGUAGES))

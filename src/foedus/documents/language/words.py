"""Words of a text and where they stand, in English, Chinese and Russian."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.language.paragraphs import Spans

_WORD = re.compile(
    "[^\\W_]+(?:(?:['’\\-‑]|(?<=\\b[^\\W_])\\.(?=[^\\W_]\\b)|(?<=\\d)\\.(?=\\d))[^\\W_]+)*"
)
"""A dot belongs to a word between single letters (``U.S``) or digits (``2.5``) only."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


@dataclass(frozen=True)
class Words:
    """Words in the order of the text.

    Parameters
    ----------
    form : list of str
        As written, in lower case.
    spans : ndarray, shape (words, 2)
        Offsets in code points, ends not included.
    """

    form: list[str]
    spans: Spans

    def __len__(self) -> int:
        return len(self.form)


def words(text: str, language: str) -> Words:
    """Words without punctuation; Chinese is cut by a dictionary (rjieba).

    Hyphens and apostrophes inside a word belong to it (``российско-китайский``,
    ``Beijing's``), and so do dots between single letters (``U.S``) or digits.

    Raises
    ------
    FoedusError
        Chinese without rjieba, which the extra `texts` brings.

    Examples
    --------
    >>> words("The U.S. and China's ties", "en").form
    ['the', 'u.s', 'and', "china's", 'ties']
    """
    if language == "zh":
        return _chinese(text)
    found = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    spans = np.array([(a, b) for _, a, b in found], np.int64).reshape(-1, 2)
    return Words([form for form, _, _ in found], spans)


def forms(parts: Iterable[str], language: str) -> list[list[str]]:
    """Words of many short texts, such as sentences, without their places; quicker than `words`.

    Examples
    --------
    >>> forms(["Trade grew.", "Ties deepened."], "en")
    [['trade', 'grew'], ['ties', 'deepened']]
    """
    if language != "zh":
        find = _WORD.findall
        return [
            # A few letters (İ) fall into two in lower case, none of ASCII does.
            find(part.lower()) if part.isascii() else [form.lower() for form in find(part)]
            for part in parts
        ]
    cut = _cut()
    return [[word.lower() for word in cut(part) if _is_word(word)] for part in parts]


def _chinese(text: str) -> Words:
    form, spans, at = [], [], 0
    for part in _cut()(text):
        end = at + len(part)
        if _is_word(part):
            form.append(part.lower())
            spans.append((at, end))
        at = end
    return Words(form, np.array(spans, np.int64).reshape(-1, 2))


def _is_word(part: str) -> bool:
    return part[0].isalnum() or _HAN.match(part) is not None


@cache
def _cut() -> Callable[[str], list[str]]:
    try:
        from rjieba import cut
    except ImportError as error:
        raise FoedusError(
            "Chinese words need the package rjieba.", "Run: pip install 'foedus[texts]'."
        ) from error
    found: Callable[[str], list[str]] = cut
    return found

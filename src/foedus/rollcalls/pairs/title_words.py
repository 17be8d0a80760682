"""Searching symbols, titles and agenda of resolutions for words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    import pandas as pd

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def folded(text: str) -> str:
    """Text without case and accents, with plain apostrophes.

    Examples
    --------
    >>> folded("Régime of the People’s Republic")
    "regime of the people's republic"
    """
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for.

    Raises
    ------
    FoedusError
        If there is none.

    Examples
    --------
    >>> words_of(" Nuclear  weapons ")
    ('nuclear', 'weapons')
    """
    words = tuple(folded(text).split())
    if not words:
        raise FoedusError(
            f"{text!r} holds no word to look for.",
            "Give words of a title, as in `--words Ukraine`.",
        )
    return words


def mentions(texts: pd.DataFrame, words: tuple[str, ...]) -> NDArray[np.bool_]:
    """Rows in which each of the words begins a word, in any of the columns; shape (rows,).

    A beginning, so that "weapon" finds "weapons" and "Iran" does not find "veteran".
    """
    rules = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words]
    rows = [folded(" ".join(cells)) for cells in texts.astype(str).itertuples(index=False)]
    return np.array([all(rule.search(row) for rule in rules) for row in rows], bool)

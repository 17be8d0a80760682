"""Which words mark the new side against the old, by lemma (en, ru) or word (zh)."""

from __future__ import annotations

from itertools import chain

import numpy as np

from foedus.documents.comparing.counting import count_tokens
from foedus.documents.comparing.keyness import Bounds, Keyness, keyness
from foedus.documents.comparing.resampling import FEWEST_DOCUMENTS
from foedus.documents.comparing.two_documents.sides import ReadSide
from foedus.documents.language.lemmas import lexicon


def marking_words(
    old: ReadSide,
    new: ReadSide,
    *,
    least: int = 5,
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 1,
) -> Keyness:
    """Words of the new side against those of the old, both of one language.

    Words without a letter (numbers of paragraphs, years) count among the tokens and are no
    features. Bounds are by documents where each side has ten or more, by tokens otherwise.

    Parameters
    ----------
    old, new
        What is compared.
    least
        Words with fewer tokens in both together are left out.
    level, draws, seed
        As for `foedus.documents.comparing.keyness.keyness`.

    Raises
    ------
    FoedusError
        Where the package for the language is missing.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.sides import Document, Side, read_side
    >>> one, two = (
    ...     read_side(Side(n, (Document(n, text, "en"),)))
    ...     for n, text in (("a", "blocs " * 6 + "trade " * 4), ("b", "trade " * 10))
    ... )
    >>> marking_words(one, two).columns["feature"].tolist()
    ['trade', 'bloc']
    """
    sides = old, new
    language = old.side.language or ""
    found = [words.form for side in sides for words in side.words]
    known = lexicon(chain.from_iterable(found), language)
    base = found if known is None else [[known[form] for form in forms] for forms in found]
    names: dict[str, int] = {}
    token = np.array(
        [
            names.setdefault(word, len(names)) if any(map(str.isalpha, word)) else -1
            for word in chain.from_iterable(base)
        ],
        np.int64,
    )
    first = np.concatenate([[0], np.cumsum([len(forms) for forms in found])]).astype(np.int64)
    sizes = len(old.words), len(new.words)
    documents = [f"old {k}" for k in range(sizes[0])] + [f"new {k}" for k in range(sizes[1])]
    counts = count_tokens(token, first, documents, list(names))
    bounds: Bounds = "documents" if min(sizes) >= FEWEST_DOCUMENTS else "tokens"
    return keyness(
        counts,
        np.arange(sizes[0], sum(sizes)),
        np.arange(sizes[0]),
        least=least,
        bounds=bounds,
        level=level,
        draws=draws,
        seed=seed,
    )

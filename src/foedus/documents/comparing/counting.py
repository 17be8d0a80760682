"""Counting features by document: from numbered tokens, from words, from a full table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.rows import compressed


def count_tokens(
    token: NDArray[Any],
    first: NDArray[Any],
    documents: Sequence[str],
    features: Sequence[str],
) -> DocumentCounts:
    """Count tokens that are numbered by feature.

    Parameters
    ----------
    token : ndarray of int, shape (tokens,)
        Feature of each token, one document after the other; below zero for tokens that are
        no feature (a word left out), which count in the documents' tokens all the same.
    first : ndarray of int, shape (documents + 1,)
        Where the tokens of each document begin; the last is their number.
    documents, features
        Names.

    Raises
    ------
    FoedusError
        If a token has a number beyond the features, or the documents do not cover the tokens.

    Examples
    --------
    >>> token, first = np.array([0, 1, 1, -1, 0]), np.array([0, 4, 5])
    >>> counts = count_tokens(token, first, ["a", "b"], ["peace", "war"])
    >>> counts.dense().tolist(), counts.tokens.tolist()
    ([[1, 2], [1, 0]], [4, 1])
    """
    token, first = np.asarray(token), np.asarray(first, np.int64)
    tokens = np.diff(first)
    if len(first) != len(documents) + 1 or first[0] != 0 or first[-1] != len(token):
        raise FoedusError(
            f"{len(documents)} documents that begin at {len(first)} places do not cover "
            f"{len(token)} tokens.",
            "Give the place of each document's first token, from 0, and the number of tokens last.",
        )
    if (tokens < 0).any():
        raise FoedusError("Documents begin out of order.", "Give rising places.")
    if len(token) and int(token.max()) >= len(features):
        raise FoedusError(
            f"Token {int(token.max())} with {len(features)} features.",
            "Number tokens from 0 on, in the order of the features.",
        )
    row = np.repeat(np.arange(len(documents)), tokens)
    named = token >= 0
    rows = compressed(row[named], token[named], None, len(documents), len(features))
    return DocumentCounts(tuple(documents), tuple(features), *rows, tokens)


def count_words(documents: Mapping[str, Iterable[str]]) -> DocumentCounts:
    """Count words; features in the order in which they are first met.

    Examples
    --------
    >>> count_words({"a": ["мир", "мир"], "b": ["мир", "和平"]}).dense().tolist()
    [[2, 0], [1, 1]]
    """
    known: dict[str, int] = {}
    parts = [[known.setdefault(word, len(known)) for word in words] for words in documents.values()]
    first = np.cumsum([0, *(len(part) for part in parts)])
    token = np.array([k for part in parts for k in part], np.int64)
    return count_tokens(token, first, tuple(documents), tuple(known))


def count_table(
    table: NDArray[Any], documents: Sequence[str], features: Sequence[str]
) -> DocumentCounts:
    """Counts from a full table; shape (documents, features), whole numbers from 0 on.

    Raises
    ------
    FoedusError
        If the table has another shape, or numbers that are no counts.
    """
    table = np.asarray(table)
    if table.shape != (len(documents), len(features)):
        raise FoedusError(
            f"A table of shape {table.shape} for {len(documents)} documents and "
            f"{len(features)} features.",
            "Give one row for each document and one column for each feature.",
        )
    if (table < 0).any() or (table != np.rint(table)).any():
        raise FoedusError("The table holds numbers that are no counts.", "Give 0, 1, 2, ...")
    row, column = np.nonzero(table)
    count = table[row, column].astype(np.int64)
    tokens = table.sum(axis=1).astype(np.int64)
    rows = compressed(row, column, count, len(documents), len(features))
    return DocumentCounts(tuple(documents), tuple(features), *rows, tokens)

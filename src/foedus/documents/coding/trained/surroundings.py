"""What stands around a passage in a corpus."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.trained.features import Embed
from foedus.documents.coding.trained.view import Passages, View
from foedus.documents.corpora.corpus import Corpus

Rows = dict[tuple[int | None, str], NDArray[np.float64]]
_HELD = 4
"""Documents held in memory: passages come in the order of their documents."""


@dataclass(frozen=True)
class Surroundings:
    """A corpus, and what its documents are cut into.

    Parameters
    ----------
    corpus : Corpus
    unit : {"sentence", "paragraph"}
    """

    corpus: Corpus
    unit: Literal["sentence", "paragraph"] = "sentence"
    _held: OrderedDict[int, Rows] = field(default_factory=OrderedDict, repr=False, compare=False)

    def texts(self, document: int) -> tuple[list[int], list[str]]:
        """Where each passage of a document starts, and its text."""
        whole = self.corpus.text(document)
        spans = self.corpus.segments(document, self.unit).tolist()
        return [start for start, _ in spans], [whole[start:stop] for start, stop in spans]

    def chances(self, view: View, document: int, embed: Embed) -> Rows:
        """Probabilities of the answers, by start and text of each passage of a document."""
        if document not in self._held:
            starts, texts = self.texts(document)
            found = view.chances(Passages(texts, np.zeros(len(texts), np.int64)), embed)
            self._held[document] = dict(zip(zip(starts, texts, strict=True), found, strict=True))
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        return self._held[document]

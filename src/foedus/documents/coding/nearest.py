"""A machine coder that takes the codes of the nearest labelled passages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar, written
from foedus.documents.coding.interface import Excerpt, Judgement, Label

Floats = NDArray[np.float64]
Embed = Callable[[Sequence[str]], NDArray[Any]]
"""Texts to vectors, shape (texts, dimensions)."""
_BLOCK = 2048


@dataclass(frozen=True)
class Labelled:
    """A passage with codes that are taken as right.

    Parameters
    ----------
    text : str
    labels : mapping
        Value by code, None for a flag. A code that is not there was not given.
    """

    text: str
    labels: Mapping[str, Scalar | None]


@dataclass(frozen=True)
class NearestCoder:
    """Votes of the labelled passages nearest in meaning, weighted by cosine similarity.

    Sentence embeddings find the topic, not the stance: opposite statements on one topic lie
    close. So scales are left alone unless `scales` says otherwise, and nothing is said of a
    passage that no labelled one is near. A labelled passage with the same text never votes,
    so that a test on labelled passages is no test of memory.

    Parameters
    ----------
    codebook : Codebook
    embed : callable
        Texts to vectors, shape (texts, dimensions).
    labelled : sequence of Labelled
        Passages read with all of `codes` in mind.
    codes : tuple of str
        Codes to look for; empty for all that occur among the labels.
    neighbours : int
        How many vote.
    floor : float
        Cosine similarity that the nearest must have.
    scales : bool
        Whether codes on a scale are looked for too.
    model : str
        What the embedding is called; part of the coder's name.

    Raises
    ------
    FoedusError
        For no labelled passages, unknown codes or values, or no code to look for.

    Examples
    --------
    >>> from foedus.documents.coding.shipped import open_codebook
    >>> def embed(texts): return np.array([[t.count("trade"), t.count("threat")] for t in texts])
    >>> told = [Labelled("trade, trade", {"basis_economy": None}), Labelled("a threat", {})]
    >>> coder = NearestCoder(open_codebook("partnerships"), embed, told, neighbours=1)
    >>> coder.code([Excerpt("Now trade.")])[0].labels
    (Label(code='basis_economy', value=None, score=1.0, span=None),)
    """

    codebook: Codebook
    embed: Embed
    labelled: Sequence[Labelled]
    codes: tuple[str, ...] = ()
    neighbours: int = 5
    floor: float = 0.3
    scales: bool = False
    model: str = "embedding"

    def __post_init__(self) -> None:
        if not self.labelled:
            raise FoedusError("There are no labelled passages.", "Code some by hand first.")
        if self.neighbours < 1:
            raise FoedusError(f"{self.neighbours} neighbours cannot vote.", "Take at least 1.")
        for passage in self.labelled:
            for code, value in passage.labels.items():
                self.codebook.code(code).read(value)
        if not self._looked:
            raise FoedusError(
                "The labelled passages have no code to look for.",
                "Label some with flags or categories; scales need scales=True.",
            )

    @property
    def name(self) -> str:
        """Embedding, codebook and hash of the labelled passages and settings."""
        return f"nearest {self.model} {self.codebook.key} {self.detail['hash']}"

    @property
    def kind(self) -> Literal["model"]:
        """Always "model"."""
        return "model"

    @cached_property
    def detail(self) -> Mapping[str, str]:
        """Settings, and a hash of the labelled passages with them."""
        settings: dict[str, Any] = {
            "method": "nearest labelled passages",
            "embedding": self.model,
            "labelled": len(self.labelled),
            "neighbours": self.neighbours,
            "floor": self.floor,
            "codes": " ".join(self._looked),
        }
        told = [
            [p.text, sorted((c, written(v)) for c, v in p.labels.items())] for p in self.labelled
        ]
        text = json.dumps([settings, told], ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        return {key: str(value) for key, value in settings.items()} | {"hash": digest}

    @cached_property
    def _looked(self) -> tuple[str, ...]:
        given = {code for passage in self.labelled for code in passage.labels}
        wanted = [self.codebook.code(c) for c in self.codes] or [
            code for code in self.codebook.codable if code.id in given
        ]
        return tuple(code.id for code in wanted if self.scales or code.kind != "scale")

    @cached_property
    def _vectors(self) -> Floats:
        return _unit(self.embed([passage.text for passage in self.labelled]))

    def code(self, passages: Sequence[Excerpt]) -> list[Judgement]:
        """Votes of each passage's neighbours; none near enough is a problem, not "no code"."""
        out: list[Judgement] = []
        for k in range(0, len(passages), _BLOCK):
            out += self._block([passage.text for passage in passages[k : k + _BLOCK]])
        return out

    def _block(self, texts: list[str]) -> list[Judgement]:
        near = _unit(self.embed(texts)) @ self._vectors.T
        told = np.array([passage.text for passage in self.labelled], object)
        near[np.array(texts, object)[:, None] == told[None, :]] = -np.inf
        count = min(self.neighbours, near.shape[1])
        who = np.argsort(-near, axis=1, kind="stable")[:, :count]
        weight = np.take_along_axis(near, who, axis=1)
        return [self._voted(w, v) for w, v in zip(who, weight, strict=True)]

    def _voted(self, who: NDArray[np.int64], weight: Floats) -> Judgement:
        votes = np.where(np.isfinite(weight), np.maximum(weight, 0), 0)
        total = float(votes.sum())
        if not (weight[0] >= self.floor and total > 0):
            return Judgement(problem="no labelled passage is near")
        labels = []
        for code in self._looked:
            by_value: dict[Scalar | None, float] = {}
            for k, vote in zip(who, votes, strict=True):
                given = self.labelled[k].labels
                if code in given:
                    by_value[given[code]] = by_value.get(given[code], 0.0) + float(vote)
            # The code needs half of the votes; of its values the one with most is taken.
            if by_value and sum(by_value.values()) * 2 >= total:
                value = max(by_value, key=lambda v: by_value[v])
                labels.append(Label(code, value, min(by_value[value] / total, 1.0)))
        return Judgement(tuple(labels), self._looked)


def _unit(vectors: NDArray[Any]) -> Floats:
    """Vectors of length one; a vector of zeros stays, and is near nothing."""
    given = np.asarray(vectors, float)
    length = np.linalg.norm(given, axis=1, keepdims=True)
    return np.asarray(np.divide(given, length, out=np.zeros_like(given), where=length > 0))

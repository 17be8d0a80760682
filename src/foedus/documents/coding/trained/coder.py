"""A machine coder as it was trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.interface import Excerpt, Judgement, Label
from foedus.documents.coding.trained.features import Embed
from foedus.documents.coding.trained.labels import APPLIED, value_of
from foedus.documents.coding.trained.quality import Quality
from foedus.documents.coding.trained.surroundings import Surroundings
from foedus.documents.coding.trained.view import Passages, View
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.reliability.words import NO_CODE

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TrainedCoder:
    """A classifier that learned one code from people's labels; made by `train` and its like.

    A passage that it learned from is answered by a model that had not seen it, nor its group:
    so its codes of labelled passages are as good as those of others, and no better. That is
    what agreement with people and corrected shares (`foedus.documents.correction`) need.

    Parameters
    ----------
    codebook : Codebook
    target : str
        Id of the code that it gives.
    alone : View
        Of passages by themselves.
    within : View or None
        Of passages with what stands around them; None if that was not learned.
    quality_alone, quality_within : Quality
        On passages that it had not seen, for each view.
    told : mapping
        Settings, counts and fingerprint of the labels.
    embed : callable
        Texts to vectors, shape (texts, dimensions).
    surroundings : Surroundings or None
        The corpus in which it looks around passages.
    """

    codebook: Codebook
    target: str
    alone: View
    within: View | None
    quality_alone: Quality
    quality_within: Quality | None
    told: Mapping[str, str]
    embed: Embed = field(repr=False)
    surroundings: Surroundings | None = field(default=None, repr=False, compare=False)

    @property
    def answers(self) -> tuple[Scalar, ...]:
        """What a passage can get: "no code", and "applied" of a flag or the values."""
        return self.alone.answers.names

    @property
    def quality(self) -> Quality:
        """Of the way that passages are looked at best: within their document if it was learned."""
        return self.quality_within or self.quality_alone

    @property
    def name(self) -> str:
        """Code, codebook and fingerprint; and whether it looks around."""
        where = " in context" if self._looks_around else ""
        return f"trained {self.target} {self.codebook.key} {self.told['fingerprint']}{where}"

    @property
    def kind(self) -> Literal["model"]:
        """Always "model"."""
        return "model"

    @property
    def detail(self) -> Mapping[str, str]:
        """Settings, counts, fingerprint, and how good it is on unseen passages."""
        good = self.quality if self._looks_around else self.quality_alone
        unit = {"unit": self.surroundings.unit} if self.surroundings else {}
        looks = {"context": "yes" if self._looks_around else "no", "quality": good.sentence()}
        return dict(self.told) | unit | looks

    @property
    def _looks_around(self) -> bool:
        return self.surroundings is not None and self.within is not None

    def probabilities(
        self, texts: Sequence[str], documents: Sequence[object] | None = None
    ) -> Floats:
        """Calibrated probability of each of `answers`, shape (texts, answers).

        Parameters
        ----------
        texts
        documents : sequence, shape (texts,)
            Which document each is of, the passages of one in their order: then what stands
            around a passage counts, if that was learned. None: each stands by itself.
        """
        seen, passages = self._seen(list(texts), documents)
        return seen.chances(passages, self.embed)

    def decide(
        self, texts: Sequence[str], documents: Sequence[object] | None = None
    ) -> list[Scalar]:
        """The answer to each: the code from the threshold on, its likeliest or median value."""
        seen, _ = self._seen([], documents)
        given = seen.answers.decided(self.probabilities(texts, documents), seen.threshold)
        return [self.answers[k] for k in given]

    def code(self, passages: Sequence[Excerpt]) -> list[Judgement]:
        """Passages of the corpus it is bound to are seen in their place, others alone."""
        rows: list[tuple[Floats, int] | None] = [None] * len(passages)
        # Document by document, so that each is read once, in whatever order they come.
        for k in sorted(range(len(passages)), key=lambda k: passages[k].document or 0):
            rows[k] = self._in_place(passages[k])
        rest = [k for k, row in enumerate(rows) if row is None]
        chances = self.alone.chances(Passages([passages[k].text for k in rest]), self.embed)
        given = self.alone.answers.decided(chances, self.alone.threshold)
        for k, row, answer in zip(rest, chances, given.tolist(), strict=True):
            rows[k] = row, answer
        return [self._judged(*row) for row in rows if row is not None]

    def beside(
        self, corpus: Corpus, unit: Literal["sentence", "paragraph"] = "sentence"
    ) -> TrainedCoder:
        """The same, looking around passages in a corpus."""
        return replace(self, surroundings=Surroundings(corpus, unit))

    def save(self, path: Path | str) -> None:
        """Keep it in a folder: `model.json` and `weights.npz`, without pickled objects.

        Raises
        ------
        FoedusError
            If the folder holds something else.
        """
        from foedus.documents.coding.trained.keeping import save

        save(self, Path(path))

    def _in_place(self, passage: Excerpt) -> tuple[Floats, int] | None:
        """Probabilities and answer of a passage where it stands; None if that is not known."""
        if self.within is None or self.surroundings is None or passage.document is None:
            return None
        found = self.surroundings.chances(self.within, passage.document, self.embed)
        row = found.get((passage.start, passage.text))
        if row is None:
            return None
        return row, int(self.within.answers.decided(row[None], self.within.threshold)[0])

    def _judged(self, row: Floats, answer: int) -> Judgement:
        given = self.answers[answer]
        if given == NO_CODE:
            return Judgement((), (self.target,))
        value = None if given == APPLIED else value_of(self.codebook.code(self.target), given)
        score = float(min(max(row[answer], 0.0), 1.0))
        return Judgement((Label(self.target, value, score),), (self.target,))

    def _seen(self, texts: list[str], documents: Sequence[object] | None) -> tuple[View, Passages]:
        if documents is None or self.within is None:
            return self.alone, Passages(texts)
        return self.within, Passages(texts, numbered(documents, len(texts)) if texts else None)


def numbered(groups: Sequence[object], count: int, what: str = "documents") -> NDArray[np.int64]:
    """Names as numbers from 0 in the order of their text, shape (count,).

    Raises
    ------
    FoedusError
        If there are more or fewer of them than texts.
    """
    if len(groups) != count:
        raise FoedusError(
            f"There are {count} texts and {len(groups)} {what}.", "Give one for each text."
        )
    names = [str(group) for group in groups]
    number = {name: k for k, name in enumerate(sorted(set(names)))}
    return np.array([number[name] for name in names], np.int64)

"""A coder trained on texts and labels."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.codebook_text import codebook_text
from foedus.documents.coding.trained.answers import Answers, Kind
from foedus.documents.coding.trained.coder import TrainedCoder, numbered
from foedus.documents.coding.trained.enough import check_enough
from foedus.documents.coding.trained.features import Embed
from foedus.documents.coding.trained.folds import folds
from foedus.documents.coding.trained.labels import answered, guessed, plain
from foedus.documents.coding.trained.quality import Quality, quality
from foedus.documents.coding.trained.view import Passages, View, view
from foedus.documents.embedding.encoder import ENCODER, encode

Ints = NDArray[np.int64]
METHOD = "logistic regression on sentence embeddings and character n-grams 2-5, version 1"


def train(
    texts: Sequence[str],
    labels: Sequence[object],
    groups: Sequence[object] | None = None,
    *,
    documents: Sequence[object] | None = None,
    code: str = "label",
    kind: Kind | None = None,
    codebook: Codebook | None = None,
    context: bool = True,
    seed: int = 0,
    embed: Embed = encode,
    model: str = ENCODER,
    notes: dict[str, str] | None = None,
) -> TrainedCoder:
    """Learn a code from labelled texts.

    Logistic regression with a squared penalty. It sees the embedding of the passage and runs
    of two to five characters; and where documents are known, also the vectors of its
    neighbours and of the document, and the sentence that it is a piece of. How strong the
    penalty is, the calibration (Platt 1999) and the threshold (highest macro-F1 expected) come from
    five folds that keep groups whole; so do the figures in `quality`. Who speaks is not used.

    Parameters
    ----------
    texts : sequence of str
        Passages; those of one document in their order.
    labels : sequence, shape (texts,)
        Of a flag: true or false, 1 or 0, "applied" or "no code". Of a category or scale: its
        value, or "no code". None (or not a number) where nobody looked: such a passage only
        stands around others.
    groups : sequence, shape (texts,)
        What must not be split: speeches, documents, meetings. None: each text is its own.
    documents : sequence, shape (texts,)
        Which document each is of; None: the groups. Without both there is no context.
    code
        Id of the code.
    kind
        Of a code without a codebook; None: what the labels look like (true and false a flag,
        other numbers a scale, the rest a category).
    codebook
        That has the code; None: one is made from the labels.
    context
        Whether what stands around a passage is learned too.
    seed
        For the intervals of `quality`.
    embed, model
        Texts to vectors, shape (texts, dimensions), and what that is called.
    notes
        Further settings to be told with it.

    Raises
    ------
    NotEnoughLabels
        If an answer has fewer than 20 passages or 5 groups; says how many are needed.
    FoedusError
        For lists of different lengths, or a label that the code does not take.

    Examples
    --------
    >>> said = ["We condemn this act.", "We thank the Council.", "They lied again.", "I agree."]
    >>> texts = [f"{text} {word}" for word in "abcdefgh" for text in said * 3]
    >>> speech = [k // 12 for k in range(len(texts))]
    >>> def embed(given):
    ...     return np.array([["condemn" in t or "lied" in t, "thank" in t] for t in given], float)
    >>> coder = train(texts, [True, False, True, False] * 24, speech, embed=embed, model="made up")
    >>> coder.answers
    ('no code', 'applied')
    >>> coder.decide(["We condemn them.", "I thank them."])
    ['applied', 'no code']
    >>> coder.probabilities(["We condemn them."]).round(1).tolist()
    [[0.0, 1.0]]
    """
    texts, given = [str(text) for text in texts], [plain(label) for label in labels]
    if len(given) != len(texts):
        raise FoedusError(
            f"There are {len(texts)} texts and {len(given)} labels.", "Give one for each text."
        )
    book = codebook or guessed(given, code, kind)
    answers, every = answered(book.code(code), given, own=codebook is None)
    # Equal texts are one group where nothing else is known: else they would be told in advance.
    group = numbered(texts if groups is None else groups, len(texts), "groups")
    around = documents if documents is not None else groups
    document = numbered(around, len(texts)) if context and around is not None else None
    labelled = np.flatnonzero(every >= 0)
    answer = every[labelled]
    group = np.unique(group[labelled], return_inverse=True)[1]
    fold = folds(answer, group) if len(answer) else answer
    check_enough(code, answers, answer, group, fold)
    # What will be kept as a file must be one that can be read again.
    book = codebook or parse_codebook(codebook_text(book), "labels")
    read = _once(embed)

    def seen(passages: Passages) -> tuple[View, Quality]:
        learned, unseen = view(passages, labelled, answers, answer, fold, read)
        return learned, quality(answers, unseen, answer, group, fold, seed)

    alone, good = seen(Passages(texts))
    within, good_within = (None, None) if document is None else seen(Passages(texts, document))
    settings = {
        "method": METHOD,
        "embedding": model,
        "code": code,
        "codebook": book.key,
        "context learned": "no" if document is None else "yes",
        "seed": str(seed),
    } | (notes or {})
    print_ = _fingerprint(settings, book, texts, given, [group, document])
    told = settings | _counts(answers, answer, group) | {"fingerprint": print_}
    return TrainedCoder(book, code, alone, within, good, good_within, told, embed)


def _once(embed: Embed) -> Embed:
    """An encoder that reads each text once: both views have most texts in common."""
    known: dict[str, NDArray[Any]] = {}

    def read(texts: Sequence[str]) -> NDArray[Any]:
        new = list(dict.fromkeys(text for text in texts if text not in known))
        known.update(zip(new, embed(new), strict=True))
        return np.array([known[text] for text in texts])

    return read


def _counts(answers: Answers, answer: Ints, group: Ints) -> dict[str, str]:
    by = Counter(answer.tolist())
    told = ", ".join(f"{name} {by[k]}" for k, name in enumerate(answers.names))
    return {"labelled": str(len(answer)), "groups": str(group.max() + 1), "labels": told}


def _fingerprint(
    settings: dict[str, str],
    book: Codebook,
    texts: list[str],
    labels: list[Scalar | None],
    numbers: list[Ints | None],
) -> str:
    """Hash of all that the coder was made from."""
    places = [None if n is None else n.tolist() for n in numbers]
    plain_ = [settings, codebook_text(book), texts, labels, places]
    return hashlib.sha256(json.dumps(plain_).encode()).hexdigest()[:12]

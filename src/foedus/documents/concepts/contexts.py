"""What a concept is used with: its sentences as vectors by document, and words that mark a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.documents.concepts.distance import ContextDistance, context_distance
from foedus.documents.concepts.hits import ConceptHits, HitSentence, hit_sentences, texts
from foedus.documents.corpora.corpus import Corpus

if TYPE_CHECKING:
    from foedus.documents.comparing.keyness import Keyness

By = Literal["meaning", "words"]
BY: tuple[By, ...] = get_args(By)
MOST = 1500
"""Sentences of a state that are read; of more, a random sample."""
_DIMENSIONS = 512
_SEED = 11
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class UseApart:
    """How far apart two states use a concept.

    Parameters
    ----------
    by
        Vectors of meaning, or counts of words.
    distance : ContextDistance
    others : ContextDistance
        The same of as many other sentences, drawn from the same documents: what the two
        differ by whatever they speak of.
    keyness : Keyness or None
        Words that mark the first state's sentences (positive) and the second's, where there
        are documents enough and one language.
    sentences : tuple of int
        Sentences of each state that were read.
    notes : tuple of str
    """

    by: By
    distance: ContextDistance
    others: ContextDistance
    keyness: Keyness | None
    sentences: tuple[int, int]
    notes: tuple[str, ...]

    @property
    def own(self) -> bool | None:
        """Whether the distance is the concept's own: beyond noise and beyond `others`.

        Neither of the two lies within the other's interval. None where either is missing.
        """
        one, two = self.distance, self.others
        if one.value is None or one.interval is None or two.value is None or two.interval is None:
            return None
        apart = one.interval.low > two.value and one.value > two.interval.high
        return one.claimed and apart

    def text(self) -> str:
        """The distance, and what it is beside that of other sentences, in one line."""
        if self.distance.value is None:
            return self.distance.text()
        if self.others.value is None:
            return f"{self.distance.text()}; of other sentences {self.others.why}"
        told = {
            True: "the concept is used otherwise, and not only the texts are other texts",
            False: "no more is known than that the texts are other texts",
            None: "",
        }[self.own]
        return f"{self.distance.text()}; other sentences {self.others.value:.2f}: {told}"


def use_apart(
    corpus: Corpus,
    hits: ConceptHits,
    pair: tuple[int, int],
    years: tuple[int, int],
    *,
    by: By = "meaning",
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 1,
) -> UseApart:
    """Distance of two states' sentences on a concept, and the words that mark each.

    Parameters
    ----------
    pair
        COW numbers.
    years
        First and last.
    by
        ``meaning`` (sentence vectors, across languages) or ``words`` (one language).
    level, draws, seed
        As for `context_distance`.

    Raises
    ------
    UnknownName
        For another `by`.
    """
    if by not in BY:
        raise unknown("way of telling contexts", by, list(BY))
    there = hits.speeches
    found = [s for s in hit_sentences(corpus, hits) if years[0] <= there.year[s.row] <= years[1]]
    own = [_sample([s for s in found if there.ccode[s.row] == c], seed) for c in pair]
    spoken = {there.language[s.row] for part in own for s in part}
    rows = [np.array([s.row for s in part], np.int64) for part in own]
    terms = _without_terms(hits, [*own[0], *own[1]])
    languages = [there.language[s.row] for part in own for s in part]
    lines = _lemmas(languages, terms)
    rest = [_others(corpus, hits, part, seed) for part in own]
    other_rows = [np.array([r for r, _ in part], np.int64) for part in rest]
    other_texts = [text for part in rest for _, text in part]
    if by == "words":
        spoken_there = [there.language[r] for part in rest for r, _ in part]
        vectors = _word_vectors(lines)
        beside = _word_vectors(_lemmas(spoken_there, other_texts))
    else:
        from foedus.documents.embedding.encoder import encode

        vectors = encode([s.text for part in own for s in part]).astype(float)
        beside = encode(other_texts).astype(float)

    def apart(found: Floats, of: list[NDArray[np.int64]]) -> ContextDistance:
        parts = found[: len(of[0])], found[len(of[0]) :]
        one, two = (_by_document(v, r) for v, r in zip(parts, of, strict=True))
        when = there.year[np.unique(of[0])], there.year[np.unique(of[1])]
        return context_distance(one, two, years=when, level=level, draws=draws, seed=seed)

    distance, others = apart(vectors, rows), apart(beside, other_rows)
    notes = [
        "Of meaning: vectors find the topic of a sentence, not its stance."
        if by == "meaning"
        else "Of words: square roots of shares of lemmas, the concept's own words left out."
    ]
    if len(spoken) > 1:
        notes.append(
            f"Several languages ({', '.join(sorted(spoken))}): the distance holds the difference "
            "of languages and of kinds of text as well, which nothing here takes out."
        )
    notes.append(
        "Other sentences: as many as those on the concept, drawn at random from the same documents. "
        "Two speakers differ in all they say; only what goes beyond that is the concept's own."
    )
    key = _marks(own, lines, level, seed) if len(spoken) == 1 else None
    return UseApart(by, distance, others, key, (len(own[0]), len(own[1])), tuple(notes))


def _sample(sentences: Sequence[HitSentence], seed: int) -> list[HitSentence]:
    if len(sentences) <= MOST:
        return list(sentences)
    kept = np.random.default_rng((seed, 4)).choice(len(sentences), MOST, replace=False)
    return [sentences[k] for k in np.sort(kept)]


def _by_document(vectors: Floats, rows: NDArray[np.int64]) -> Floats:
    """Mean vector of each document, in the order of their places."""
    if not len(rows):
        return np.zeros((0, vectors.shape[1]))
    _, place = np.unique(rows, return_inverse=True)
    out = np.zeros((int(place.max()) + 1, vectors.shape[1]))
    np.add.at(out, place, vectors)
    return np.asarray(out / np.bincount(place)[:, None], float)


def _without_terms(hits: ConceptHits, sentences: Sequence[HitSentence]) -> list[str]:
    out = []
    for s in sentences:
        text = s.text
        finder = hits.concept.finder(hits.speeches.language[s.row])
        for a, b in finder.spans(text)[::-1]:
            text = f"{text[:a]} {text[b:]}"
        out.append(text)
    return out


def _others(
    corpus: Corpus, hits: ConceptHits, sentences: Sequence[HitSentence], seed: int
) -> list[tuple[int, str]]:
    """Place of the document, and text, of other sentences of the same documents, as many."""
    rng = np.random.default_rng((seed, 5))
    wanted: dict[int, list[HitSentence]] = {}
    for s in sentences:
        wanted.setdefault(s.document, []).append(s)
    out = []
    for document, text in texts(corpus, np.array(sorted(wanted), np.int64)):
        held = wanted[document]
        spans = corpus.segments(document)
        finder = hits.concept.finder(hits.speeches.language[held[0].row])
        free = [(a, b) for a, b in spans.tolist() if not len(finder.spans(text[a:b]))]
        if free:
            kept = rng.choice(len(free), min(len(held), len(free)), replace=False)
            out += [(held[0].row, text[free[k][0] : free[k][1]]) for k in np.sort(kept)]
    return out


def _lemmas(languages: Sequence[str], lines: Sequence[str]) -> list[list[str]]:
    from foedus.documents.language.lemmas import lemmas
    from foedus.documents.language.words import forms

    out: list[list[str]] = [[] for _ in lines]
    for language in sorted(set(languages)):
        which = [k for k, own in enumerate(languages) if own == language]
        for k, words in zip(which, forms([lines[k] for k in which], language), strict=True):
            out[k] = lemmas(words, language)
    return out


def _word_vectors(lines: Sequence[Sequence[str]]) -> Floats:
    """Square roots of shares of lemmas (Hellinger), laid into fewer dimensions at random."""
    known: dict[str, int] = {}
    for words in lines:
        for word in words:
            known.setdefault(word, len(known))
    rng = np.random.default_rng(_SEED)
    directions = rng.standard_normal((max(len(known), 1), _DIMENSIONS)) / np.sqrt(_DIMENSIONS)
    out = np.zeros((len(lines), _DIMENSIONS))
    for k, words in enumerate(lines):
        if words:
            at, count = np.unique([known[w] for w in words], return_counts=True)
            out[k] = np.sqrt(count / len(words)) @ directions[at]
    return out


def _marks(
    own: Sequence[Sequence[HitSentence]],
    lines: Sequence[list[str]],
    level: float,
    seed: int,
) -> Keyness | None:
    from foedus.documents.comparing.counting import count_words
    from foedus.documents.comparing.keyness import keyness

    documents: dict[str, list[str]] = {}
    sides: tuple[list[str], list[str]] = ([], [])
    for k, s in enumerate([*own[0], *own[1]]):
        name = str(s.document)
        if name not in documents:
            documents[name] = []
            sides[int(k >= len(own[0]))].append(name)
        documents[name] += lines[k]
    if min(len(side) for side in sides) < 1 or not all(map(bool, sides)):
        return None
    return keyness(
        count_words(documents), sides[0], sides[1], least=8, level=level, draws=500, seed=seed
    )

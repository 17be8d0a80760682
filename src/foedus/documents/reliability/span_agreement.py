"""Two coders' passages side by side: position and label apart."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.reliability.figures import Figure, figures
from foedus.documents.reliability.formulas import coefficient_of
from foedus.documents.reliability.resampling import DRAWS
from foedus.documents.reliability.span_matching import Rule, matched
from foedus.documents.reliability.span_pieces import GAP, NOT_READ, pieces
from foedus.documents.reliability.spans import Spans
from foedus.documents.reliability.sums import of_pairs

Floats = NDArray[np.float64]
_NO_SPANS = "neither coder marked a passage"
_NO_MATCH = "no passage of the one matches a passage of the other"
_NO_VARIETY = "matched passages all have the same label"
_NAMES = {
    "passages matched (F1)": _NO_SPANS,
    "first coder's passages found by the second": "the first coder marked nothing",
    "second coder's passages found by the first": "the second coder marked nothing",
    "characters marked by both, of those marked by either": _NO_SPANS,
    "mean distance of the starts, in characters": _NO_MATCH,
    "mean distance of the ends, in characters": _NO_MATCH,
    "same label, of matched passages": _NO_MATCH,
    "Krippendorff's alpha of the labels (nominal metric)": _NO_VARIETY,
    "Gwet's AC1 of the labels (identity weights)": _NO_VARIETY,
}
_PLAIN = 8
"""Sums ahead of the table of labels."""


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """How far two coders marked the same passages, and labelled them alike.

    Parameters
    ----------
    first, second
        The coders.
    rule
        When two passages count as the same (see `span_matching.Rule`).
    n_documents
        Documents both read, with or without passages.
    n_first, n_second, n_matched
        Passages of each, and matched pairs.
    f1
        Matched pairs, twice, over passages of both.
    found_by_second, found_by_first
        Share of the one coder's passages that the other marked too.
    characters
        Code points that both marked over those that either marked.
    start_distance, end_distance
        Mean absolute distance of the boundaries of matched passages, in code points.
    same_label, label_alpha, label_ac1
        Labels of matched passages. AC1 counts all labels of `spans` as on offer.
    """

    first: Hashable
    second: Hashable
    rule: Rule
    n_documents: int
    n_first: int
    n_second: int
    n_matched: int
    f1: Figure
    found_by_second: Figure
    found_by_first: Figure
    characters: Figure
    start_distance: Figure
    end_distance: Figure
    same_label: Figure
    label_alpha: Figure
    label_ac1: Figure

    @property
    def position(self) -> tuple[Figure, ...]:
        """The figures of position."""
        return (
            self.f1,
            self.found_by_second,
            self.found_by_first,
            self.characters,
            self.start_distance,
            self.end_distance,
        )

    @property
    def labels(self) -> tuple[Figure, ...]:
        """The figures of labels, given position."""
        return self.same_label, self.label_alpha, self.label_ac1

    @property
    def text(self) -> str:
        """The result in plain sentences."""
        head = (
            f"{self.first} marked {self.n_first:,} passages and {self.second} {self.n_second:,} "
            f"in {self.n_documents:,} documents both read; {self.n_matched:,} match "
            f"(rule: {self.rule})."
        )
        shown = (self.f1, self.characters, self.same_label, self.label_alpha)
        return f"{head} {'; '.join(figure.text for figure in shown)}."


def span_agreement(
    spans: Spans,
    first: Hashable,
    second: Hashable,
    rule: Rule,
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 0,
    fewest_documents: int = 8,
) -> SpanAgreement:
    """Compare two coders' passages in the documents both read.

    Parameters
    ----------
    spans
        Marked passages.
    first, second
        The coders.
    rule
        ``exact``, ``half`` (the shared part is at least half of each) or ``overlap``.
    level, draws, seed, fewest_documents
        Of the intervals from resampled documents.

    Raises
    ------
    FoedusError
        For a coder or a rule that is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> from foedus.documents.reliability.spans import from_tables
    >>> rows = [("d", "a", 3, 9, "x"), ("d", "b", 3, 7, "x"), ("d", "b", 15, 18, "y")]
    >>> columns = ["document", "coder", "start", "end", "label"]
    >>> length = pd.DataFrame({"document": ["d"], "length": [20]})
    >>> spans = from_tables(pd.DataFrame(rows, columns=columns), length, "all")
    >>> found = span_agreement(spans, "a", "b", "half", draws=0)
    >>> found.n_matched, round(found.f1.value, 3), found.end_distance.value
    (1, 0.667, 2.0)
    """
    for name in (first, second):
        if name not in spans.coders:
            raise unknown("coder", str(name), map(str, spans.coders))
    if first == second:
        raise FoedusError(f"{first!r} cannot be compared with itself.", "Name two coders.")
    pair = spans.only(coders=[first, second]).read_by(2)
    sums = _sums(pair, rule)
    total = sums.sum(axis=0)
    found = figures(
        sums,
        partial(_figures, labels=len(pair.labels)),
        _NAMES,
        level=level,
        draws=draws,
        seed=seed,
        fewest_documents=fewest_documents,
    )
    n_first, n_second, n_matched = (int(n) for n in total[:3])
    return SpanAgreement(
        first, second, rule, len(pair.documents), n_first, n_second, n_matched, *found
    )


def _sums(pair: Spans, rule: Rule) -> Floats:
    """Each document: passages, matches, characters, distances, table of labels."""
    d, q = len(pair.documents), len(pair.labels)
    one, two = matched(pair, 0, 1, rule)
    where = pair.document[one]

    def counted(document: NDArray[np.int64], weight: NDArray[np.int64] | None = None) -> Floats:
        return np.asarray(np.bincount(document, weight, minlength=d), float)

    cut = pieces(pair)
    marked = (cut.mark > GAP) & (cut.mark != NOT_READ)
    tables = (where * q + pair.label[one]) * q + pair.label[two]
    plain = (
        counted(pair.document[pair.coder == 0]),
        counted(pair.document[pair.coder == 1]),
        counted(where),
        counted(cut.document, cut.length * marked.all(axis=1)),
        counted(cut.document, cut.length * marked.any(axis=1)),
        counted(where, np.abs(pair.start[one] - pair.start[two])),
        counted(where, np.abs(pair.end[one] - pair.end[two])),
        counted(where, (pair.label[one] == pair.label[two]).astype(np.int64)),
    )
    labels = np.bincount(tables, minlength=d * q * q).reshape(d, q * q)
    return np.concatenate([np.stack(plain, axis=1), labels], axis=1)


def _figures(sums: Floats, labels: int) -> Floats:
    first, second, pairs, shared, either, starts, ends, alike = np.moveaxis(
        sums[..., :_PLAIN], -1, 0
    )
    tables = sums[..., _PLAIN:].reshape(*sums.shape[:-1], labels, labels)
    apart = 1.0 - np.eye(labels)
    of = of_pairs(tables, apart)
    varied = (of.margins > 0).sum(axis=-1) > 1
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = (
            2 * pairs / (first + second),
            pairs / first,
            pairs / second,
            shared / either,
            starts / pairs,
            ends / pairs,
            alike / pairs,
        )
    coefficients = (
        np.where(varied, coefficient_of(of, "alpha", apart), np.nan),
        np.where(varied, coefficient_of(of, "ac", apart), np.nan),
    )
    return np.stack([*ratios, *coefficients], axis=-1)

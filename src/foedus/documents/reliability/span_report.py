"""Reliability of marked passages, per label and by language."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.reliability.report import ALL_LANGUAGES
from foedus.documents.reliability.span_agreement import SpanAgreement, span_agreement
from foedus.documents.reliability.span_matching import Rule
from foedus.documents.reliability.spans import Spans
from foedus.documents.reliability.unitising import Unitising, unitising

ALL_LABELS = "all labels"


@dataclass(frozen=True, slots=True)
class SpanReport:
    """Passages of one label in one language.

    Parameters
    ----------
    label, language
        `ALL_LABELS` and `ALL_LANGUAGES` where they are taken together; the language is
        empty where none was given.
    unitising
        The u-alpha family over all coders.
    pairs
        Each two coders who read a document in common.
    """

    label: str
    language: str
    unitising: Unitising
    pairs: tuple[SpanAgreement, ...]


def span_report(
    spans: Spans,
    rule: Rule,
    *,
    languages: Mapping[Hashable, str] | None = None,
    **settings: Any,
) -> tuple[SpanReport, ...]:
    """Agreement on passages: all labels together and each alone, over all languages and in each.

    Parameters
    ----------
    spans
        Marked passages.
    rule
        When two passages count as the same (see `span_agreement`).
    languages
        Language of each document.
    settings
        `level`, `draws`, `seed`, `fewest_documents`.

    Raises
    ------
    FoedusError
        For another rule, or a document without a language where languages are given.

    Examples
    --------
    >>> import pandas as pd
    >>> from foedus.documents.reliability.spans import from_tables
    >>> rows = [("d", "a", 3, 9, "x"), ("d", "b", 3, 7, "x")]
    >>> columns = ["document", "coder", "start", "end", "label"]
    >>> length = pd.DataFrame({"document": ["d"], "length": [20]})
    >>> spans = from_tables(pd.DataFrame(rows, columns=columns), length, "all")
    >>> [(r.label, len(r.pairs)) for r in span_report(spans, "overlap")]
    [('all labels', 1), ('x', 1)]
    """
    found = []
    for language, part in _by_language(spans, languages):
        for label in (ALL_LABELS, *part.labels):
            own = part if label == ALL_LABELS else part.only(labels=[label])
            both = own.read.astype(int).T @ own.read.astype(int)
            pairs = tuple(
                span_agreement(own, own.coders[i], own.coders[j], rule, **settings)
                for i, j in combinations(range(len(own.coders)), 2)
                if both[i, j]
            )
            found.append(SpanReport(label, language, unitising(own, **settings), pairs))
    return tuple(found)


def _by_language(spans: Spans, languages: Mapping[Hashable, str] | None) -> list[tuple[str, Spans]]:
    if languages is None:
        return [("", spans)]
    for document in spans.documents:
        if document not in languages:
            raise FoedusError(
                f"Document {document!r} has no language.", "Give the language of every document."
            )
    of = np.array([languages[d] for d in spans.documents])
    kinds = sorted(set(of.tolist()))
    parts = [
        (kind, spans.only(documents=[d for d in spans.documents if languages[d] == kind]))
        for kind in kinds
    ]
    return [(ALL_LANGUAGES, spans), *parts] if len(kinds) > 1 else parts

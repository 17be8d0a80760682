"""A machine coder that looks for the codebook's own patterns."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Code, Codebook, Scalar, Texts, Value
from foedus.documents.coding.interface import Excerpt, Judgement, Label

Rules = list[tuple[Code, list[tuple[Scalar | None, re.Pattern[str]]]]]


@dataclass(frozen=True)
class PatternCoder:
    """Regular expressions of the codebook, by code and language; case does not matter.

    A code is looked for in a language only where it has a pattern for it: elsewhere nothing is
    said of it. The part of the passage that a pattern found bears the code. Where patterns of
    several values of a scale or category are found, nothing is said of that code either.

    Parameters
    ----------
    codebook : Codebook

    Raises
    ------
    FoedusError
        If the codebook has no pattern.

    Examples
    --------
    >>> from foedus.documents.coding.shipped import open_codebook
    >>> coder = PatternCoder(open_codebook("partnerships"))
    >>> found, = coder.code([Excerpt("Оба выступают за многополярный мир.", "ru")])
    >>> [(label.code, label.span) for label in found.labels]
    [('order_multipolarity', (17, 30))]
    """

    codebook: Codebook

    def __post_init__(self) -> None:
        if not any(self._rules.values()):
            raise FoedusError(
                f"Codebook {self.codebook.key!r} has no patterns.",
                "Add some to its codes, as patterns.en = ['...'], or take another coder.",
            )

    @property
    def name(self) -> str:
        """Codebook and hash of its patterns."""
        return f"patterns {self.codebook.key} {self.detail['hash']}"

    @property
    def kind(self) -> Literal["model"]:
        """Always "model"."""
        return "model"

    @cached_property
    def detail(self) -> Mapping[str, str]:
        """The method and a hash of all patterns."""
        given = [
            [code.id, value.value if value else None, language, list(patterns)]
            for code in self.codebook.codable
            for value, texts in _sources(code)
            for language, patterns in texts.items()
        ]
        digest = hashlib.sha256(json.dumps(given, ensure_ascii=False).encode()).hexdigest()
        return {"method": "patterns", "hash": digest[:12]}

    @cached_property
    def _rules(self) -> dict[str, Rules]:
        return {
            language: _compiled(self.codebook, language) for language in self.codebook.languages
        }

    def code(self, passages: Sequence[Excerpt]) -> list[Judgement]:
        """Labels of the patterns found; a passage in a language without patterns is a problem."""
        return [self._of(passage) for passage in passages]

    def _of(self, passage: Excerpt) -> Judgement:
        rules = self._rules.get(passage.language)
        if not rules:
            return Judgement(problem=f"no patterns for the language {passage.language!r}")
        labels, looked = [], []
        for code, patterns in rules:
            hits = [(v, hit.span()) for v, p in patterns if (hit := p.search(passage.text))]
            if not hits:
                looked.append(code.id)
                continue
            if any(value != hits[0][0] for value, _ in hits):
                continue
            looked.append(code.id)
            labels.append(Label(code.id, hits[0][0], span=min(span for _, span in hits)))
        if not looked:  # an empty tuple would say that all codes were looked for
            return Judgement(problem="patterns contradict each other")
        return Judgement(tuple(labels), tuple(looked))


def _compiled(codebook: Codebook, language: str) -> Rules:
    rules = []
    for code in codebook.codable:
        patterns = [
            (value.value if value else None, re.compile(pattern, re.IGNORECASE))
            for value, texts in _sources(code)
            for pattern in texts.get(language, ())
        ]
        if patterns:
            rules.append((code, patterns))
    return rules


def _sources(code: Code) -> Iterator[tuple[Value | None, Texts]]:
    yield None, code.patterns
    yield from ((value, value.patterns) for value in code.values)

"""A concept: the words that name it in three languages, and where they stand in a text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from foedus.core.errors import FoedusError
from foedus.documents.concepts.check import Check
from foedus.documents.concepts.finder import Finder, joined, term_pattern
from foedus.documents.language.paragraphs import Spans

Strings = tuple[str, ...]
Texts = Mapping[str, Strings]
"""Strings by language."""


@dataclass(frozen=True)
class Concept:
    """A versioned dictionary of one concept.

    Parameters
    ----------
    name, version, date, title, about : str
    terms
        Words and phrases by language; a star stands for any ending.
    patterns
        Regular expressions by language; a blank stands for any blanks, line ends among them.
    exclusions
        Regular expressions by language: a hit that touches a match of one is none.
    poles
        Regular expressions by language that tell that a passage speaks of poles.
    anchors
        Letters by language, small ones, of which every hit holds one: what lies far from all of
        them is passed over. Without them the whole text is read, which is slower.
    probes
        Sentences of our own by language that mean the concept without its terms.
    notes
        What is in and what is out.
    checks
        Precision of samples of hits.
    """

    name: str
    version: str
    date: str
    title: str
    about: str
    terms: Texts
    patterns: Texts
    exclusions: Texts
    poles: Texts
    anchors: Texts
    probes: Texts
    notes: Strings = ()
    checks: tuple[Check, ...] = ()

    @property
    def key(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}"

    @property
    def languages(self) -> Strings:
        """Languages with a term or pattern."""
        return tuple(
            lang for lang in ("en", "zh", "ru") if self.terms.get(lang) or self.patterns.get(lang)
        )

    @cached_property
    def hash(self) -> str:
        """Of all terms, patterns and exclusions: equal means equal hits."""
        told = [sorted((k, list(v)) for k, v in t.items()) for t in self._parts]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:12]

    @property
    def _parts(self) -> tuple[Texts, Texts, Texts]:
        return self.terms, self.patterns, self.exclusions

    def spans(self, text: str, language: str) -> Spans:
        """Where the concept is named.

        Parameters
        ----------
        text
            A clean text.
        language
            en, zh or ru.

        Returns
        -------
        ndarray of int, shape (hits, 2)
            Offsets in code points, ends not included; they do not overlap.

        Raises
        ------
        FoedusError
            For a language in which the concept has no words.

        Examples
        --------
        >>> from foedus.documents.concepts.shipped import open_concept
        >>> concept = open_concept("sovereignty")
        >>> text = "Sovereign debt is not sovereignty."
        >>> [text[a:b] for a, b in concept.spans(text, "en")]
        ['sovereignty']
        """
        return self.finder(language).spans(text)

    def finder(self, language: str) -> Finder:
        """The compiled rules of a language."""
        found = self._finders.get(language)
        if found is None:
            raise FoedusError(
                f"Concept {self.name!r} has no words in the language {language!r}.",
                f"It has some in {', '.join(self.languages)}; add others to a copy of its file.",
            )
        return found

    @cached_property
    def _finders(self) -> dict[str, Finder]:
        return {
            lang: Finder(
                joined(
                    [*(term_pattern(t, lang) for t in self.terms.get(lang, ()))],
                    self.patterns.get(lang, ()),
                ),
                joined([], self.exclusions.get(lang, ())),
                self.anchors.get(lang, ()),
            )
            for lang in self.languages
        }

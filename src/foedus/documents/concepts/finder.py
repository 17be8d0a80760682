"""Terms, patterns and exclusions of one language, compiled: where a concept stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.documents.language.paragraphs import Spans

AROUND = 300
"""Letters to either side of an anchor that are read: no rule reaches as far."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Compiled terms and exclusions of one language; None where there are none."""

    named: re.Pattern[str] | None
    excluded: re.Pattern[str] | None
    anchors: tuple[str, ...] = ()

    def spans(self, text: str) -> Spans:
        """See `foedus.documents.concepts.concept.Concept.spans`."""
        found: list[tuple[int, int]] = []
        for begin, end in self._windows(text):
            found += self._between(text, begin, end)
        return np.array(found, np.int64).reshape(-1, 2)

    def _between(self, text: str, begin: int, end: int) -> list[tuple[int, int]]:
        if self.named is None:
            return []
        found = [m.span() for m in self.named.finditer(text, begin, end)]
        if found and self.excluded is not None:
            out = [m.span() for m in self.excluded.finditer(text, begin, end)]
            found = [s for s in found if not any(a < s[1] and s[0] < b for a, b in out)]
        return found

    def _windows(self, text: str) -> list[tuple[int, int]]:
        """Stretches around anchors, those that overlap joined; the whole text without any."""
        small = text.lower()
        if not self.anchors or len(small) != len(text):
            return [(0, len(text))]
        places = sorted(p for anchor in self.anchors for p in _places(small, anchor))
        out: list[tuple[int, int]] = []
        for place in places:
            begin, end = max(0, place - AROUND), min(len(text), place + AROUND)
            if out and begin <= out[-1][1]:
                out[-1] = out[-1][0], end
            else:
                out.append((begin, end))
        return out


def _places(text: str, anchor: str) -> list[int]:
    found = []
    at = text.find(anchor)
    while at >= 0:
        found.append(at)
        at = text.find(anchor, at + 1)
    return found


def term_pattern(term: str, language: str) -> str:
    """A term as a regular expression with word boundaries; a star is any ending.

    A blank or hyphen in a term stands for either of them or a soft or non-breaking one, and a
    hyphen also for none; Russian е for ё too. Chinese has no word boundaries.

    Examples
    --------
    >>> bool(re.search(term_pattern("multi-polar*", "en"), "a multipolarity of sorts"))
    True
    >>> bool(re.search(term_pattern("ally", "en"), "really"))
    False
    """
    if language == "zh":
        return re.escape(term)
    parts = []
    for letter in term:
        if letter == "*":
            parts.append(r"\w*")
        elif letter == " ":
            parts.append(r"[\s\u00a0\-\u2010\u2011]+")
        elif letter == "-":
            parts.append(r"[\s\u00a0\u00ad\-\u2010\u2011]?")
        elif language == "ru" and letter in "её":
            parts.append("[её]")
        else:
            parts.append(re.escape(letter))
    return rf"(?<!\w){''.join(parts)}(?!\w)"


def joined(terms: Sequence[str], patterns: Sequence[str]) -> re.Pattern[str] | None:
    # Lines of a text end anywhere: a blank in a pattern stands for any blanks.
    """Terms and patterns as one rule in which case does not matter; None without any."""
    rules = [*terms, *(p.replace(" ", r"\s+") for p in patterns)]
    return re.compile("|".join(f"(?:{r})" for r in rules), re.IGNORECASE) if rules else None

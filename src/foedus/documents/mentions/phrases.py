"""Forms of several words in a tree, and the parts of written words that walk through it.

Used for English and Russian. A written word is cut at its hyphens, because both parts of
российско-китайский or US-China can name a state; English possessives are taken off; each
part is looked up in the words of the table it can be. All of this happens once for each
different written word, whatever the length of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from foedus.documents.language.detect import Language
from foedus.documents.language.words import words
from foedus.documents.mentions.russian import declined
from foedus.documents.mentions.table import Entry, entries, not_states

_PART = re.compile("[^\\-‑]+")
_POSSESSIVE = re.compile("['’]s?$")
_PREFIXES = ("анти", "про", "обще", "все")
_SHORTEST_AFTER_PREFIX = 7
_ALL_CAPITALS, _INITIAL, _ANY = "A", "C", "-"


class Part(NamedTuple):
    """A part of a written word: where it stands in it, and the table's words it can be."""

    begin: int
    end: int
    words: tuple[str, ...]


class Ending(NamedTuple):
    """Where a form of the tree ends: the form, and the capitals that it needs."""

    entry: Entry
    capitals: tuple[str, ...]


@dataclass(slots=True)
class Branch:
    """A place in the tree: what may follow, and the forms that end here."""

    after: dict[str, Branch] = field(default_factory=dict)
    ends: list[Ending] = field(default_factory=list)


class Parts(dict[str, tuple[Part, ...]]):
    """The parts of every written word met so far."""

    def __init__(self, bases: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._bases = bases

    def __missing__(self, form: str) -> tuple[Part, ...]:
        found = tuple(self._part(m.group(), m.start()) for m in _PART.finditer(form))
        self[form] = found
        return found

    def _part(self, text: str, begin: int) -> Part:
        bare = _POSSESSIVE.sub("", text)
        key = bare.replace("’", "'").replace("ё", "е")
        words = self._bases.get(key)
        if words is None:
            rest = _without_prefix(key)
            words = self._bases.get(rest, ()) if rest else ()
        return Part(begin, begin + len(bare), words)


class Starts(dict[str, frozenset[str] | None]):
    """What must follow a written word for a form to begin with it, for every one met so far.

    None where no form begins with it; nothing at all (an empty set) where it may be a form
    by itself, or has several parts.
    """

    def __init__(self, parts: Parts, root: Branch) -> None:
        super().__init__()
        self._parts, self._root = parts, root

    def __missing__(self, form: str) -> frozenset[str] | None:
        parts, after = self._parts[form], self._root.after
        branches = [after[w] for part in parts for w in part.words if w in after]
        found = frozenset(w for b in branches for w in b.after) if branches else None
        if len(parts) > 1 or any(b.ends for b in branches):
            found = frozenset() if branches else None
        self[form] = found
        return found


@dataclass(frozen=True)
class Phrases:
    """What one language needs: the tree and the two memories."""

    root: Branch
    parts: Parts
    starts: Starts


@cache
def phrases(language: Language) -> Phrases:
    """The tree of a language.

    Examples
    --------
    >>> found = phrases("en")
    >>> [part.words for part in found.parts["us-china"]]
    [('us',), ('china',)]
    >>> found.starts["china's"], found.starts["table"], sorted(found.starts["sri"])
    (frozenset(), None, ['lanka', 'lankan', 'lankans'])
    """
    root = Branch()
    bends: dict[str, bool] = {}
    shapes = [(entry, True) for entry in (*entries(language), *_first_parts(language))]
    shapes += [(Entry(form, ()), False) for form in not_states(language)]
    for entry, cased in shapes:
        written = _written(entry.form, language)
        keys = [_key(w) for w in written]
        for key, word in zip(keys, written, strict=True):
            bends[key] = bends.get(key, False) or _capitals(word) != _ALL_CAPITALS
        capitals = tuple(_capitals(w) if cased else _ANY for w in written)
        branch = root
        for key in keys:
            branch = branch.after.setdefault(key, Branch())
        branch.ends.append(Ending(entry, capitals))
    parts = Parts(_bases(bends, language))
    return Phrases(root, parts, Starts(parts, root))


def _first_parts(language: Language) -> Iterator[Entry]:
    """First parts of Russian compounds, which adjectives give (российско-китайский)."""
    for entry in entries(language) if language == "ru" else ():
        if entry.form.endswith(("ский", "цкий")) and entry.readings[0].kind == "adjective":
            readings = (
                replace(r, kind="sign", ambiguous=r.ambiguous - {"language"})
                for r in entry.readings
            )
            yield Entry(entry.form[:-2] + "о", tuple(readings))


def fits(written: str, capitals: str) -> bool:
    """A part of a word has the capitals that a form needs."""
    if capitals == _ANY:
        return True
    return written.isupper() if capitals == _ALL_CAPITALS else written[:1].isupper()


def _bases(bends: dict[str, bool], language: Language) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, bent in bends.items():
        for form in declined(word) if language == "ru" and bent else (word,):
            found[form] = (*found.get(form, ()), word)
    return found


def _written(form: str, language: Language) -> list[str]:
    """The parts of a form as the table writes it."""
    found = []
    for a, b in words(form, language).spans.tolist():
        found += _PART.findall(form[a:b])
    return found


def _key(written: str) -> str:
    return _POSSESSIVE.sub("", written.lower()).replace("’", "'").replace("ё", "е")


def _capitals(written: str) -> str:
    letters = [c for c in written if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return _ALL_CAPITALS
    return _INITIAL if written[0].isupper() else _ANY


def _without_prefix(word: str) -> str:
    """A Russian adjective without the prefix that takes a side (антироссийский)."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and word.endswith(
            ("й", "х", "м", "и", "е", "я", "го", "му", "ю")
        ):
            rest = word[len(prefix) :]
            return rest if len(rest) >= _SHORTEST_AFTER_PREFIX else ""
    return ""

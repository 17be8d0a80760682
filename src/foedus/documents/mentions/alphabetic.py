"""Mentions in English and Russian: the longest form that begins at each word."""

from __future__ import annotations

from typing import NamedTuple

from foedus.documents.language.detect import Language
from foedus.documents.language.words import Words
from foedus.documents.mentions import context
from foedus.documents.mentions.context import CERTAIN, DOUBTFUL, LIKELY
from foedus.documents.mentions.phrases import Branch, Part, Phrases, fits, phrases
from foedus.documents.mentions.table import Entry, Kind

_GAPS = frozenset(("", "-", "‑", "–", "—", "(", "&"))
_LONGEST_GAP, _LONGEST_ABBREVIATION = 3, 3
_HYPHENS = ("-", "‑", "–", "—")
_ADJECTIVES: tuple[Kind, ...] = ("adjective", "people", "abbreviation", "name")


class Hit(NamedTuple):
    """A form found in a text, before it is known which of its readings holds.

    `kind` is set where the words after it change it (side, people).
    """

    begin: int
    end: int
    entry: Entry
    certainty: int
    kind: Kind | None


class _Walk(NamedTuple):
    """A path through the tree that ended in one form, or several that are spelt alike."""

    entries: tuple[Entry, ...]
    begin: int
    end: int
    word: int
    part: int


def hits(text: str, found: Words, language: Language) -> list[Hit]:
    """Forms of states in a text, from left to right, none over another.

    Parameters
    ----------
    text
        A clean text.
    found
        Its words (`foedus.documents.language.words.words`).
    language
        en or ru.
    """
    tree = phrases(language)
    following = [tree.starts[form] for form in found.form]
    result: list[Hit] = []
    next_word, next_part = 0, 0
    for word, needed in enumerate(following):
        if needed is None or word < next_word:
            continue
        if needed and not _follows(found, tree, word, needed):
            continue
        part = next_part if word == next_word else 0
        parts = tree.parts[found.form[word]]
        while part < len(parts):
            walk = _longest(text, found, tree, word, part)
            if walk is None:
                part += 1
                continue
            judged = (_judged(text, walk, entry, language) for entry in _states(walk.entries))
            result += [hit for hit in judged if hit is not None][:1]
            next_word, next_part = walk.word, walk.part + 1
            if walk.word != word:
                break
            part = walk.part + 1
        if next_word == word and part >= len(parts):
            next_word, next_part = word + 1, 0
    return result


def _follows(found: Words, tree: Phrases, word: int, needed: frozenset[str]) -> bool:
    """One of the words that a form needs comes next."""
    if word + 1 == len(found):
        return False
    return not needed.isdisjoint(tree.parts[found.form[word + 1]][0].words)


def _longest(text: str, found: Words, tree: Phrases, word: int, part: int) -> _Walk | None:
    spans, forms = found.spans, found.form
    offset = int(spans[word, 0])
    parts = tree.parts[forms[word]]
    first = parts[part]
    best: _Walk | None = None
    level: list[tuple[Branch, tuple[str, ...]]] = _step([(tree.root, ())], first, text, offset)
    begin = offset + first.begin
    while level:
        end = offset + parts[part].end
        ended = tuple(
            ending.entry
            for branch, written in level
            for ending in branch.ends
            if all(map(fits, written, ending.capitals))
        )
        if ended:
            best = _Walk(ended, begin, end, word, part)
        part += 1
        if part == len(parts):
            word, part = word + 1, 0
            if word == len(forms) or not level:
                break
            # From the end of the written word: "People's Republic" has a possessive within.
            gap = text[int(spans[word - 1, 1]) : int(spans[word, 0])]
            if not _joined(gap, level[0][1][-1]):
                break
            offset, parts = int(spans[word, 0]), tree.parts[forms[word]]
        level = _step(level, parts[part], text, offset)
    return best


def _step(
    level: list[tuple[Branch, tuple[str, ...]]], part: Part, text: str, offset: int
) -> list[tuple[Branch, tuple[str, ...]]]:
    written = text[offset + part.begin : offset + part.end]
    return [
        (branch.after[w], (*so_far, written))
        for branch, so_far in level
        for w in part.words
        if w in branch.after
    ]


def _joined(gap: str, before: str) -> bool:
    """Nothing but space, a dash or a bracket parts two words of a form (St. Lucia too)."""
    if len(gap) > _LONGEST_GAP:
        return False
    bare = gap.strip()
    return bare in _GAPS or (bare == "." and len(before) <= _LONGEST_ABBREVIATION)


def _states(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The forms, unless the same words are something else (Latin America)."""
    return entries if all(entry.readings for entry in entries) else ()


def _judged(text: str, walk: _Walk, entry: Entry, language: Language) -> Hit | None:
    """The form with what its context says; None where it is no state here."""
    begin, end = walk.begin, walk.end
    kind, marks = entry.readings[0].kind, entry.ambiguous
    after = text[end : end + 1]
    if after == "$" or (kind == "sign" and after not in _HYPHENS):
        return None
    if "language" in marks and context.is_language(text, begin, end, language):
        return None
    certainty = LIKELY if marks & {"place", "person", "word"} else CERTAIN
    if kind in ("capital", "seat"):
        sense = context.city_sense(text, begin, end, language)
        if sense is None and kind == "capital":
            return None
        dated = kind == "seat" and text[begin - 2 : begin] == ", "  # Москва, Кремль
        certainty = DOUBTFUL if dated else LIKELY if sense is None else sense
    if "person" in marks and context.is_named_person(text, begin, end, language):
        certainty = DOUBTFUL
    if language == "ru" and kind == "people" and context.is_surname(text, begin, end):
        certainty = DOUBTFUL
    if "word" in marks and (
        context.in_capitals(text, begin, end)
        if entry.form.isupper()
        else context.starts_sentence(text, begin)
    ):
        certainty = DOUBTFUL
    end += _closing(text[begin : end + 1], entry.form)
    side = context.side_end(text, end, language) if kind in _ADJECTIVES else 0
    return Hit(begin, side or end, entry, certainty, "side" if side else None)


def _closing(written: str, form: str) -> int:
    """One for a point or bracket behind that belongs to the form (U.S., Congo (Kinshasa))."""
    point = written.endswith(".") and form.endswith(".")
    return int(point or (written.endswith(")") and "(" in written))

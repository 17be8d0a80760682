"""What places a line, as a person gives it: reference texts and seed words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from foedus.cli.texts.chosen import split
from foedus.cli.texts.place_units import Units
from foedus.core.errors import FoedusError

_HEADINGS = ("word", "seed", "term")


def references_of(units: Units, given: Sequence[str]) -> dict[str, float]:
    """Known positions by unit.

    Raises
    ------
    FoedusError
        For a word that is not NAME=NUMBER, a unit that there is not, or one named twice.
    """
    found: dict[str, float] = {}
    for word in given:
        name, _, number = word.rpartition("=")
        score = _number(number)
        if not name.strip() or score is None:
            raise FoedusError(
                f"--reference {word!r} is not a {units.by} and a score.",
                "Write it as 12=-1, twice or more: --reference 12=-1 --reference 57=1.",
            )
        unit = units.named(name)
        if unit in found:
            raise FoedusError(
                f"The reference {name.strip()!r} is given twice.", "Give each one score."
            )
        found[unit] = score
    return found


def seeds_given(
    positive: Sequence[str], negative: Sequence[str], file: str | None, language: str
) -> dict[str, float]:
    """Weight by seed word, brought to its lemma.

    Raises
    ------
    FoedusError
        Where there is none, for more than one word in a seed, a word at both ends, or a file
        that cannot be read.
    """
    given = [(word, 1.0) for word in split(tuple(positive))]
    given += [(word, -1.0) for word in split(tuple(negative))]
    if file is not None:
        if given:
            raise FoedusError(
                "--seeds FILE and seed words are both given.", "Write them all in one place."
            )
        given = _read(file)
    if not given:
        raise FoedusError(
            "The method seeds needs seed words.",
            "Name some: --positive peace --positive trust --negative war --negative threat.",
        )
    found: dict[str, float] = {}
    for word, weight in given:
        lemma = _lemma(word, language)
        if found.get(lemma, weight) != weight:
            raise FoedusError(
                f"The seed word {word!r} has two weights"
                f"{'' if lemma == word.lower() else f' (as {lemma!r})'}.",
                "Give each word one weight; forms of a word count as the word.",
            )
        found[lemma] = weight
    return found


def _lemma(word: str, language: str) -> str:
    from foedus.documents.language.lemmas import lemmas
    from foedus.documents.language.words import words

    if language == "zh":
        return word.lower()
    form = words(word, language).form
    if len(form) != 1:
        raise FoedusError(
            f"The seed {word!r} is {len(form)} words.", "A seed is a single word: name its parts."
        )
    return lemmas(form, language)[0]


def _read(file: str) -> list[tuple[str, float]]:
    """Words and weights of a file: ``peace,1`` a line; ``#`` begins a remark."""
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise FoedusError(
            f"The seeds {file!r} cannot be read: {why}.", "Give a text file: a word,weight a line."
        ) from error
    found = []
    kept = [(k, line) for k, line in enumerate(lines, 1) if line.partition("#")[0].strip()]
    for place, (k, line) in enumerate(kept):
        cells = line.partition("#")[0].replace("\t", ",").replace(";", ",").rpartition(",")
        weight = _number(cells[2])
        if weight is None or not cells[0].strip() or weight == 0:
            if place == 0 and cells[0].strip().lower() in _HEADINGS:
                continue
            raise FoedusError(
                f"Line {k} of {file!r} is no seed: {line.strip()!r}.",
                "Write a word, a comma and a weight other than 0: peace,1.",
            )
        found.append((cells[0].strip().strip('"'), weight))
    if not found:
        raise FoedusError(f"{file!r} holds no seeds.", "Write a word,weight a line: peace,1.")
    return found


def _number(text: str) -> float | None:
    """A finite number.

    Examples
    --------
    >>> _number("-1"), _number("nan"), _number("left")
    (-1.0, None, None)
    """
    try:
        value = float(text.strip().replace("−", "-"))
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None

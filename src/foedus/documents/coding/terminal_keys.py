"""Keys of codes at the terminal, and what a line that was typed means."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from typing import Literal

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Code, Codebook, Scalar, label_in

Command = Literal["back", "skip", "quit", "help"]
COMMANDS: dict[str, Command] = {"<": "back", ">": "skip", "q": "quit", "?": "help"}
NOTHING = "."
"""Read, and no code fits; an empty line means nothing, since Enter is hit by mistake."""
_LETTERS = string.ascii_lowercase.replace("q", "")


@dataclass(frozen=True)
class Answer:
    """What a line means.

    Parameters
    ----------
    command : {"back", "skip", "quit", "help"} or None
    labels : tuple of (code, value)
        Empty where no code fits.
    about : str
        The code whose definition is asked for; empty for all.
    """

    command: Command | None = None
    labels: tuple[tuple[str, Scalar | None], ...] = ()
    about: str = ""


def keys(codebook: Codebook) -> dict[str, Code]:
    """A key of letters for each code, in the codebook's order; all of one length.

    Examples
    --------
    >>> from foedus.documents.coding.shipped import open_codebook
    >>> {k: c.id for k, c in list(keys(open_codebook("partnerships")).items())[:2]}
    {'a': 'basis_threat', 'b': 'basis_economy'}
    """
    codes = codebook.codable
    length = next(n for n in count(1) if len(_LETTERS) ** n >= len(codes))
    letters = ("".join(p) for p in product(_LETTERS, repeat=length))
    return dict(zip(letters, codes, strict=False))


def answer(line: str, by_key: dict[str, Code]) -> Answer:
    """What was meant by a line such as "a d x+1", "." or "<".

    Each word is the key of a code; a scale's is followed by its number, a category's by the
    number of the value in its list, or by the value's name.

    Raises
    ------
    FoedusError
        If a word is no key, lacks its value or has one that the code does not take, or if a
        code stands twice.

    Examples
    --------
    >>> from foedus.documents.coding.shipped import open_codebook
    >>> by_key = keys(open_codebook("partnerships"))
    >>> answer("a j2 w-1", by_key).labels
    (('basis_threat', None), ('reactivity_us', 'apart'), ('stance', -1))
    >>> answer("?a", by_key)
    Answer(command='help', labels=(), about='basis_threat')
    """
    line = line.strip()
    if not line:
        raise FoedusError(
            "Nothing was typed.",
            f"Type the keys of its codes, or {NOTHING} if none fits; ? for help.",
        )
    if line in COMMANDS:
        return Answer(COMMANDS[line])
    if line.startswith("?"):
        return Answer("help", about=_code(line[1:].strip(), by_key)[0].id)
    if line == NOTHING:
        return Answer()
    labels = [_label(word, by_key) for word in line.replace(",", " ").split()]
    names = [name for name, _ in labels]
    if len(set(names)) < len(names):
        twice = next(n for n in names if names.count(n) > 1)
        raise FoedusError(f"{twice} stands twice.", "Give each code once.")
    return Answer(labels=tuple(labels))


def legend(by_key: dict[str, Code], language: str = "en") -> Iterator[str]:
    """Lines that show each key with its code, and the values of scales and categories."""
    for key, code in by_key.items():
        if code.kind == "flag":
            yield f"{key}   {code.name(language)}"
            continue
        shown = ", ".join(
            f"{_typed(code, n)} {label_in(v.label, language)}" for n, v in enumerate(code.values)
        )
        yield f"{key}_  {code.name(language)}: {shown}"


def typed(labels: tuple[tuple[str, Scalar | None], ...], by_key: dict[str, Code]) -> str:
    """The line that stands for these labels; what `answer` reads."""
    words = []
    for key, code in by_key.items():
        for name, value in labels:
            if name == code.id and value is None:
                words.append(key)
            elif name == code.id:
                place = next(n for n, v in enumerate(code.values) if v.value == value)
                words.append(key + _typed(code, place))
    return " ".join(words) or NOTHING


def _typed(code: Code, number: int) -> str:
    value = code.values[number].value
    if isinstance(value, str):
        return str(number + 1)
    return f"{value:+}" if value else "0"


def _label(word: str, by_key: dict[str, Code]) -> tuple[str, Scalar | None]:
    code, value = _code(word, by_key)
    if code.kind == "category" and value.isdecimal() and 0 < int(value) <= len(code.values):
        return code.id, code.values[int(value) - 1].value
    return code.id, code.read(value or None)


def _code(word: str, by_key: dict[str, Code]) -> tuple[Code, str]:
    length = len(next(iter(by_key), ""))
    code = by_key.get(word[:length].lower())
    if code is None:
        raise FoedusError(f"{word!r} is no key.", "Type ? for the keys.")
    return code, word[length:].lstrip("=:")

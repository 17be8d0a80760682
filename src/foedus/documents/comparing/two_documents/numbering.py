"""How parts of a document are numbered in English, Chinese and Russian: kinds and levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["part", "chapter", "roman", "section", "han", "han in brackets", "arabic", "decimal"]
_HAN = "〇零一二三四五六七八九十百0-9"
# Cyrillic letters that stand for Roman numerals in Russian texts.
_ROMAN = "IVXLCІХС"
_PATTERNS: tuple[tuple[Kind, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile("(?:Part|Title|Часть|Раздел)\\s+(?:[IVXLC]+|\\d+)\\b[.:]?", re.I)),
    ("part", 1, re.compile(f"第[{_HAN}]+(?:编|篇|部分)")),
    ("chapter", 2, re.compile("(?:Chapter|Глава)\\s+(?:[IVXLC]+|\\d+)\\b[.:]?", re.I)),
    ("chapter", 2, re.compile(f"第[{_HAN}]+章")),
    ("roman", 2, re.compile(f"[{_ROMAN}]{{1,6}}[.)．、](?=\\s|[\u3400-\u9fff])")),
    ("section", 3, re.compile("(?:Section|Article|Статья|Параграф|§)\\s*\\d+\\b[.:]?", re.I)),
    ("section", 3, re.compile(f"第[{_HAN}]+[节条]")),
    ("han", 3, re.compile("[一二三四五六七八九十百]{1,4}[、.．]")),
    ("han in brackets", 4, re.compile("[（(][一二三四五六七八九十百]{1,4}[)）]")),
    ("decimal", 5, re.compile("\\d{1,3}(?:\\.\\d{1,3})+[.)]?(?=\\s)")),
    ("arabic", 4, re.compile("\\d{1,3}[.)．、](?=\\s|[\u3400-\u9fff])")),
)
RUN_IN: tuple[Kind, ...] = ("han", "han in brackets", "section", "chapter")
"""Kinds whose heading may stand in one paragraph with what follows it (一、尊重主权。……)."""
UNNUMBERED = 6
"""Level of a heading that nothing numbers."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number at the beginning of a line.

    Parameters
    ----------
    kind
        How it is written.
    level
        1 for parts to 5 for 1.1; a part of a document ends where one of its level begins.
    label
        The number as written.
    rest
        What follows it.
    """

    kind: Kind
    level: int
    label: str
    rest: str


def numbered(line: str) -> Numbered | None:
    """The number that a line begins with, or None.

    Examples
    --------
    >>> numbered("IV. Regional priorities").kind, numbered("第三章 地区").level
    ('roman', 2)
    >>> numbered("Глава 3. Регионы").label, numbered("49. The Arctic").rest
    ('Глава 3.', 'The Arctic')
    >>> numbered("Regional priorities") is None
    True
    """
    text = line.strip()
    for kind, level, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            return Numbered(kind, level, found.group().strip(), text[found.end() :].strip())
    return None

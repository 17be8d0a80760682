"""Text on a terminal where letters differ in width: Chinese ones take two columns."""

from __future__ import annotations

import re
import unicodedata

from foedus.charts.elements import clean
from foedus.cli.listing import WIDTH

_PIECES = re.compile(r"\s+|[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
                     r"|[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")  # fmt: skip
_NOT_FIRST = set("，。、；：？！）》」』】〉”’%,.;:?!)]")
"""Never at the beginning of a line."""


def columns(text: str) -> int:
    """Columns a text takes on a terminal.

    Examples
    --------
    >>> columns("China"), columns("中国")
    (5, 4)
    """
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def filled(text: str, width: int) -> str:
    """A text filled up with blanks to a width, or cut to it with an ellipsis.

    Examples
    --------
    >>> filled("中国", 6) + "|", filled("Security Council", 9) + "|"
    ('中国  |', 'Security…|')
    """
    text = clean(text).replace("\n", " ")
    if columns(text) <= width:
        return text + " " * (width - columns(text))
    kept, used = "", 0
    for letter in text:
        if used + _columns(letter) > width - 1:
            break
        kept, used = kept + letter, used + _columns(letter)
    return kept + "…" + " " * (width - used - 1)


def wrapped(text: str, first: str = "", after: str | None = None, width: int = WIDTH) -> str:
    """A text wrapped at 80 columns, Chinese between any two letters; `\\n` in it is a blank.

    Parameters
    ----------
    first, after
        What the first line begins with, and the others (as the first where None).

    Examples
    --------
    >>> print(wrapped("双方一致同意。", "- ", "  ", 12))
    - 双方一致同
      意。
    """
    after = first if after is None else after
    lines: list[str] = []
    line, used, blank = first, columns(first), ""
    for piece in _PIECES.findall(clean(text.replace("\n", " ").replace("\t", " "))):
        if piece.isspace():
            blank = " " if line not in (first, after) or lines else ""
            continue
        took = columns(piece)
        fits = used + len(blank) + took <= width or (
            piece in _NOT_FIRST and not blank and used <= width
        )
        if fits or line == (after if lines else first):
            if line == (after if lines else first):
                blank = ""
            line, used = line + blank + piece, used + len(blank) + took
        else:
            lines.append(line)
            line, used = after + piece, columns(after) + took
        blank = ""
    return "\n".join([*lines, line])

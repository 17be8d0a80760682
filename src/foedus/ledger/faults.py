"""What is wrong with a case file: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.core.errors import FoedusError, nearest

_CONTROL = frozenset(map(chr, (*range(9), *range(11, 32), *range(127, 160))))
LONGEST = 300
"""Characters of a fault's text that are shown; a hostile value may be of any length."""


class CaseFileDamaged(FoedusError):
    """A case file that cannot be read at all; `line` says where, if it is known."""

    def __init__(self, problem: str, remedy: str = "", line: int = 1) -> None:
        super().__init__(problem, remedy)
        self.line = line


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a case file.

    Parameters
    ----------
    file
        Name of the file, as given.
    line
        Line of the field, or of the record where the field is missing; counted from 1.
    problem, remedy
        What is wrong, naming the value; what to write instead.

    Examples
    --------
    >>> print(Fault("items.toml", 12, "level 7 is not 0 to 4", "Use the anchors."))
    items.toml:12: level 7 is not 0 to 4. Use the anchors.
    """

    file: str
    line: int
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{shown(self.file)}:{self.line}: {shown(self.problem)}." + (
            f" {self.remedy}" if self.remedy else ""
        )


def has_control(text: str) -> bool:
    """Whether a text holds a character that a terminal would obey; tab and line end do not count.

    Examples
    --------
    >>> has_control("a\\tb"), has_control("a\\x1bb")
    (False, True)
    """
    return not text.isprintable() and any(c in _CONTROL for c in text)


def shown(text: str) -> str:
    """Text of unknown origin as one line that a terminal can print.

    Examples
    --------
    >>> print(shown("a" + chr(27) + "b"))
    a\\x1bb
    """
    cut = text if len(text) <= LONGEST else text[:LONGEST] + " ..."
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def choose(value: str, allowed: Iterable[str]) -> str:
    """The remedy for a word outside a closed list: the nearest, or the list.

    Examples
    --------
    >>> choose("promis", ["promise", "payment"])
    'Did you mean "promise"?'
    """
    names = list(allowed)
    close = nearest(value[:LONGEST], names, n=2)
    if close:
        quoted = [f'"{name}"' for name in close]
        return f"Did you mean {' or '.join(quoted)}?"
    return f"Use one of: {', '.join(sorted(names))}."

"""Errors written for people: the value, what is allowed, and the next step.

Every error a user can cause is a `FoedusError`; the command line prints it
without a traceback and leaves with code 2.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class FoedusError(Exception):
    """A fault in what foedus was given, not in foedus.

    Parameters
    ----------
    problem
        What is wrong, naming the value.
    remedy
        The next step for the user; printed on its own line.

    Examples
    --------
    >>> print(FoedusError("No state 'Atlantis'.", "See `foedus states`."))
    No state 'Atlantis'.
    Next: See `foedus states`.
    """

    exit_code = 2

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}\nNext: {remedy}" if remedy else problem)


class UnknownName(FoedusError):
    """A name that is not in a closed list."""


class UnknownState(FoedusError):
    """No state answers to this name or code."""


class AmbiguousState(FoedusError):
    """Several states answer to this name or code."""


class NotInSystem(FoedusError):
    """The state exists in the table but not in that year."""


class YearOutOfRange(FoedusError):
    """A year that no source reaches."""


class SourceMissing(FoedusError):
    """A source's files are not where foedus looked."""


class SourceDamaged(FoedusError):
    """A source's file is there but cannot be what it should be."""


class NotWritable(FoedusError):
    """The place the output should go to cannot be written."""


def nearest(value: str, allowed: Iterable[str], n: int = 3) -> list[str]:
    """The allowed values closest in spelling to `value`, best first.

    Examples
    --------
    >>> nearest("kapa_votes", ["kappa_votes", "s_votes"])
    ['kappa_votes', 's_votes']
    >>> nearest("limits_dep", ["limits_dependence", "limits_region"])
    ['limits_dependence']
    """
    by_fold = {name.casefold(): name for name in allowed}
    fold = str(value).casefold()
    # What was cut short is nearer than anything of like spelling.
    found = [name for name in by_fold if len(fold) > 2 and name.startswith(fold)][:n]
    found = found or difflib.get_close_matches(fold, by_fold, n=n, cutoff=0.6)
    return [by_fold[name] for name in found]


def unknown(kind: str, value: str, allowed: Iterable[str], *, of: str = "") -> UnknownName:
    """The error for a name outside a closed list: nearest match, then the list.

    Examples
    --------
    >>> print(unknown("code", "trad", ["trade", "war"], of="codebook ties 1.0"))
    Unknown code 'trad' of codebook ties 1.0.
    Next: Did you mean 'trade'? Known: trade, war.
    """
    names = sorted(set(allowed))
    close = nearest(value, names)
    remedy = f"Did you mean {' or '.join(map(repr, close))}? " if close else ""
    shown = ", ".join(names[:40]) + (f" ... ({len(names)} in all)" if len(names) > 40 else "")
    whose = f" of {of}" if of else ""
    return UnknownName(f"Unknown {kind} {value!r}{whose}.", f"{remedy}Known: {shown}.")

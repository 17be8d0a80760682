"""Which measures there are. A user's own register under the entry-point group ``foedus.measures``.

The value of an entry point is a `Group` (``package.module:GROUP``); the built-in
groups register the same way.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from foedus.core.errors import FoedusError, unknown
from foedus.measures.metadata import Column, Group, Measure

ENTRY_POINTS = "foedus.measures"


@cache
def groups() -> tuple[Group, ...]:
    """All groups, each after those it depends on, else by name."""
    found = {e.name: e.load() for e in entry_points(group=ENTRY_POINTS)}
    ordered: list[Group] = []
    waiting = [found[name] for name in sorted(found)]
    while waiting:
        done = {g.name for g in ordered}
        ready = [g for g in waiting if set(g.after) <= done]
        if not ready:
            names = ", ".join(g.name for g in waiting)
            raise FoedusError(
                f"The measure groups {names} wait for one another or for a group that is not installed."
            )
        ordered += ready
        waiting = [g for g in waiting if g not in ready]
    return tuple(ordered)


@cache
def stored_groups() -> tuple[Group, ...]:
    """The groups whose columns the built panel keeps, in the order of `groups`."""
    return tuple(g for g in groups() if g.stored)


@cache
def measures() -> dict[str, Measure]:
    """All measures by name."""
    return {m.name: m for g in groups() for m in g.measures}


@cache
def columns() -> dict[str, Column]:
    """All stored columns by name."""
    return {c.name: c for g in groups() for c in g.columns}


def measure(name: str) -> Measure:
    """One measure; an unknown name lists the nearest and the known ones."""
    known = measures()
    if name not in known:
        raise unknown("measure", name, known)
    return known[name]


def group_of(column: str) -> Group:
    """The group that computes a stored column."""
    return next(g for g in groups() if any(c.name == column for c in g.columns))

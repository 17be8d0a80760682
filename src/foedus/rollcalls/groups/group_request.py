"""What was asked of a group's votes, checked before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.groups.group_issues import coded_years, issue_names
from foedus.rollcalls.groups.group_items import same_seat, seat
from foedus.rollcalls.records.vote_record import years_asked
from foedus.states.groups import Group, group, is_group
from foedus.states.resolve import resolve
from foedus.states.state import State

Names = str | int | Sequence[str | int]


@dataclass(frozen=True, eq=False)
class Request:
    """A group, years and issues that go together.

    Parameters
    ----------
    name
        What the group is called.
    states, others
        Members of any of the years, one a seat, and states to hold them against.
    years
        First and last year.
    belongs : ndarray of bool, shape (states, years)
        Who was a member at the end of which year.
    issues
        Names of issues; ``all`` for all votes.
    """

    name: str
    states: tuple[State, ...]
    others: tuple[State, ...]
    years: tuple[int, int]
    belongs: NDArray[np.bool_]
    issues: tuple[str, ...]


def request(
    states: Names,
    first: int | None,
    last: int | None,
    issues: str | Sequence[str],
    others: Names,
    coded_only: bool = False,
) -> Request:
    """Check and complete what was asked.

    Raises
    ------
    FoedusError
        For fewer than two states, a state named twice, years out of reach or in the wrong
        order, a group without members then, an unknown state, group or issue.
    """
    asked = issue_names(issues)
    against = same_seat([resolve(o) for o in _words(others)])
    words = _words(states)
    if len(words) == 1 and is_group(str(words[0])):
        named = group(str(words[0]))
        years = _years_of(named, *years_asked(first, last))
        found = [named.members(y) for y in range(years[0], years[1] + 1)]
        members = same_seat([s for listed in found for s in listed])
        belongs = _membership(members, found)
        name = named.key
    else:
        years = years_asked(first, last)
        members = _listed(words)
        belongs = np.ones((len(members), years[1] - years[0] + 1), bool)
        name = in_words([s.name_in(years[1]) for s in members])
    if coded_only:
        coded_years(asked, years)
    return Request(name, members, against, years, belongs, asked)


def in_words(names: Sequence[str]) -> str:
    """Names as a list in a sentence.

    Examples
    --------
    >>> in_words(["China", "Russia", "Iran"])
    'China, Russia and Iran'
    """
    *head, last = names
    return f"{', '.join(head)} and {last}" if head else last


def _words(names: Names) -> list[str | int]:
    return [names] if isinstance(names, (str, int)) else list(names)


def _listed(words: Sequence[str | int]) -> tuple[State, ...]:
    named: dict[frozenset[int], str] = {}
    found = []
    for word in words:
        if is_group(str(word)):
            raise FoedusError(
                f"{str(word)!r} is a group, not a state.",
                "Name the group alone; hold it against a state with --with (in Python others=).",
            )
        state = resolve(word)
        key = seat(state)
        if key in named:
            raise FoedusError(
                f"{named[key]!r} and {str(word)!r} are the same state: {state.name}.",
                "Name each state once.",
            )
        named[key] = str(word)
        found.append(state)
    if len(found) < 2:
        shown = f"{found[0].name} alone is" if found else "No state is"
        raise FoedusError(f"{shown} no group.", "Name two states or more, or a group such as NATO.")
    return tuple(found)


def _years_of(named: Group, first: int, last: int) -> tuple[int, int]:
    """The part of the years in which the group has two members or more."""
    known = [y for y in range(first, last + 1) if len(named.members(y)) > 1]
    if not known:
        start, end = named.years
        when = f"from {start} on" if end is None else f"from {start} to {end}"
        shown = f"in {first}" if first == last else f"from {first} to {last}"
        raise FoedusError(
            f"{named.key} had no members {shown}.",
            f"Ask for years in which it had: {when}.",
        )
    return known[0], known[-1]


def _membership(members: Sequence[State], found: Sequence[Sequence[State]]) -> NDArray[np.bool_]:
    belongs = np.zeros((len(members), len(found)), bool)
    row = {ccode: i for i, s in enumerate(members) for ccode in seat(s)}
    for column, listed in enumerate(found):
        belongs[[row[s.ccode] for s in listed], column] = True
    return belongs

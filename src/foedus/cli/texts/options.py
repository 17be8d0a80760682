"""What the commands on corpora share: which documents count, and which states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.searching.chosen import Chosen
    from foedus.states.state import State

Made = TypeVar("Made", bound=Callable[..., Any])
CONDITIONS = ("language", "side", "institution", "author", "kind", "since", "until")
_OPTIONS = (
    click.option("--language", metavar="L", help="Only documents in en, zh, ru or und."),
    click.option("--side", metavar="S", help="Only documents of this side."),
    click.option("--institution", metavar="I", help="Only documents of this institution."),
    click.option("--author", metavar="A", help="Only documents of this author."),
    click.option("--kind", metavar="K", help="Only documents of this kind."),
    click.option(
        "--from",
        "--since",
        "since",
        metavar="DATE",
        help="First date: 2023, 2023-10 or 2023-10-17.",
    ),
    click.option("--to", "--until", "until", metavar="DATE", help="Last date."),
)


def conditions(command: Made) -> Made:
    """Options that choose documents."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def chosen_of(asked: Mapping[str, Any], *, copies: bool = False) -> Chosen:
    """The conditions among what was asked for.

    Raises
    ------
    FoedusError
        For a date that is none.
    """
    from foedus.documents.corpora.dates import iso_date
    from foedus.documents.searching.chosen import Chosen

    values = {name: asked.get(name) for name in CONDITIONS}
    for name in ("since", "until"):
        day = values[name]
        if day is None:
            continue
        found = iso_date(day)
        if found is None:
            raise FoedusError(f"{day!r} is no date.", "Write 2023, 2023-10 or 2023-10-17.")
        values[name] = found
    if values["since"] and values["until"] and values["since"][:4] > values["until"][:4]:
        raise FoedusError(
            f"The span ends before it begins: from {values['since']} to {values['until']}.",
            "Give --from the earlier date.",
        )
    return Chosen(**values, copies=copies)


def states_of(words: Sequence[str]) -> list[State]:
    """States by their names or codes, each once; a word may hold a comma list.

    Raises
    ------
    FoedusError
        For a name that no state bears.
    """
    from foedus.states.names import claimants
    from foedus.states.resolve import resolve

    parts = [
        part.strip()
        for word in words
        for part in ([word] if claimants(word) else word.split(","))
        if part.strip()
    ]
    found = {state.ccode: state for state in map(resolve, parts)}
    return list(found.values())


def code_of(ccode: int) -> str:
    """ISO code of a state, else its COW number."""
    from foedus.states.table import systems

    state = systems().states.get(ccode)
    return (state.iso3 or str(ccode)) if state else str(ccode)


def name_of(ccode: int) -> str:
    """English name of a state, else its COW number."""
    from foedus.states.table import systems

    state = systems().states.get(ccode)
    return state.names.en if state else str(ccode)


def plural(number: int, word: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> plural(1, "document"), plural(2400, "sentence")
    ('1 document', '2,400 sentences')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def inert(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula, quoted off.

    Examples
    --------
    >>> inert("=1+1"), inert("Trade"), inert(-1)
    ("'=1+1", 'Trade', -1)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in set("=+-@\t\r") else value


def conditions_text(asked: Chosen) -> str:
    """Which documents were chosen, in words; empty where all were.

    Examples
    --------
    >>> from foedus.documents.searching.chosen import Chosen
    >>> conditions_text(Chosen(side="RUS", since="1990"))
    'side RUS, from 1990'
    """
    named = {"since": "from", "until": "to"}
    parts = [
        f"{named.get(name, name)} {value}"
        for name in CONDITIONS
        if (value := getattr(asked, name)) is not None
    ]
    return ", ".join([*parts, *(["with near-duplicates"] if asked.copies else [])])

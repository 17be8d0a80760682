"""The closed list of instruments: what each can be, what it weighs, what its levels mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from foedus.core.errors import unknown
from foedus.ledger.words import ItemDomain, Kind, Response, Weight


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument.

    Parameters
    ----------
    name, label
        Its word in case files, and in reports.
    kinds
        Kinds an item of it can have.
    domain
        Its usual domain.
    weight
        ``binds`` (costly to break), ``sunk`` (cost already borne) or ``talk``.
    levels
        Anchors of the levels 0 to 4.
    grid
        The response of the need episodes it answers to; empty if none.
    """

    name: str
    label: str
    kinds: tuple[Kind, ...]
    domain: ItemDomain
    weight: Weight
    levels: tuple[str, str, str, str, str]
    grid: Response | None = None

    @property
    def binding(self) -> bool:
        """Whether breaking it would cost the actor."""
        return self.weight == "binds"


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by name, in the order of the file.

    Examples
    --------
    >>> instruments()["swap_line_drawn"].levels[0]
    'left undrawn or refused'
    """
    text = (files("foedus.ledger") / "instruments.toml").read_text("utf-8")
    return {
        name: Instrument(
            name,
            plain["label"],
            tuple(plain["kinds"]),
            plain["domain"],
            plain["weight"],
            tuple(plain["levels"]),
            plain.get("grid"),
        )
        for name, plain in tomli.loads(text).items()
    }


def instrument(name: str) -> Instrument:
    """One instrument.

    Raises
    ------
    UnknownName
        If there is none of that name; names the nearest.

    Examples
    --------
    >>> instrument("veto").weight
    'sunk'
    """
    known = instruments()
    if name not in known:
        raise unknown("instrument", name, known)
    return known[name]

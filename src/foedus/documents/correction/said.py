"""What people and a machine said of the units of a corpus, one code at a time, as 1, 0 or unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.judgements import coder_named, coders_of, judgements
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.reliability.words import NO_CODE

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Asked = dict[str, tuple[str, Scalar | None]]
"""Code and value by what they are called: "stance" or "stance=1"."""


@dataclass(frozen=True, eq=False)
class Said:
    """One code, or one value of it.

    Parameters
    ----------
    people, machine : ndarray, shape (units,)
        1 with the code, 0 without it, nan where not read with it in mind.
    """

    people: Floats
    machine: Floats

    @property
    def read_by_machine(self) -> bool:
        """Whether the machine looked for this code at all."""
        return bool((~np.isnan(self.machine)).any())

    def share_by_machine(self, inside: NDArray[np.bool_]) -> float | None:
        """Share of the units that the machine read among these; None where it read none."""
        told = self.machine[inside]
        told = told[~np.isnan(told)]
        return float(told.mean()) if len(told) else None


def asked_codes(corpus: Corpus, codebook: Codebook, codes: Sequence[str]) -> Asked:
    """The codes asked for; all that somebody gave where none is named.

    Raises
    ------
    FoedusError
        For a code or value that the codebook does not have, or where none was given.
    """
    if not codes:
        from foedus.documents.coding.table import codings

        given = set(codings(corpus, codebook.name, version=codebook.version)["code"])
        found: Asked = {c.id: (c.id, None) for c in codebook.codable if c.id in given}
        if not found:
            raise FoedusError(
                f"No code of {codebook.key!r} was given in {corpus.name!r}.", "Name one: --code."
            )
        return found
    out: Asked = {}
    for word in codes:
        name, sign, value = word.partition("=")
        code = codebook.code(name.strip())
        if not sign:
            out[code.id] = (code.id, None)
            continue
        read = code.read(value.strip())
        out[f"{code.id}={read}"] = (code.id, read)
    return out


def said_of(
    corpus: Corpus,
    codebook: Codebook,
    asked: Asked,
    units: pd.DataFrame,
    unit: UnitKind,
    people: Sequence[str] = (),
    machine: str | None = None,
) -> tuple[dict[str, Said], tuple[str, ...], tuple[str, ...], list[str]]:
    """What was said of each unit, who said it (people; machines), and what to know of it.

    Parameters
    ----------
    corpus, codebook
    asked
        From `asked_codes`.
    units, unit
        From `places_of`.
    people
        The first of them who read a unit decides; none: all, who may not contradict.
    machine
        Name or its beginning; needed where several looked for one code.

    Raises
    ------
    FoedusError
        For names that are not there, or people who contradict each other.
    """
    known = coders_of(corpus, codebook, "human")
    names = [coder_named(corpus, codebook, "human", p) for p in people] or known
    models = _machines(corpus, codebook, machine)
    codes = list(dict.fromkeys(code for code, _ in asked.values()))
    by = {
        name: judgements(corpus, codebook, name, codes, units, unit) for name in (*names, *models)
    }
    nothing = np.full(len(units), np.nan)
    out, notes, used = {}, list[str](), dict[str, None]()
    for label, (code, value) in asked.items():
        told = [_numbers(by[name][code], value) for name in names]
        if not people:
            _agreeing(told, names, label)
        one = nothing.copy()
        for numbers in told:
            one = np.where(np.isnan(one), numbers, one)
        looked = [m for m in models if any(v is not None for v in by[m][code])]
        if len(looked) > 1:
            raise FoedusError(
                f"Several machines coded {code!r}: {', '.join(looked)}.",
                "Name one with --machine; the beginning of its name is enough.",
            )
        used |= dict.fromkeys(looked)
        out[label] = Said(one, _numbers(by[looked[0]][code], value) if looked else nothing)
        if models and not looked:
            notes.append(f"{label}: no machine looks for it; people's labels alone count.")
    return out, tuple(names), tuple(used), notes


def _machines(corpus: Corpus, codebook: Codebook, machine: str | None) -> list[str]:
    """Machines that are meant: all where none is named; by a beginning maybe several."""
    known = coders_of(corpus, codebook, "model")
    if machine is None:
        return known
    meant = [k for k in known if k == machine] or [k for k in known if k.startswith(machine)]
    return meant or [coder_named(corpus, codebook, "model", machine)]


def _numbers(said: NDArray[np.object_], value: Scalar | None) -> Floats:
    read = np.array([v is not None for v in said], bool)
    has = np.array([v != NO_CODE and (value is None or v == value) for v in said], bool)
    return np.where(read, has.astype(float), np.nan)


def _agreeing(told: Sequence[Floats], names: Sequence[str], code: str) -> None:
    """Where nobody is named whose word stands, two people may not say different things."""
    for k, one in enumerate(told):
        for other, name in zip(told[k + 1 :], names[k + 1 :], strict=True):
            differ = int((np.abs(one - other) == 1).sum())
            if differ:
                raise FoedusError(
                    f"{names[k]} and {name} differ on {code!r} in {differ} passage{'s' * (differ != 1)}.",
                    "Say whose word stands: --person NAME, repeated in their order.",
                )

"""Coded pieces of a corpus in one form, whether they came with foedus or are a user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.coders import Identity
from foedus.documents.reliability.words import NO_CODE

APPLIED = "applied"
"""Value of a piece that has a flag."""
Strings = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Piece:
    """One coded piece: an article, an interview, a clause of a statement.

    Parameters
    ----------
    id
        Name of the piece in its corpus.
    cluster
        What it shares with others that are not independent of it: the author, the statement.
    side
        ISO3 code of the state whose experts or government speak; empty where not known.
    language, author, institution, date, title, title_en, kind, publisher, url
        As in the corpus; `date` is a year, a month or a day.
    read
        How much of it was read: whole, abstract, opening, parts; empty where not said.
    grade
        How well the piece is attested; empty where not said.
    summary
        What it says, in the words of those who read it; empty where there is none.
    open_with
        How a user opens it: an address, or a command.
    clause
        Its place in the text that it is a part of; empty where it is a whole.
    """

    id: str
    cluster: str
    side: str
    language: str
    author: str = ""
    institution: str = ""
    date: str = ""
    title: str = ""
    title_en: str = ""
    kind: str = ""
    publisher: str = ""
    url: str = ""
    read: str = ""
    grade: str = ""
    summary: str = ""
    open_with: str = ""
    clause: str = ""

    @property
    def year(self) -> int | None:
        """Year of the date; None without one."""
        return int(self.date[:4]) if self.date[:4].isdigit() else None


@dataclass(frozen=True)
class Views:
    """Pieces, who read them, and what each reader found.

    Parameters
    ----------
    corpus
        Its name.
    pair
        COW numbers of the two states that it is about; None where that is for the user to say.
    pieces
        In the order of their ids.
    coders
        By name.
    read
        Ids of the pieces that each coder read.
    given
        What a coder found in a piece: code to value (`APPLIED` of a flag).
    codebook
        By which rules.
    about
        Lines on where the corpus comes from, for the reader of a report.
    shipped
        Whether it came with foedus.
    """

    corpus: str
    pair: tuple[int, int] | None
    pieces: tuple[Piece, ...]
    coders: Mapping[str, Identity]
    read: Mapping[str, frozenset[str]]
    given: Mapping[tuple[str, str], Mapping[str, Scalar]]
    codebook: Codebook
    about: tuple[str, ...] = ()
    shipped: bool = False

    def until(self, year: int) -> Views:
        """Only pieces dated up to a year; those without a date are left out."""
        kept = tuple(p for p in self.pieces if p.year is not None and p.year <= year)
        return Views(
            self.corpus,
            self.pair,
            kept,
            self.coders,
            self.read,
            self.given,
            self.codebook,
            self.about,
            self.shipped,
        )

    @cached_property
    def leads(self) -> tuple[str | None, ...]:
        """For each piece the coder who speaks for it: a person before a model, then who read most."""
        order = sorted(
            self.read,
            key=lambda name: (self.coders[name].kind != "human", -len(self.read[name]), name),
        )
        return tuple(next((c for c in order if p.id in self.read[c]), None) for p in self.pieces)

    @cached_property
    def sides(self) -> Strings:
        """Side of each piece."""
        return np.array([p.side for p in self.pieces], object)

    def by(self, coder: str, code: str) -> Strings:
        """What one coder found: a value, "no code", or None of a piece not read.

        Raises
        ------
        FoedusError
            For a code that the codebook does not have.
        """
        self.codebook.code(code)
        read = self.read.get(coder, frozenset())
        found = [
            self.given.get((coder, p.id), {}).get(code, NO_CODE) if p.id in read else None
            for p in self.pieces
        ]
        return np.array(found, object)

    def values(self, code: str) -> Strings:
        """What the coder who speaks for each piece found (see `leads`)."""
        self.codebook.code(code)
        found = [
            None if lead is None else self.given.get((lead, p.id), {}).get(code, NO_CODE)
            for p, lead in zip(self.pieces, self.leads, strict=True)
        ]
        return np.array(found, object)

    def has(self, code: str, value: Scalar = APPLIED) -> NDArray[np.float64]:
        """1 where a piece has a code (with a value), 0 where not, NaN where it was not read."""
        found = self.values(code)
        return np.array([np.nan if v is None else float(v == value) for v in found])

    def machine_only(self) -> bool:
        """Whether no person speaks for any piece."""
        return all(lead is None or self.coders[lead].kind == "model" for lead in self.leads)

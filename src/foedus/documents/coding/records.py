"""What a coder says of a text: codings, and what was read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from foedus.documents.coding.codebook import Scalar

ALL: tuple[str, ...] = ()
"""Codes that a reading had in mind: all of the codebook."""


@dataclass(frozen=True)
class Coding:
    """A code given to a span.

    Parameters
    ----------
    document : int
        Number in the corpus.
    start, stop : int
        Offsets in the document's text, in code points, end not included.
    code : str
    value : int, float, str or None
        Of a scale or category.
    score : float or None
        How sure a model is, 0 to 1; a person gives none.
    at : str
        When, as 2026-11-22T12:00:00Z; empty for now.
    """

    document: int
    start: int
    stop: int
    code: str
    value: Scalar | None = None
    score: float | None = None
    at: str = ""


@dataclass(frozen=True)
class Read:
    """A span that a coder has read, whether or not it got a code.

    Parameters
    ----------
    document, start, stop : int
        As in `Coding`.
    codes : tuple of str
        The codes that the coder had in mind; empty for all of the codebook. A coder that
        cannot give a code has not found it absent.
    at : str
    """

    document: int
    start: int
    stop: int
    codes: tuple[str, ...] = ALL
    at: str = ""


def now() -> str:
    """The present moment as it is stored: UTC, whole seconds."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

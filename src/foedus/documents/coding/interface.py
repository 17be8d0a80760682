"""What every machine coder is: a name, a codebook, and labels with scores for passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.records import ALL


@dataclass(frozen=True)
class Excerpt:
    """A passage as a machine coder gets it.

    Parameters
    ----------
    text : str
    language : str
        en, zh, ru or und.
    document, start : int or None
        Where it stands in a corpus: number of the document and offset in code points; None
        for a passage that stands by itself.
    """

    text: str
    language: str = "und"
    document: int | None = None
    start: int | None = None


@dataclass(frozen=True)
class Label:
    """A code that a machine coder gives a passage.

    Parameters
    ----------
    code : str
    value : int, float, str or None
    score : float or None
        How sure the coder is, 0 to 1; None for a rule, which is neither sure nor unsure.
    span : (int, int) or None
        Part of the passage that bears the code, in code points; None for all of it.
    """

    code: str
    value: Scalar | None = None
    score: float | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Judgement:
    """What a machine coder says of one passage.

    Parameters
    ----------
    labels : tuple of Label
        At most one a code.
    codes : tuple of str
        Codes that it looked for; empty for all of the codebook. Of others it says nothing.
    problem : str
        Why the passage could not be coded; empty where it was. Then there is no label, and
        the passage counts as not read.
    illegal : tuple of str
        Labels it gave that the codebook does not have.
    """

    labels: tuple[Label, ...] = ()
    codes: tuple[str, ...] = ALL
    problem: str = ""
    illegal: tuple[str, ...] = ()


@runtime_checkable
class Coder(Protocol):
    """A machine coder.

    Attributes
    ----------
    name : str
        What its codings are kept under; says what made them, settings included, so that two
        coders never share one.
    kind : "model"
    detail : mapping
        Settings, as text.
    codebook : Codebook
    """

    @property
    def name(self) -> str:
        """What its codings are kept under."""
        ...

    @property
    def kind(self) -> Literal["model"]:
        """Always "model"."""
        ...

    @property
    def detail(self) -> Mapping[str, str]:
        """Settings, as text."""
        ...

    @property
    def codebook(self) -> Codebook:
        """By which it codes."""
        ...

    def code(self, passages: Sequence[Excerpt]) -> list[Judgement]:
        """One judgement for each passage, in their order."""
        ...

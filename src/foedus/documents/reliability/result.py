"""One coefficient with all that is needed to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.core.interval import Interval
from foedus.documents.reliability.words import Category, Coefficient, Scale, full_name

LOPSIDED = 0.9
"""Share of one category above which the sentence warns."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far coders agree on one code.

    Parameters
    ----------
    coefficient, scale
        What was computed, and on which metric or weights.
    value
        The coefficient; None where it cannot be assessed.
    why_null
        Why there is no value; empty otherwise.
    standard_error
        Analytic, units as independent, conditional on the coders.
    interval
        From the standard error; None without one.
    resampled
        From resampled documents (units, where no documents were given); None where there
        are too few.
    why_not_resampled
        Why there is no resampled interval; empty otherwise.
    n_units, n_paired
        Units read by anyone; by two coders or more.
    n_coders
        Coders with any coding.
    n_documents
        Documents; None where none were given.
    missing
        Codings that are not there: units times coders, less codings.
    prevalence
        Share of each category on offer, every unit counting alike.
    declared
        Whether the categories were given; else they are those that occur, and AC and
        Brennan-Prediger could come out otherwise.
    bias
        How differently two coders spread their codings, 0 to 1 (see `balance.bias`).
    code, language
        What was coded, in which language; empty where not asked by code or language.
    """

    coefficient: Coefficient
    scale: Scale
    value: float | None
    why_null: str
    standard_error: float | None
    interval: Interval | None
    resampled: Interval | None
    why_not_resampled: str
    n_units: int
    n_paired: int
    n_coders: int
    n_documents: int | None
    missing: int
    prevalence: dict[Category, float]
    declared: bool
    bias: float | None
    code: str = ""
    language: str = ""

    @property
    def name(self) -> str:
        """The coefficient's full name, with its metric or weights."""
        return full_name(self.coefficient, self.scale, len(self.prevalence))

    @property
    def text(self) -> str:
        """The result in plain sentences."""
        about = ", ".join(part for part in (self.code, self.language) if part)
        head = f"{about}: " if about else ""
        basis = (
            f"{_count(self.n_coders, 'coder')}, {_count(self.n_paired, 'unit')} read by two or more"
        )
        if self.n_documents is not None:
            basis += f", {_count(self.n_documents, 'document')}"
        if self.missing:
            basis += f", {self.missing:,} of {self.n_units * self.n_coders:,} codings missing"
        if self.value is None:
            return f"{head}{self.name} is not assessable: {self.why_null} ({basis})."
        said = f"{head}{self.name} {shown(self.value, self.resampled or self.interval)} ({basis})."
        return " ".join([said, *self._beside()])

    def _beside(self) -> list[str]:
        top = max(self.prevalence, key=lambda c: self.prevalence[c])
        share = self.prevalence[top]
        notes = []
        if share > LOPSIDED and self.coefficient != "percent":
            notes.append(
                f"{share:.0%} of the codings are {top!r}: chance-corrected coefficients differ "
                "much on such codings, so read several beside percent agreement."
            )
        elif self.bias is not None:
            notes.append(f"Commonest: {top!r} ({share:.0%}); bias {_figure(self.bias)}.")
        if self.resampled is None and self.why_not_resampled:
            kind = "The interval takes units as independent" if self.interval else "No interval"
            notes.append(f"{kind}: {self.why_not_resampled}.")
        return notes

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON or one row of a table."""
        return {
            "code": self.code,
            "language": self.language,
            "coefficient": self.coefficient,
            "scale": self.scale,
            "name": self.name,
            "value": _rounded(self.value),
            "why_null": self.why_null,
            "standard_error": _rounded(self.standard_error),
            "interval": self.interval.bounds() if self.interval else None,
            "interval_basis": self.interval.meaning() if self.interval else None,
            "resampled": self.resampled.bounds() if self.resampled else None,
            "resampled_basis": self.resampled.meaning() if self.resampled else None,
            "why_not_resampled": self.why_not_resampled,
            "n_units": self.n_units,
            "n_paired": self.n_paired,
            "n_coders": self.n_coders,
            "n_documents": self.n_documents,
            "missing": self.missing,
            "prevalence": {str(c): round(p, 6) for c, p in self.prevalence.items()},
            "categories_declared": self.declared,
            "bias": _rounded(self.bias),
            "text": self.text,
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def shown(value: float, interval: Interval | None) -> str:
    """A figure and its bounds as sentences have them; a third digit where two hide the bounds.

    Examples
    --------
    >>> shown(0.4621, Interval(0.29, 0.571, 0.95, "resampled documents"))
    '0.46 [0.29, 0.57]'
    """
    digits = 3 if interval and interval.width < 0.02 else 2
    bounds = ""
    if interval:
        bounds = f" [{_figure(interval.low, digits)}, {_figure(interval.high, digits)}]"
    return _figure(value, digits) + bounds


def _figure(value: float, digits: int = 2) -> str:
    text = f"{value:.{digits}f}"
    zero = f"{0:.{digits}f}"
    return zero if text == f"-{zero}" else text.replace("-", "−")


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"

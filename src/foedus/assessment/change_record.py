"""What changed since a date, as the result of an assessment carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.record import Act
from foedus.core.finding import Figure, Finding


@dataclass(frozen=True, slots=True)
class Shift:
    """One answer or figure before and now."""

    name: str
    label: str
    before: str
    now: str
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "name": self.name,
            "label": self.label,
            "before": self.before,
            "now": self.now,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between the end of the year before a date and the year asked about.

    Parameters
    ----------
    since
        The date, as given.
    before
        The year it is compared with: the last that ended before the date.
    type_before, type_now
        Types in words.
    answers, figures
        Answers of the criteria that changed; figures that moved notably and were
        observed anew.
    treaties
        Obligations that the register has as beginning or ending since then.
    acts
        Items of the ledger since then.
    decisive
        Ids of those without which an answer would be another.
    """

    since: str
    before: int
    type_before: str
    type_now: str
    answers: tuple[Shift, ...]
    figures: tuple[Shift, ...]
    treaties: tuple[Shift, ...]
    acts: tuple[Act, ...]
    decisive: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The change of type in a sentence."""
        if self.type_before == self.type_now:
            return f"The type is what it was in {self.before}: {self.type_now}."
        return f"In {self.before} the type was {self.type_before}; now it is {self.type_now}."

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "since": self.since,
            "before": self.before,
            "type_before": self.type_before,
            "type_now": self.type_now,
            "answers": [s.as_dict() for s in self.answers],
            "figures": [s.as_dict() for s in self.figures],
            "treaties": [s.as_dict() for s in self.treaties],
            "items": [a.id for a in self.acts],
            "decisive": list(self.decisive),
        }


@dataclass(frozen=True, slots=True)
class Before:
    """The pair as it stood in an earlier year: type in words, answers, figures."""

    year: int
    printed: str
    criteria: tuple[Finding, ...]
    measures: tuple[Figure, ...]

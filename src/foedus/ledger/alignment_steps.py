"""Steps of military alignment after Korolev, graded by several coders from a pair's items.

Korolev measures how far a military alignment has come by what two states do together,
from consultations to a common defence policy, in an early, a moderate and an advanced
stage. Each coder grades each step from a date on, in a file of ``steps/`` in the
pair's folder. The order of the steps is the author's; the words that part "partly"
from "met" are ours, since his coding rules were not seen.

References
----------
Korolev (2019), doi:10.1057/s41311-019-00178-8; Korolev (2024, the stadial model);
Korolev (2025), doi:10.1177/23477970251383312.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from foedus.core.errors import FoedusError
from foedus.ledger.case_file import CaseFile
from foedus.ledger.check_steps import check_steps, step_files
from foedus.ledger.dates import PartialDate
from foedus.ledger.plain_text import read_toml
from foedus.ledger.records import Coding, coding_of
from foedus.ledger.words import STEP_GRADES, STEPS

Stage = Literal["early", "moderate", "advanced"]
STAGES: tuple[Stage, ...] = get_args(Stage)
WORTH = {"none": 0.0, "partly": 0.5, "met": 1.0}
assert tuple(WORTH) == STEP_GRADES


@dataclass(frozen=True, slots=True)
class Step:
    """One step of military alignment.

    Parameters
    ----------
    name, label
        In files, and in words.
    stage
        Stage of the author's model.
    partly, met
        What parts the grades.
    """

    name: str
    label: str
    stage: Stage
    partly: str
    met: str


_STEPS = (
    Step(
        "consultations",
        "Confidence building and regular consultations",
        "early",
        "either measures that build confidence or occasional consultations of the militaries",
        "consultations of ministers of defence or staffs at least yearly, and measures that build "
        "confidence where there was something to settle",
    ),
    Step(
        "technology",
        "Military-technical cooperation",
        "moderate",
        "arms sold one way for cash",
        "also licensed production, joint development or key technology, under a standing body "
        "or agreement",
    ),
    Step(
        "exercises",
        "Regular joint exercises",
        "moderate",
        "irregular exercises, or only with many other states",
        "exercises of the two in most years, over at least five years",
    ),
    Step(
        "interoperability",
        "Interoperability and joint command",
        "advanced",
        "agreements on logistics, secure communications or intelligence in force, joint patrols, "
        "or a joint staff for the length of an exercise",
        "a standing joint or combined command, or integrated planning",
    ),
    Step(
        "placement",
        "Joint placement of forces or exchange of bases",
        "advanced",
        "agreed access to bases, rotations, or troops sent for a limited task",
        "lasting forces of one on the soil of the other, or a common base",
    ),
    Step(
        "defence_policy",
        "Common defence policy",
        "advanced",
        "a joint doctrine or threat named together in a binding text, short of mutual defence",
        "an obligation of mutual defence, with common plans or bodies for it",
    ),
)
assert tuple(s.name for s in _STEPS) == STEPS


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade of a step from a date on."""

    step: str
    since: PartialDate
    grade: str
    items: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class StepCoding:
    """One coder's grades of a pair, from the year `begins` on."""

    coding: Coding
    begins: int
    grades: tuple[Graded, ...]

    def in_year(self, year: int) -> dict[str, str] | None:
        """Grade of each step at the end of a year; None outside the years coded.

        A step without a grade so far has "none".
        """
        if not self.begins <= year <= int(self.coding.made[:4]):
            return None
        found = dict.fromkeys(STEPS, "none")
        for g in sorted(self.grades, key=lambda g: g.since):
            if g.since.year <= year:
                found[g.step] = g.grade
        return found


def steps() -> tuple[Step, ...]:
    """The steps in the author's order.

    Examples
    --------
    >>> [s.name for s in steps()][:3]
    ['consultations', 'technology', 'exercises']
    """
    return _STEPS


def step_codings(case: CaseFile) -> tuple[StepCoding, ...]:
    """Every coder's grades of a case, by file name; none where nobody graded the pair.

    Raises
    ------
    FoedusError
        If a file has faults; the first are named.
    """
    return _read(case.folder, frozenset(case.by_id))


@cache
def _read(folder: Path, items: frozenset[str]) -> tuple[StepCoding, ...]:
    found = []
    for file in step_files(folder):
        faults = list(check_steps(file, items))
        if faults:
            shown = "\n".join(f"  {f}" for f in faults[:5])
            raise FoedusError(
                f"The graded steps of {folder.name} have {len(faults)} faults:\n{shown}",
                f"`foedus ledger check {folder}` lists them all.",
            )
        plain = read_toml(file).plain
        grades = tuple(
            Graded(
                g["step"],
                PartialDate.parse(g["since"]),
                g["grade"],
                tuple(g.get("items", ())),
                g.get("note", ""),
            )
            for g in plain["grade"]
        )
        begins = PartialDate.parse(plain["coding"]["begins"]).year
        found.append(StepCoding(coding_of(plain["coding"]), begins, grades))
    return tuple(found)


def steps_met(grades: Mapping[str, str]) -> float:
    """Steps that are met, 0 to 6; a step partly met counts a half.

    A sum, not the highest step without a gap: one step that falls back to "partly" would
    take a pair from 3.5 to 0.5.

    Examples
    --------
    >>> steps_met(dict.fromkeys(STEPS, "none") | {"technology": "met", "exercises": "partly"})
    1.5
    """
    return sum(WORTH[grades[step]] for step in STEPS)


def stages(grades: Mapping[str, str]) -> dict[Stage, float]:
    """Share of each stage that is met, 0 to 1.

    Examples
    --------
    >>> grades = dict.fromkeys(STEPS, "met") | {"placement": "none", "defence_policy": "partly"}
    >>> stages(grades)
    {'early': 1.0, 'moderate': 1.0, 'advanced': 0.5}
    """
    found: dict[Stage, float] = {}
    for stage in STAGES:
        own = [WORTH[grades[s.name]] for s in _STEPS if s.stage == stage]
        found[stage] = sum(own) / len(own)
    return found

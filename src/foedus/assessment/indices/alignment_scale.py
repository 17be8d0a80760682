"""Korolev's ordinal scale of military alignment and its staged successor, from graded steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from foedus.assessment.indices.index import Index
from foedus.ledger.alignment_steps import stages, step_codings, steps, steps_met
from foedus.ledger.case_file import case_file
from foedus.ledger.words import STEPS

Grades = Mapping[str, str]
MOST_STEPS, MOST_STAGES = 6.0, 3.0
_NOBODY = (
    "Not assessable: the steps of this pair were not graded by coders; "
    "`foedus ledger steps` names the steps and how to grade them."
)
_RULES = "The words that part the grades of a step are foedus's own; the author's were not seen."


def scales(pair: tuple[str, str], year: int) -> tuple[Index, Index]:
    """Both scales of a pair in a year; without a value where the pair was not graded.

    Parameters
    ----------
    pair
        ISO3 codes.
    year
        Calendar year; grades are those at its end.

    Returns
    -------
    tuple of Index
        ``korolev_scale`` and ``smaf``: the mean over coders, each coder's value in `lacks`.
    """
    case = case_file(*pair)
    codings = step_codings(case) if case else ()
    graded = {c.coding.coder: g for c in codings if (g := c.in_year(year)) is not None}
    if codings and not graded:
        years = f"{min(c.begins for c in codings)} to {max(c.coding.made[:4] for c in codings)}"
        why = f"Not assessable: the steps of this pair were graded for {years}."
    else:
        why = _NOBODY
    ordered = "; ".join(f"{k} {s.label.lower()}" for k, s in enumerate(steps(), 1))
    return (
        _scale(
            "korolev_scale",
            "Korolev's scale of military alignment",
            f"Steps met: {ordered}. A step partly met counts a half.",
            ("korolev2019",),
            steps_met,
            MOST_STEPS,
            graded,
            why,
        ),
        _scale(
            "smaf",
            "Stadial model of alignment formation",
            "Sum over the early, moderate and advanced stage of the share of its steps that is met "
            "(partly counts a half).",
            ("korolev2024", "korolev2025"),
            lambda grades: sum(stages(grades).values()),
            MOST_STAGES,
            graded,
            why,
        ),
    )


def _scale(
    name: str,
    label: str,
    definition: str,
    papers: tuple[str, ...],
    value: Callable[[Grades], float],
    most: float,
    graded: Mapping[str, Grades],
    why: str,
) -> Index:
    each = {coder: value(grades) for coder, grades in graded.items()}
    mean = sum(each.values()) / len(each) if each else None
    said = f"{_coders(each)} {_agreement(list(graded.values()))} {_RULES}" if each else why
    filled = 1.0 if len(each) > 1 else 0.5 * len(each)
    return Index(name, label, definition, papers, mean, mean, 0.0, most, filled, said, ("ledger",))


def _coders(each: Mapping[str, float]) -> str:
    return "Mean of " + " and ".join(f"{v:.2f} ({coder})" for coder, v in each.items()) + "."


def _agreement(graded: list[Grades]) -> str:
    if len(graded) < 2:
        return "One coder only."
    same = sum(len({g[s] for g in graded}) == 1 for s in STEPS)
    return f"The coders agree on {same} of {len(STEPS)} steps."

"""Defence alliance: is a defence obligation in force, and does the treaty live?"""

from __future__ import annotations

from foedus.assessment import registered
from foedus.assessment.case import Case
from foedus.assessment.draws import central
from foedus.assessment.typology import BILATERAL, DEAD
from foedus.assessment.wording import aged, number
from foedus.core.finding import Finding
from foedus.core.vocabulary import Life

MEASURES = ("obligations", "defence_members", "treaty_life", "exercises_5y", "troops", "hostility")
SOURCES = (
    "atop",
    "treaty_register",
    "mme_exercises",
    "russia_exercises",
    "dmdc_us_troops",
    "tss_rivalries",
    "gml_mids",
)


def obligation(case: Case) -> bool | None:
    """Whether at least one owes the other defence; None outside the treaty record."""
    owed = case.value("defence")
    return None if owed is None else owed == 1


def life(case: Case) -> Life | None:
    """Live, paper pact, dead letter or not assessable; None without an obligation."""
    if not obligation(case):
        return None
    peace = case.condition("peace")
    if peace is not None and peace < DEAD:
        return "dead letter"
    alive = case.condition("life")
    if alive is None:
        return "not assessable"
    return "live" if alive >= DEAD else "paper pact"


def run(case: Case) -> Finding:
    """The finding: met when the obligation is in force and its life is live or not assessable."""
    owed, alive = obligation(case), life(case)
    met = None if owed is None else owed and alive in ("live", "not assessable")
    score = None if owed is None else case.membership("defence alliance")
    return Finding(
        name="alliance",
        met=met,
        score=score,
        interval=None
        if score is None
        else central(case.draws.reading.memberships["defence alliance"]),
        text=_text(case, owed, alive) + registered.uncounted(case),
        why_null="" if met is not None else _why(case),
        figures=case.figures(MEASURES),
        sources=SOURCES,
        extra={
            "obligation": owed,
            "life": alive,
            "one_sided": _one_sided(case),
            "treaties": registered.listed(case),
        },
    )


def _one_sided(case: Case) -> bool:
    return case.value("defence") == 1 and case.value("defence_mutual") == 0


def _why(case: Case) -> str:
    return (
        f"The treaty record (ATOP and the register) does not reach {case.year} for this pair; "
        "a later release would make it assessable."
    )


def _text(case: Case, owed: bool | None, alive: Life | None) -> str:
    if owed is None:
        return "Whether either owes the other defence cannot be told from the treaties on record."
    when = aged(case, "obligations")
    if not owed:
        return f"Neither owes the other defence{when}: {_lesser(case)}."
    members = int(case.value("defence_members") or 0)
    treaty = f"a treaty of {members} states" if members > BILATERAL else "a treaty of the two"
    promise = "One owes the other defence" if _one_sided(case) else "They owe each other defence"
    return f"{promise} under {treaty}{when}. {_signs(case, alive, members)}{_suspended(case)}"


def _suspended(case: Case) -> str:
    if case.pair.inputs.held["obligation_suspended"][case.row] != 1:
        return ""
    return " A treaty of the two is suspended in practice; in law it has not ended."


def _lesser(case: Case) -> str:
    members = case.value("pact_members") or 0
    if members == 0:
        return "no treaty between them is on record"
    kind = "a treaty of consultation or non-aggression"
    return (
        f"{kind} of {int(members)} states"
        if members > BILATERAL
        else f"{kind} is in force between the two"
    )


def _signs(case: Case, alive: Life | None, members: int) -> str:
    if alive == "dead letter":
        return (
            f"Open hostility ({number(case.value('hostility') or 0)} of 1) makes it a dead letter: "
            "a form kept on paper is no commitment."
        )
    if alive == "not assessable":
        return "No source covers their exercises or troops, so its life cannot be told."
    if alive == "paper pact":
        return "Neither exercises nor troops show life, within the pair or from the strongest member: a paper pact."
    if members <= BILATERAL:
        return "A treaty of two counts as live unless hostility or notice shows otherwise."
    return "Exercises or troops, within the pair or from its strongest member to most others, show that it lives."

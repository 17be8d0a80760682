"""What the treaty register holds of a pair: treaties after ATOP's last year, counted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.assessment.case import Case

if TYPE_CHECKING:
    from foedus.sources.treaty_register.listing import RegisteredTreaty

AID = frozenset({"defence", "offence"})


def treaties(case: Case) -> tuple[RegisteredTreaty, ...]:
    """Lines of the register on the pair, known by the year asked about."""
    from foedus.measures.treaty_register_merge import ATOP_TO
    from foedus.sources.treaty_register.listing import treaties_of

    if case.year <= ATOP_TO:
        return ()
    one, two = (a.ccode for a in case.actors)
    return treaties_of(one, two, case.year)


def uncounted(case: Case) -> str:
    """Undertakings of aid that are signed or declared and not counted, in a sentence."""
    found = [
        f"{t.name} ({t.status.replace('_', ' ')}, {t.signed or t.in_force})"
        for t in treaties(case)
        if not t.merged and AID & {*t.owes_12, *t.owes_21}
    ]
    if not found:
        return ""
    return f" On the register and not counted, its entry into force not being known: {'; '.join(found)}."


def listed(case: Case) -> list[dict[str, Any]]:
    """The lines as plain values, for JSON and the report."""
    return [
        {
            "name": t.name,
            "status": t.status.replace("_", " "),
            "counted": t.merged,
            "signed": t.signed,
            "in_force": t.in_force,
            "ended": t.ended,
            "article": t.article,
            "source": t.source,
            "url": t.url,
            "grade": t.grade,
            "dispute": t.dispute,
        }
        for t in treaties(case)
    ]

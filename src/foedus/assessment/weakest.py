"""Where the tie is weakest for each side: refused, taken, dependent, at odds. No advice."""

from __future__ import annotations

from foedus.assessment.case import Case
from foedus.assessment.record import Act, Hour, Weakness
from foedus.assessment.thresholds import ramp, ramps
from foedus.assessment.wording import aged, number, sentence_case, state_name, the

DEPENDENT = 0.10
"""Share of the partner in a side's trade from which it is named."""
AT_ODDS = 0.10
"""Hostility between the two from which it is named."""
SHOWN = 6


def weakest(case: Case) -> tuple[Weakness, ...]:
    """Weak spots of the tie: for the first side, for the second, then for both.

    From the ledger: what the partner refused in an hour of need, withheld, or took; and
    its pledges to third states that limit this side. From the measures: dependence in
    trade, and hostility between the two.
    """
    found: list[Weakness] = []
    for side, partner in (case.actors, case.actors[::-1]):
        found += _refusals(case.record.hours, side.iso3)
        found += _acts(case.record.acts, side.iso3, partner.iso3)
        found += _dependence(case, case.actors.index(side))
    return (*found, *_at_odds(case))


def _refusals(hours: tuple[Hour, ...], side: str) -> list[Weakness]:
    return [
        Weakness(
            side,
            "refused",
            f"{h.title}: {h.held_back}. {h.held_notes}".strip(),
            h.years,
            h.need,
            h.held_sources,
        )
        for h in reversed(hours)
        if h.toward == side and h.held_back
    ][:SHOWN]


def _acts(acts: tuple[Act, ...], side: str, partner: str) -> list[Weakness]:
    kinds = {"restraint": "withheld", "extraction": "taken"}
    found = [
        Weakness(side, kinds[a.kind], a.summary, a.start, a.id, a.sources)
        for a in reversed(acts)
        if a.actor == partner and not a.mutual and a.kind in kinds
    ]
    pledges = [
        Weakness(side, "at odds", a.summary, a.start, a.id, a.sources)
        for a in reversed(acts)
        if a.actor == partner and a.limits_partner
    ]
    taken = [w for w in found if w.kind == "taken"][:SHOWN]
    return [w for w in found if w.kind == "withheld"][:SHOWN] + taken + pledges[:SHOWN]


def _dependence(case: Case, place: int) -> list[Weakness]:
    share = case.directed("trade_share")[place]
    if share is None or share < DEPENDENT:
        return []
    names = [the(a.name) for a in case.actors]
    age = case.age("trade_share") or 0
    return [
        Weakness(
            case.actors[place].iso3,
            "dependence",
            sentence_case(f"{names[1 - place]} holds {share:.0%} of the trade of {names[place]}."),
            str(case.year - age),
            measure="trade_share",
        )
    ]


def _at_odds(case: Case) -> list[Weakness]:
    hostility = case.value("hostility")
    found = []
    if hostility is not None and hostility >= AT_ODDS:
        text = f"Hostility between the two is {number(hostility)} of 1{aged(case, 'hostility')}."
        found.append(Weakness("", "at odds", text, str(case.year), measure="hostility"))
    cost = case.value("opportunity_cost")
    by = case.value("shared_threat_by")
    if cost is not None and ramp(cost, ramps()["autonomy"]) >= 0.5:
        rival = f", among them {state_name(int(by), case.year)}" if by else ""
        text = (
            "The more exposed side trades more with the partner's adversaries"
            f"{rival}, than with the partner{aged(case, 'opportunity_cost')}."
        )
        found.append(Weakness("", "at odds", text, str(case.year), measure="opportunity_cost"))
    return found

"""The four tested limits of a partnership: scope, cost, norms, autonomy."""

from __future__ import annotations

from foedus.assessment import paid
from foedus.assessment.case import Case
from foedus.assessment.criteria.community import voting
from foedus.assessment.result import Limit
from foedus.assessment.wording import DOMAIN_WORDS, aged, listed, sentence_case, the
from foedus.core.vocabulary import DOMAINS

DEPTH = 0.95
"""A domain has depth when membership in it is this full."""
DEEP = 5
"""With depth in this many of the six domains a partnership is not limited in scope."""
SHARE = 0.5
"""The partnership is limited when at least this share of the assessable limits is met."""
FEWEST = 2


def limits(case: Case) -> tuple[Limit, ...]:
    """The four limits; each met, not met, or not assessable."""
    return (_scope(case), _cost(case), _norms(case), _autonomy(case))


def limited(tested: tuple[Limit, ...]) -> bool | None:
    """Whether the partnership is limited; None with fewer than two assessable limits."""
    known = [x.met for x in tested if x.met is not None]
    return None if len(known) < FEWEST else sum(known) >= SHARE * len(known)


def _scope(case: Case) -> Limit:
    grades = {n: case.domain(n) for n in DOMAINS}
    known = {n: g for n, g in grades.items() if g is not None}
    deep = [n for n, g in known.items() if g >= DEPTH]
    possible = len(deep) + len(DOMAINS) - len(known)
    met = True if possible < DEEP else False if len(deep) >= DEEP else None
    text = f"Depth in {len(deep)} of {len(known)} domains covered"
    text += f": {listed([DOMAIN_WORDS[n] for n in deep])}." if deep else "."
    if met is None:
        text += " The domains not covered would decide."
    return Limit("scope", met, text)


def _cost(case: Case) -> Limit:
    """Limited in cost where neither pays in the other's hours of need."""
    record = case.record
    if not record.coded:
        return Limit(
            "cost",
            None,
            "Responses in the partner's need episodes are not coded for this pair; a case file of "
            "both directions would make it assessable.",
        )
    names = {a.iso3: the(a.name) for a in case.actors}
    text = " ".join(
        sentence_case(paid.told(r, names.get(r.actor, r.actor), names.get(r.toward, r.toward)))
        for r in record.responses
    )
    bears = paid.either_pays(record)
    if bears is None:
        text += " That is neither seldom nor often; more coded episodes would decide."
    return Limit("cost", None if bears is None else not bears, text)


def _norms(case: Case) -> Limit:
    votes = voting(case)
    if votes is None:
        return Limit(
            "norms",
            None,
            "Their votes on norms are not on record for this year; "
            "later issue codes would make it assessable.",
        )
    if votes == 0:
        return Limit("norms", True, "On norms they vote less alike than most pairs.")
    return Limit(
        "norms",
        None,
        "They vote alike on norms; whether they propose a common order takes coded texts.",
    )


def _autonomy(case: Case) -> Limit:
    from foedus.assessment.thresholds import ramp, ramps

    cost = case.value("opportunity_cost")
    if cost is None:
        return Limit(
            "autonomy",
            None,
            "Trade with the partner's adversaries is not covered in this year; "
            "trade data after 2014 would make it assessable.",
        )
    met = bool(ramp(cost, ramps()["autonomy"]) >= 0.5)
    words = "more than" if met else "no more than"
    return Limit(
        "autonomy",
        met,
        f"The more exposed side trades with the partner's adversaries {words} with the partner "
        f"itself{aged(case, 'opportunity_cost')}.",
    )

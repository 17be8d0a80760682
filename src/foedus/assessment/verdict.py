"""The verdict: the leading type with its memberships, limits, labels, and what would change it."""

from __future__ import annotations

from foedus.assessment import against, flip, paid
from foedus.assessment.case import Case
from foedus.assessment.confidence import confidence
from foedus.assessment.criteria import alliance
from foedus.assessment.limits import limited, limits
from foedus.assessment.result import Limit, Membership, Verdict
from foedus.assessment.typology import CLOSE
from foedus.assessment.wording import DOMAIN_WORDS, listed, sentence_case, the, threat_name
from foedus.core.finding import Finding
from foedus.core.vocabulary import DOMAINS, VERDICT_TYPES, VerdictType
from foedus.measures.obligations import BITS

HOLDS = 0.5
"""A type with this membership holds, and is a label where it does not lead."""


def conclude(case: Case, findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on a case whose criteria have been found."""
    lead = case.lead
    members = {t: _membership(case, t) for t in VERDICT_TYPES}
    tested = limits(case) if lead == "strategic partnership" else ()
    bound = limited(tested) if tested else None
    first_in = case.draws.first_in(lead)
    level, reason = confidence(case, first_in)
    return Verdict(
        type=lead,
        printed=printed(lead, bound, tested),
        sentence=_sentence(case, findings),
        labels=_labels(case, findings),
        memberships=members,
        ranks_first=first_in,
        runner_up=case.runner_up,
        condition=_condition(case),
        confidence=level,
        confidence_reason=reason,
        flip=flip.sentence(case),
        against=against.sentence(case),
        limited=bound,
        limits=tested,
        draws=len(case.draws.lead),
    )


def printed(lead: VerdictType, bound: bool | None, tested: tuple[Limit, ...]) -> str:
    """The type in words: limits stand before or behind a partnership."""
    if lead != "strategic partnership":
        return lead
    if bound is None:
        return "strategic partnership, limits not assessable"
    return "limited strategic partnership" if bound else lead


def _membership(case: Case, name: VerdictType) -> Membership:
    interval = case.draws.interval(name)
    return Membership(case.membership(name), interval, case.draws.first_in(name))


def _labels(case: Case, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    out: list[str] = [
        t
        for t in VERDICT_TYPES
        if t not in (case.lead, "no alignment") and case.membership(t) >= HOLDS
    ]
    alive = alliance.life(case)
    if alive in ("paper pact", "dead letter"):
        out.append(alive)
    elif alive == "not assessable":
        out.append("life of the treaty not assessable")
    by_name = {f.name: f for f in findings}
    if by_name["alliance"].extra["one_sided"]:
        out.append("one-sided obligation")
    return tuple(out)


_CONDITIONS: dict[VerdictType, tuple[str, ...]] = {
    "defence alliance": ("a defence obligation in force that shows life", "no open hostility"),
    "security community": (
        "a generation without rivalry or use of force",
        "no open hostility",
        "no rivalry in force",
        "thick institutions or an alliance",
        "real exchange both ways",
    ),
    "strategic partnership": (
        "half of the covered domains of provision, or help paid for in the hour of need",
        "arms or military provision",
        "a shared threat or reliance on the partner's arms",
        "no open hostility",
        "no live alliance",
        "no security community",
    ),
    "dependency": (
        "steeply unequal capabilities",
        "the weaker state's reliance on the stronger's market or arms",
        "alliance or provision",
        "no open hostility",
    ),
    "transactional tie": (
        "exchange of arms, trade or credit",
        "no open hostility",
        "no closer type",
    ),
    "consultation or non-aggression pact": (
        "a promise on paper",
        "no arms or military provision",
        "no open hostility",
        "no live alliance",
        "no security community",
    ),
    "rivalry": ("open hostility",),
    "no alignment": ("nothing that any other type asks for",),
}


def _condition(case: Case) -> str:
    """What separates the two: the runner-up's least met condition, or the lead's.

    A residual type is only held back by the closer one, so there the lead's condition
    that holds least surely is named.
    """
    words, grade = _weakest(case, case.runner_up)
    if grade >= case.membership(case.lead) - CLOSE:
        first = "an undertaking in force is named first"
        fuller = f"the conditions of {case.lead} hold more fully on average"
        return f"both hold equally, and {first if case.lead == VERDICT_TYPES[0] else fuller}"
    if words not in _RESIDUAL:
        return f"{case.runner_up} would take {words} (met to {grade:.2f})"
    words, grade = _weakest(case, case.lead)
    return f"{case.runner_up} is what would remain without {words} (met to {grade:.2f})"


_RESIDUAL = ("no closer type", "nothing that any other type asks for")


def _weakest(case: Case, name: VerdictType) -> tuple[str, float]:
    grades = [float(x[case.row]) for x in case.pair.reading.requirements[name]]
    return _CONDITIONS[name][grades.index(min(grades))], min(grades)


def _sentence(case: Case, findings: tuple[Finding, ...]) -> str:
    """One sentence a reader can repeat; it leaves out whatever is not assessable."""
    said = _clauses(case, findings)
    known = any(f.name == "commitment" and f.met is not None for f in findings)
    return sentence_case(said.removesuffix(".") + (_cost(case) if known else "") + ".")


def _cost(case: Case) -> str:
    """Who pays in the other's hours of need; empty where that cannot be judged."""
    names = {a.iso3: the(a.name) for a in case.actors}
    paying = [names.get(r.actor, r.actor) for r in case.record.responses if paid.pays(r)]
    if len(paying) == len(names):
        return "; each has paid for the other in its hours of need"
    if paying:
        other = next(n for n in names.values() if n != paying[0])
        return f"; {paying[0]} has paid for {other} in its hours of need"
    if paid.either_pays(case.record) is False:
        return "; in their hours of need neither is found to have paid for the other"
    return ""


def _duty(case: Case, one: str, two: str) -> str:
    """Who owes whom defence."""
    by_first, by_second = (
        x is not None and int(x) & BITS["defense"] for x in case.directed("obligations")
    )
    if by_first and by_second:
        return f"{one} and {two} owe each other defence"
    return f"{one} owes {two} defence" if by_first else f"{two} owes {one} defence"


def _doubt(alive: str | None) -> str:
    return "; no source shows whether the treaty lives" if alive == "not assessable" else ""


def _clauses(case: Case, findings: tuple[Finding, ...]) -> str:
    one, two = (the(a.name) for a in case.actors)
    by_name = {f.name: f for f in findings}
    owed = by_name["alliance"].extra["obligation"]
    alive = by_name["alliance"].extra["life"]
    who = threat_name(case)
    met_interests = by_name["interests"].met
    threat = (
        f" against a threat both feel from {who}"
        if met_interests and who and (case.condition("shared_threat") or 0) >= HOLDS
        else ""
    )
    given = [DOMAIN_WORDS[n] for n in DOMAINS if (case.domain(n) or 0) >= HOLDS]
    promise = ", without a promise to fight" if owed is False else ""
    match case.lead:
        case "defence alliance":
            # The treaty need not be aimed at whoever threatens both: two statements, not one.
            beside = f"; both feel a threat from {who}" if threat else ""
            said = f"{_duty(case, one, two)}{beside}{_doubt(alive)}."
        case "security community":
            said = f"{one} and {two} expect peaceful change of each other{promise}."
        case "strategic partnership":
            said = f"{one} and {two} share {listed(given)}{threat}{promise}."
        case "dependency":
            leans = by_name["asymmetry"].extra["leans"]
            weak, strong = (one, two) if leans == case.actors[0].iso3 else (two, one)
            said = f"{weak} leans on {strong}{promise}."
        case "transactional tie":
            said = f"{one} and {two} deal in {listed(given) or 'arms, trade or credit'}{promise}."
        case "consultation or non-aggression pact":
            what = "defence on paper" if owed else "consultation or non-aggression"
            said = f"{one} and {two} have promised each other {what}, and provide little."
        case "rivalry":
            paper = f"; the treaty that binds them is a {alive}" if alive == "dead letter" else ""
            said = f"{one} and {two} are rivals{paper}."
        case _:
            said = f"Nothing on record aligns {one} and {two}."
    return said

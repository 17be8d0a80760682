"""The strongest evidence against the leading type."""

from __future__ import annotations

import numpy as np

from foedus.assessment.case import Case
from foedus.assessment.paid import OFTEN
from foedus.assessment.wording import (
    DOMAIN_WORDS,
    aged,
    listed,
    number,
    possessive,
    sentence_case,
    the,
    threat_name,
)
from foedus.core.vocabulary import DOMAINS

COMPATIBLE = frozenset({"defence alliance", "security community", "dependency"})
"""Types that hold together without contradicting one another."""

CLOSE_TYPES = COMPATIBLE | {"strategic partnership"}
"""Types that promise something in need: refusals speak against them, help against the others."""
FEWEST, HELPS = 4, 0.5
"""Episodes from which a share is told, and the share of help that speaks against a distant type."""
FELL = 0.5
"""A supply that fell below this share of its earlier level counts against."""


def sentence(case: Case) -> str:
    """The two weightiest points against, strongest first."""
    points = sorted(_points(case), key=lambda p: (-p[0], p[1]))[:2]
    return " ".join(text for _, text in points) or "None of the inputs on record speaks against it."


def _points(case: Case) -> list[tuple[float, str]]:
    found = [
        *_supplies_fell(case),
        *_weak_conditions(case),
        *_rival_reading(case),
        *_hours_of_need(case),
    ]
    if case.lead in ("strategic partnership", "defence alliance", "security community"):
        found += _empty_domains(case)
    return [(weight, text) for weight, text in found if weight > 0]


def _supplies_fell(case: Case) -> list[tuple[float, str]]:
    """Arms that fell from their peak of the ten years before, by direction."""
    if case.lead in ("rivalry", "no alignment", "security community"):
        return []
    inputs = case.pair.inputs
    out = []
    age = inputs.age["arms_10y"][case.row]
    if not np.isfinite(age):
        return []
    for k in (0, 1):
        history = inputs.held["arms_10y"][max(case.row - 15, 0) : case.row + 1, k]
        peak, now = float(history.max(initial=0)), float(history[-1])
        if peak >= 100 and now < FELL * peak:
            supplier = case.actors[k if not case.reversed else 1 - k]
            year = int(inputs.year[max(case.row - 15, 0) + int(history.argmax())])
            out.append(
                (
                    1 - now / peak,
                    f"{sentence_case(possessive(the(supplier.name)))} arms over ten years fell from "
                    f"{number(peak)} (to {year}) to {number(now)} million TIV{aged(case, 'arms_10y')}.",
                )
            )
    return out


def _weak_conditions(case: Case) -> list[tuple[float, str]]:
    out = []
    hostility = case.value("hostility") or 0
    if case.lead != "rivalry" and hostility > 0.1:
        out.append(
            (hostility, f"Hostility stands at {number(hostility)} of 1{aged(case, 'hostility')}.")
        )
    threat = case.condition("shared_threat")
    if (
        case.lead in ("strategic partnership", "defence alliance")
        and threat is not None
        and threat < 0.5
    ):
        who = threat_name(case)
        what = (
            f"the threat both feel, from {who}, is slight"
            if who
            else "no third state threatens both"
        )
        out.append((0.6 * (1 - threat), f"What would hold them together is thin: {what}."))
    if case.lead == "rivalry":
        giving = [
            DOMAIN_WORDS[n] for n in DOMAINS if (case.domain(n) or 0) >= 0.5 and n != "diplomatic"
        ]
        if giving:
            out.append((0.5, f"They still share {listed(giving)}."))
        if case.value("defence") == 1:
            out.append((0.6, f"A defence treaty is in force on paper{aged(case, 'obligations')}."))
    if case.lead == "no alignment":
        giving = [DOMAIN_WORDS[n] for n in DOMAINS if (case.domain(n) or 0) >= 0.5]
        if giving:
            out.append((0.4, f"They are near in one respect: {listed(giving)}."))
    return out


def _empty_domains(case: Case) -> list[tuple[float, str]]:
    # A defence treaty does the work of a lesser one, so the lack of that says nothing.
    asked = [n for n in DOMAINS if n != "political" or case.value("defence") != 1]
    empty = [DOMAIN_WORDS[n] for n in asked if (g := case.domain(n)) is not None and g < 0.25]
    return [(0.15 * len(empty), f"Little or nothing in {listed(empty)}.")] if empty else []


def _rival_reading(case: Case) -> list[tuple[float, str]]:
    second = case.membership(case.runner_up)
    if second < 0.3 or {case.lead, case.runner_up} <= COMPATIBLE:
        return []
    return [(second * 0.6, f"It also fits {case.runner_up} (membership {number(second)}).")]


def _hours_of_need(case: Case) -> list[tuple[float, str]]:
    """Refusals where the type says close, material help where it says distant."""
    names = {a.iso3: the(a.name) for a in case.actors}
    out = []
    for r in case.record.responses:
        told = r.refused if case.lead in CLOSE_TYPES else r.material
        share, least = told.share, OFTEN if case.lead in CLOSE_TYPES else HELPS
        if share is None or told.of < FEWEST or share < least:
            continue
        did = "refused something" if case.lead in CLOSE_TYPES else "gave something material"
        when = f"In {possessive(names.get(r.toward, r.toward))} hours of need"
        who = names.get(r.actor, r.actor)
        out.append((share, f"{when} {who} {did} in {told.words}."))
    return out

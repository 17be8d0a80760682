"""Asymmetry: which of the two leans on the other, and how steeply."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.case import FIRST, SECOND, Case
from foedus.assessment.draws import central
from foedus.assessment.wording import aged, number, possessive, sentence_case, the
from foedus.core.finding import Finding

MEASURES = ("capability_ratio", "trade_share", "dependence", "arms_share", "opportunity_cost")
SOURCES = ("cow_nmc", "cow_trade", "imf_dots_russia", "fariss_gdp", "sipri_arms")


def weaker(case: Case) -> int | None:
    """Position (0 or 1) of the state with the smaller capability."""
    ratio = _ratio(case)
    return None if ratio is None else int(ratio >= 0)


def _ratio(case: Case) -> float | None:
    """Log ratio of capabilities, first over second."""
    found = case.value("capability_ratio")
    return None if found is None else -found if case.reversed else found


def run(case: Case) -> Finding:
    """Met where capabilities are steep and the weaker leans on the stronger's market or arms."""
    steep, leaning = case.condition("steep"), case.condition("leaning")
    score = None if steep is None else min(steep, leaning or 0.0)
    met = (
        None if score is None or (leaning is None and score < 0.5 <= (steep or 0)) else score >= 0.5
    )
    who = weaker(case)
    direction = "both" if who is None or not met else (FIRST if who == 0 else SECOND)
    return Finding(
        name="asymmetry",
        met=met,
        score=score,
        interval=None if score is None else central(_drawn(case)),
        text=_text(case, who, steep, leaning),
        why_null=""
        if met is not None
        else "Capabilities, or the trade and arms of the weaker state, are not covered in this year; "
        "trade data after 2014 would make it assessable.",
        direction=direction,
        figures=case.figures(MEASURES),
        sources=SOURCES,
        extra={"leans": None if who is None else case.actors[who].iso3},
    )


def _drawn(case: Case) -> NDArray[np.float64]:
    drawn = case.draws.reading.conditions
    return np.minimum(np.nan_to_num(drawn["steep"]), np.nan_to_num(drawn["leaning"]))


def _text(case: Case, who: int | None, steep: float | None, leaning: float | None) -> str:
    ratio = _ratio(case)
    if who is None or ratio is None:
        return "Their capabilities are not covered in this year."
    strong, weak = the(case.actors[1 - who].name), the(case.actors[who].name)
    times = math.exp(abs(ratio))
    parts = [
        f"{sentence_case(strong)} has {number(times, 1)} times the capability of {weak}"
        f"{aged(case, 'capability_ratio')}."
    ]
    trade = case.directed("trade_share")[who]
    if trade is not None:
        parts.append(
            f"{trade:.0%} of {possessive(weak)} trade is with {strong}{aged(case, 'trade_share')}."
        )
    arms = case.directed("arms_share")[1 - who]
    if arms is not None and arms > 0:
        parts.append(
            f"{arms:.0%} of {possessive(weak)} arms imports come from {strong}{aged(case, 'arms_share')}."
        )
    return " ".join(parts)

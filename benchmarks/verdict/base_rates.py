"""How many dyads have each type, by year; a hit rate alone proves nothing."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.verdict import output
from benchmarks.verdict.baseline import baseline
from foedus.assessment.evidence import Evidence, gather
from foedus.assessment.typology import DEAD
from foedus.core.vocabulary import VERDICT_TYPES

YEARS = tuple(range(1950, 2021, 5))
LIVES = ("live", "paper pact", "dead letter", "not assessable")
REFERENCE_YEAR, PARTNERSHIPS, OBLIGATED = 2015, 250, 1679
BASE_ALLIANCES, BASE_PARTNERSHIPS = 1641, 881
"""What the trial that led to the rules saw in 2015."""


@cache
def everyone(years: tuple[int, ...]) -> Evidence:
    """All dyads of some years, their inputs carried along the whole history."""
    every = gather()
    return every.take(np.isin(every.inputs.year, years))


def lives(rows: Evidence) -> NDArray[np.int64]:
    """Life of the obligation (index in `LIVES`), -1 where none is in force."""
    c = rows.reading.conditions
    told = [c["peace"] < DEAD, np.isnan(c["life"]), c["life"] >= DEAD]
    life = np.select(told, [2, 3, 0], 1)
    return np.where(c["obligation"] == 1, life, -1)


def rates(years: tuple[int, ...] = YEARS) -> list[output.Row]:
    """Number of dyads by year, rule and leading type, with the lives of obligations."""
    every = everyone(years)
    out: list[output.Row] = []
    for year in years:
        rows = every.take(every.inputs.year == year)
        life = [int((lives(rows) == k).sum()) for k in range(len(LIVES))]
        for rule, types, more in (
            ("rules", rows.ranked[0], life),
            ("baseline", baseline(rows), [None] * len(LIVES)),
        ):
            counts = np.bincount(types, minlength=len(VERDICT_TYPES)).tolist()
            out.append((year, rule, len(rows.inputs), *counts, *more))
    return out


def run() -> None:
    """Print and write base rates, with the figures they are held against."""
    table = rates()
    header = ("year", "by", "dyads", *VERDICT_TYPES, *LIVES)
    output.save("base_rates", header, table)
    short = (
        "year",
        "by",
        "dyads",
        "allies",
        "commun.",
        "partner",
        "depend.",
        "transact.",
        "pact",
        "rivals",
        "none",
    )
    output.show("Dyads by leading type", short, [r[: len(short)] for r in table])
    lives_of = [(r[0], sum(r[-4:]), *r[-4:]) for r in table if r[1] == "rules"]
    output.show(
        "Dyads with a defence obligation, by its life", ("year", "obligated", *LIVES), lives_of
    )
    at = {r[1]: r for r in table if r[0] == REFERENCE_YEAR}
    partner = 3 + VERDICT_TYPES.index("strategic partnership")
    print(
        f"\n{REFERENCE_YEAR}: {at['rules'][partner]} strategic partnerships, limited or not (well under {PARTNERSHIPS}"
        f" wanted); {sum(at['rules'][-4:])} dyads with an obligation (trial: {OBLIGATED});\nthe baseline calls"
        f" {at['baseline'][3]} dyads alliances and {at['baseline'][partner]} partnerships"
        f" (trial: {BASE_ALLIANCES} and {BASE_PARTNERSHIPS})."
    )

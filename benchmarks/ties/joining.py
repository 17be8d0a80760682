"""Does the score foresee who joins whose side? Everything is fitted to the cut year alone.

Rankings over all cut years are compared directly; gains over other predictors come from
logistic regressions fitted to earlier cut years (outcomes known by then) and judged on later ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ties.inputs import (
    WITHOUT_DISPUTES,
    cut_at,
    evidence,
    fitted,
    plain_sum,
    say,
    tables,
)
from benchmarks.ties.joins import AHEAD, CUTS, Cases, all_cases
from benchmarks.ties.metrics import (
    Logit,
    auc,
    average_precision,
    bootstrap,
    calibration,
    precision_recall,
)
from benchmarks.ties.output import report
from foedus.measures.obligations import compute as obligations_of
from foedus.measures.obligations import obligation_class
from foedus.measures.obtain import Raw, fetch
from foedus.measures.ties.items import HEADLINE

TABLES = ("joining", "joining_gains", "joining_precision", "joining_calibration")
RECALLS = (0.1, 0.25, 0.5, 0.75)
TRAIN = 2
"""The first cut years train only."""
Floats = NDArray[np.float64]


def forecasts(cases: Cases, names: Sequence[str]) -> Floats:
    """The score of each case, from items up to its cut year."""
    whole = evidence().only(names)
    out = np.empty(len(cases.cut))
    for cut in CUTS:
        say(f"fitted to {cut}, {len(names)} items")
        mean, _ = fitted(cut_at(whole, cut))
        at = cases.cut == cut
        out[at] = mean[cases.row[at], cases.side[at]]
    return out


def predictors(cases: Cases) -> dict[str, Floats]:
    """Rival predictors in the cut year; where a source is silent, the column's mean."""
    frame = evidence().frame
    named = (
        "contiguity", "minimum_distance", "cinc", "major_power", "s_alliances", "s_votes",
    )  # fmt: skip
    found = fetch(named, frame, Raw())
    bits = obligations_of(tables(), frame, {})["obligations"]
    other = 1 - cases.side
    contiguous = cases.at(found["contiguity"])
    out = {
        "obligation": cases.at(obligation_class(bits)),
        "contiguous": ((contiguous > 0) & (contiguous <= 5)).astype(float),
        "log_distance": np.log1p(found["minimum_distance"][cases.row]),
        "log_cinc_i": np.log(found["cinc"][cases.row, cases.side] + 1e-6),
        "log_cinc_j": np.log(found["cinc"][cases.row, other] + 1e-6),
        "major_i": found["major_power"][cases.row, cases.side],
        "major_j": found["major_power"][cases.row, other],
        "s_alliances": found["s_alliances"][cases.row],
        "s_votes": found["s_votes"][cases.row],
    }
    return {n: np.where(np.isfinite(v), v, np.nanmean(v)) for n, v in out.items()}


def relevant(x: dict[str, Floats]) -> NDArray[np.bool_]:
    """Politically relevant: contiguous, or with a major power."""
    return (x["contiguous"] > 0) | (x["major_i"] > 0) | (x["major_j"] > 0)


def design(x: dict[str, Floats], extra: Sequence[Floats] = ()) -> Floats:
    """Contiguity, distance, capabilities, major powers and obligation classes, and more."""
    plain = ("contiguous", "log_distance", "log_cinc_i", "log_cinc_j", "major_i", "major_j")
    classes = [(x["obligation"] == k).astype(float) for k in (1, 2, 3, 4)]
    return np.column_stack([*(x[n] for n in plain), *classes, *extra])


def out_of_sample(cases: Cases, columns: Floats) -> Floats:
    """Chance of joining from regressions on cut years whose five years were over; NaN early."""
    out = np.full(len(cases.cut), np.nan)
    for cut in CUTS[TRAIN:]:
        train, test = cases.cut <= cut - AHEAD, cases.cut == cut
        out[test] = Logit(columns[train], cases.event[train]).chance(columns[test])
    return out


def run() -> None:
    """Rankings, gains with intervals, precision and recall, calibration."""
    cases = all_cases()
    x = predictors(cases)
    whole = evidence()
    scores: dict[str, Floats] = {
        "ties, no past disputes": forecasts(cases, WITHOUT_DISPUTES),
        "ties, all five items": forecasts(cases, HEADLINE),
        "sum, no past disputes": cases.at(plain_sum(whole.only(WITHOUT_DISPUTES).codes)),
        "sum, all five items": cases.at(plain_sum(whole.only(HEADLINE).codes)),
        "obligation class": x["obligation"],
        "S of alliances": x["s_alliances"],
        "S of votes": x["s_votes"],
    }
    picks = {"all": np.ones(len(cases.cut), bool), "politically relevant": relevant(x)}
    _rankings(cases, scores, picks)
    _gains(cases, x, scores, picks)


def _rankings(cases: Cases, scores: dict[str, Floats], picks: dict[str, NDArray[np.bool_]]) -> None:
    rows: list[tuple[Any, ...]] = []
    for where, pick in picks.items():
        event = cases.event[pick]
        for name, score in scores.items():
            value = score[pick]
            rows.append((where, name, len(event), int(event.sum()), auc(event, value),
                         average_precision(event, value)))  # fmt: skip
    report("joining", f"Who joins whose side within {AHEAD} years: rankings",
           ("dyads", "score", "n", "events", "auc", "average_precision"), rows)  # fmt: skip


def _gains(
    cases: Cases,
    x: dict[str, Floats],
    scores: dict[str, Floats],
    picks: dict[str, NDArray[np.bool_]],
) -> None:
    ties, total = scores["ties, no past disputes"], scores["sum, no past disputes"]
    say("regressions on earlier cut years")
    chances = {
        "base": out_of_sample(cases, design(x)),
        "base + sum": out_of_sample(cases, design(x, [total])),
        "base + ties": out_of_sample(cases, design(x, [ties])),
        "base + S": out_of_sample(cases, design(x, [x["s_alliances"], x["s_votes"]])),
    }
    cluster = cases.cut * 1000 + cases.j
    pairs = [
        ("ties alone", "sum alone", ties, total),
        ("ties alone", "obligation class", ties, x["obligation"]),
        ("ties alone", "S of votes", ties, x["s_votes"]),
        *(
            ("base + ties", b, chances["base + ties"], chances[b])
            for b in ("base", "base + sum", "base + S")
        ),
    ]
    rows: list[tuple[Any, ...]] = []
    for where, pick in picks.items():
        for one, other, first, second in pairs:
            keep = pick & np.isfinite(first) & np.isfinite(second)
            event, a, b = cases.event[keep], first[keep], second[keep]
            say(f"interval: {one} against {other}, {where}")
            low, high = bootstrap(
                cluster[keep],
                lambda w, event=event, a=a, b=b: auc(event, a, w) - auc(event, b, w),  # type: ignore[misc]
                200,
            )
            rows.append((where, one, other, int(event.sum()), auc(event, a), auc(event, b),
                         auc(event, a) - auc(event, b), low, high))  # fmt: skip
    report("joining_gains", "Gains in AUC, 95 % intervals over clusters (cut year, joined state)",
           ("dyads", "score", "against", "events", "auc", "auc_against", "gain", "low", "high"), rows)  # fmt: skip
    tested = np.isfinite(chances["base"])
    report(
        "joining_precision",
        "Precision at a recall",
        ("score", *(f"recall_{r:g}" for r in RECALLS)),
        [
            (n, *precision_recall(cases.event[tested], s[tested], RECALLS))
            for n, s in {**scores, **chances}.items()
        ],
    )
    report(
        "joining_calibration",
        "Predicted and observed share of joining, by tenths of the prediction",
        ("score", "n", "predicted", "observed"),
        [
            (n, *r)
            for n in ("base", "base + ties")
            for r in calibration(cases.event[tested], chances[n][tested])
        ],
    )

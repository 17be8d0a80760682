"""All vote-similarity measures of all dyad-years, against a plain loop over one year's pairs.

Both start from the same tidy tables in memory, run in the same process, and must give
the same numbers. The loop is what a script would do: pivot, take two columns, drop what
one of them did not vote on, apply the definition.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.machine import report
from foedus.core.settings import data_folders
from foedus.dyads.frame import DyadFrame
from foedus.measures.similarity_forms import FORMS, similarities
from foedus.measures.votes import count_years
from foedus.sources.tidy import build_tables

YEAR, STATES = 2015, 60
REPEATS = 5
TARGET_SECONDS, TARGET_RATIO = 1.0, 100


def all_forms(frame: DyadFrame, votes: pd.DataFrame, items: pd.DataFrame) -> dict[str, Any]:
    """Every form of every dyad-year from the two tidy tables."""
    dated = votes.merge(items, on="item", validate="many_to_one")
    return dict(similarities(count_years(frame, dated).reshape(-1, 3, 3)))


def plain(x: pd.Series, y: pd.Series) -> dict[str, float]:
    """All forms of two states' votes (1 yes, 2 abstain, 3 no) by their definitions."""
    both = x.notna() & y.notna()
    a, b = x[both].to_numpy(float), y[both].to_numpy(float)
    n = len(a)
    out = dict.fromkeys(FORMS, math.nan) | {"n": float(n)}
    if n == 0:
        return out
    gap = np.abs(a - b)
    out |= {"agreement": float((gap == 0).mean()), "coincidence": float(1 - gap.mean() / 2)}
    out |= {"s": float(1 - gap.mean()), "s_squared": float(1 - 2 * (gap**2).mean() / 4)}
    pooled = np.concatenate([a, b])
    distance = {
        "": lambda d: (d / 2) ** 2,
        "_absolute": lambda d: d / 2,
        "_nominal": lambda d: d > 0,
    }
    for kind, one, two in (("kappa", a, b), ("pi", pooled, pooled)):
        for suffix, of in distance.items():
            if f"{kind}{suffix}" in out:
                expected = of(np.abs(one[:, None] - two[None, :])).mean()
                if expected > 0:
                    out[f"{kind}{suffix}"] = float(1 - of(gap).mean() / expected)
    sign_a, sign_b = np.sign(a[:, None] - a), np.sign(b[:, None] - b)
    root = math.sqrt((sign_a != 0).sum() * (sign_b != 0).sum())
    if root:
        out["tau_b"] = float((sign_a * sign_b).sum() / root)
    return out


def loop(votes: pd.DataFrame, items: pd.DataFrame, states: list[int]) -> pd.DataFrame:
    """The subset pair by pair."""
    of_year = votes[votes["item"].isin(items.loc[items["year"] == YEAR, "item"])]
    wide = of_year.pivot(index="item", columns="ccode", values="vote").reindex(columns=states)
    rows = [
        {"ccode1": i, "ccode2": j, **plain(wide[i], wide[j])} for i, j in combinations(states, 2)
    ]
    return pd.DataFrame(rows)


def best_of(times: int, work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Best and median seconds of several runs, and the last result; one run before is not counted."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    return min(taken), float(np.median(taken)), result


def main() -> None:
    """Measure, compare the numbers, report."""
    tables, _ = build_tables(data_folders(), only=["undl_ga_votes"])
    votes, items = tables["un_votes"], tables["un_items"][["item", "year"]]
    frame = DyadFrame.between(1946, 2025)
    best, median, forms = best_of(REPEATS, lambda: all_forms(frame, votes, items))

    states = [int(c) for c in frame.members[YEAR - frame.first][:STATES]]
    start = time.perf_counter()
    slow = loop(votes, items, states)
    looped = time.perf_counter() - start
    row = frame.rows(slow["ccode1"], slow["ccode2"], np.full(len(slow), YEAR))
    for form in FORMS:
        np.testing.assert_allclose(forms[form][row], slow[form], atol=1e-9, err_msg=form)

    observed = int((forms["n"] > 0).sum())
    per_row, per_loop = median / len(frame), looped / len(slow)
    ratio = per_loop / per_row
    subset = f"{len(slow)} pairs of {STATES} states in {YEAR}, {len(FORMS)} measures, numbers equal"
    report(
        "similarity",
        [
            {
                "what": "foedus: all dyad-years 1946-2025, warm, median",
                "value": round(median, 3),
                "unit": "s",
                "note": f"{len(frame)} rows, {observed} with votes in common, {len(FORMS)} measures",
            },
            {"what": "foedus: the same, best of the runs", "value": round(best, 3), "unit": "s"},
            {"what": "plain loop: subset", "value": round(looped, 3), "unit": "s", "note": subset},
            {"what": "plain loop: a pair", "value": round(per_loop * 1e3, 3), "unit": "ms"},
            {"what": "foedus: a pair", "value": round(per_row * 1e3, 6), "unit": "ms"},
            {
                "what": "ratio for a pair",
                "value": round(ratio),
                "unit": "times",
                "note": f"targets: at most {TARGET_SECONDS} s for everything, at least {TARGET_RATIO} times",
            },
        ],
    )


if __name__ == "__main__":
    main()

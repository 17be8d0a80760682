"""Similarity of voting: foedus, and two ways in which a script would do it.

``python -m benchmarks.competitors.similarity WAY FILE`` measures one of them in a process of
its own and writes its figures as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.competitors.processes import measured
from benchmarks.competitors.votes import un_votes
from benchmarks.similarity.__main__ import plain
from foedus.dyads.frame import DyadFrame
from foedus.measures.similarity_forms import FORMS, similarities
from foedus.measures.votes import count_years

REPEATS = 5
FOUNDED = 1945
MERGED, LOOPED, LOOPED_STATES = (72, 73, 74), 74, 60
SIMPLE = ("n", "agreement", "coincidence", "s", "s_squared")
TARGET_SECONDS = 0.5
CASE = "similarity of all dyad-sessions"
WAYS = {
    "foedus": f"foedus, all sessions, {len(FORMS)} measures",
    "merge": f"pandas merge and groupby, sessions {MERGED[0]}-{MERGED[-1]}, {len(SIMPLE)} measures",
    "loop": f"pandas pair by pair, {LOOPED_STATES} states in session {LOOPED}, {len(FORMS)} measures",
}


def session_votes() -> pd.DataFrame:
    """Votes behind the published estimates; ``year`` is that in which the session convened."""
    votes, _ = un_votes()
    return pd.DataFrame(
        {
            "item": votes.call,
            "ccode": np.asarray(votes.actors)[votes.actor],
            "vote": votes.vote,
            "year": (FOUNDED + votes.period[votes.call]).astype(np.int64),
        }
    )


def by_foedus(frame: DyadFrame, votes: pd.DataFrame) -> dict[str, Any]:
    """Every form of every dyad-session."""
    return dict(similarities(count_years(frame, votes).reshape(-1, 3, 3)))


def by_merge(votes: pd.DataFrame) -> pd.DataFrame:
    """The forms that need no expected agreement, by joining the votes with themselves."""
    part = votes[votes["year"].isin([FOUNDED + s for s in MERGED])]
    both = part.merge(part, on=["item", "year"], suffixes=("1", "2"))
    both = both[both["ccode1"] < both["ccode2"]]
    gap = (both["vote1"].astype(float) - both["vote2"]).abs()
    both = both.assign(agreement=gap == 0, coincidence=1 - gap / 2, s=1 - gap)
    both = both.assign(s_squared=1 - gap**2 / 2)
    grouped = both.groupby(["ccode1", "ccode2", "year"])
    means = grouped[["agreement", "coincidence", "s", "s_squared"]].mean()
    return means.assign(n=grouped.size()).reset_index()


def by_loop(votes: pd.DataFrame, states: list[int]) -> pd.DataFrame:
    """Every form, a pair after the other."""
    part = votes[votes["year"] == FOUNDED + LOOPED]
    wide = part.pivot(index="item", columns="ccode", values="vote").reindex(columns=states)
    rows = [
        {"ccode1": i, "ccode2": j, **plain(wide[i], wide[j])} for i, j in combinations(states, 2)
    ]
    return pd.DataFrame(rows).assign(year=FOUNDED + LOOPED)


def main(way: str, file: Path) -> None:
    """Measure one way and write its figures; the scripts must give the same numbers."""
    votes = session_votes()
    frame = DyadFrame.between(FOUNDED + 1, int(votes["year"].max()))
    states = [int(c) for c in frame.members[FOUNDED + LOOPED - frame.first][:LOOPED_STATES]]
    work: Callable[[], Any] = {
        "foedus": lambda: by_foedus(frame, votes),
        "merge": lambda: by_merge(votes),
        "loop": lambda: by_loop(votes, states),
    }[way]
    if way == "foedus":
        work()
    spent, wall = [], []
    for _ in range(REPEATS if way == "foedus" else 1):
        begin, start = time.perf_counter(), time.process_time()
        result = work()
        spent.append(time.process_time() - start)
        wall.append(time.perf_counter() - begin)
    own = way == "foedus"
    pairs = int((result["n"] > 0).sum()) if own else _same(frame, result, by_foedus(frame, votes))
    figures = {"cpu": float(np.median(spent)), "wall": float(np.median(wall)), "pairs": pairs}
    file.write_text(json.dumps(figures), encoding="utf-8")


def _same(frame: DyadFrame, slow: pd.DataFrame, forms: dict[str, Any]) -> int:
    """Pairs compared; stops where a number differs. The frame has states only while they are."""
    index = frame.rows(*(slow[c].to_numpy() for c in ("ccode1", "ccode2", "year")))
    known = index >= 0
    for form in SIMPLE if "kappa" not in slow else FORMS:
        ours = np.where(known, forms[form][index], np.nan)[known]
        np.testing.assert_allclose(ours, slow[form].to_numpy()[known], atol=1e-9, err_msg=form)
    return len(slow)


def compare() -> list[dict[str, object]]:
    """A row a way."""
    rows: list[dict[str, object]] = []
    for way, label in WAYS.items():
        with tempfile.TemporaryDirectory() as made:
            file = Path(made) / "figures.json"
            cost = measured(
                [sys.executable, "-m", "benchmarks.competitors.similarity", way, str(file)]
            )
            if isinstance(cost, str):
                rows.append({"case": CASE, "method": label, "note": f"failed: {cost}"})
                continue
            found = json.loads(file.read_text("utf-8"))
        micro = found["cpu"] / found["pairs"] * 1e6
        note = f"{micro:.2f} microseconds a pair"
        note += (
            f"; median of {REPEATS} warm runs, aim {TARGET_SECONDS} s"
            if way == "foedus"
            else "; numbers equal"
        )
        rows.append(
            {
                "case": CASE,
                "method": label,
                "size": f"{found['pairs']} pairs with votes in common",
                "threads": 1,
                "cpu_s": f"{cost.cpu:.1f}",
                "fit_cpu_s": f"{found['cpu']:.3f}",
                "wall_s": f"{found['wall']:.3f}",
                "peak_mb": f"{cost.peak:.0f}",
                "note": note,
            }
        )  # fmt: skip
        print("  ".join(f"{k} {v}" for k, v in rows[-1].items()), flush=True)
    return rows


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

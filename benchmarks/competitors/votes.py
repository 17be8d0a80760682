"""The votes that every program gets, as arrays, as a file, and made up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.settings import data_folders
from foedus.rollcalls.fast.fit import fast_points
from foedus.rollcalls.fast.simulate import drawn
from foedus.rollcalls.own.simulate import made_up
from foedus.rollcalls.records.published import published_votes
from foedus.rollcalls.roll_calls import RollCalls
from foedus.sources.tidy import build_tables

Floats = NDArray[np.float64]
Key = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """Votes, and positions to compare with.

    Parameters
    ----------
    name : str
    votes : RollCalls
    known : ndarray, shape (points,)
        In the order of `votes.points`: published positions (nan where none), or the truth.
    """

    name: str
    votes: RollCalls
    known: Floats


def un_votes() -> tuple[RollCalls, dict[Key, float]]:
    """The votes behind the published estimates, and these by state and session."""
    tables, _ = build_tables(data_folders(), ["voeten_roll_call_issues", "voeten_ideal_points"])
    table = tables["published_ideal_points"]
    keys = zip(table["ccode"].tolist(), table["session"].tolist(), strict=True)
    return published_votes(tables), dict(zip(keys, table["ideal_point"].tolist(), strict=True))


def keys_of(votes: RollCalls) -> list[Key]:
    """State and session of every point."""
    points = votes.points
    ccode = np.asarray(votes.actors)[points.actor]
    return list(zip(ccode.tolist(), points.period.tolist(), strict=True))


def stretch(
    name: str, votes: RollCalls, published: dict[Key, float], first: int, last: int
) -> Case:
    """The sessions from `first` to `last`."""
    period = votes.period[votes.call]
    part = votes.keep((first <= period) & (period <= last)).divided()
    return Case(name, part, np.array([published.get(k, np.nan) for k in keys_of(part)]))


def worlds(case: Case, seeds: tuple[int, ...]) -> list[Case]:
    """Made-up votes of the same states on as many items, absences as they are.

    Two kinds of truth: drawn from the model of `own`, and the published positions with the
    items that `fast` finds. The second favours nobody's prior.
    """
    found = fast_points(case.votes)
    theirs = np.where(np.isnan(case.known), found.mean, case.known)
    out = []
    for seed in seeds:
        one = made_up(case.votes, seed)
        two = drawn(case.votes, theirs, found.slope, found.lower, found.upper, seed)
        truth = dict(zip(keys_of(one.votes), one.position.tolist(), strict=True))
        divided = one.votes.divided()
        known = np.array([truth[k] for k in keys_of(divided)])
        out += [Case(f"own model, seed {seed}", divided, known)]
        out += [Case(f"published positions, seed {seed}", two.votes, two.theta)]
    return out


def matrix(votes: RollCalls) -> Floats:
    """Votes as points by items, nan where absent; items that repeat are one column."""
    out = np.full((len(votes.points), int(votes.link.max()) + 1), np.nan)
    out[votes.points.of_vote, votes.link[votes.call]] = votes.vote
    return out


def write(votes: RollCalls, folder: Path) -> None:
    """Files from which every program reads."""
    points = votes.points
    wide = matrix(votes)
    arrays: dict[str, Any] = {
        "actors": np.asarray(votes.actors), "calls": np.asarray(votes.calls),
        "period": votes.period, "link": votes.link, "actor": votes.actor, "call": votes.call,
        "vote": votes.vote, "matrix": wide, "of_actor": points.actor, "of_period": points.period,
    }  # fmt: skip
    np.savez(folder / "votes.npz", **arrays)
    lines = (",".join("" if np.isnan(x) else str(int(x)) for x in row) for row in wide)
    (folder / "votes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(folder: Path) -> RollCalls:
    """What `write` wrote."""
    with np.load(folder / "votes.npz") as kept:
        return RollCalls(
            tuple(kept["actors"].tolist()),
            tuple(kept["calls"].tolist()),
            *(kept[name] for name in ("period", "link", "actor", "call", "vote")),
        )

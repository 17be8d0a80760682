"""How far apart two states stand by their UN votes: figures, path, and how settled a change is.

Evidence shown beside the tests. No threshold rests on it, and it moves no verdict: the
estimates are of all votes, while the norms of the tests are read from votes on four issues.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from foedus.assessment.case import BOTH, Case
from foedus.assessment.drivers import drivers_of
from foedus.assessment.result import Series, Timeline
from foedus.assessment.voting_record import Moved, Voting
from foedus.assessment.voting_words import LIMIT, since_words, where_words
from foedus.assessment.wording import the
from foedus.core.errors import FoedusError
from foedus.core.finding import Figure
from foedus.core.interval import Interval
from foedus.measures.registry import measure
from foedus.rollcalls.positions.distances import LEVEL
from foedus.rollcalls.positions.pair_paths import FEWEST_VOTES, PairPath, Points, pair_path
from foedus.rollcalls.positions.reference_points import COMMAND, Model, ReferencePoints, current
from foedus.sources.registry import origin

OURS, PUBLISHED = "Our model", "Published scheme"
_OF: dict[Model, tuple[str, str]] = {
    "foedus": ("estimated_distance", OURS),
    "faithful": ("faithful_distance", PUBLISHED),
}
BASIS: dict[Model, str] = {
    "foedus": "the posterior of our model of UN votes",
    "faithful": "the posterior of the published scheme, re-estimated",
}
NOT_BUILT = f"The estimates of ideal points are not built; run `{COMMAND}`"
AFTER_COLD_WAR, DECADE = 1991, 10
_Z = 1.645
FEWEST = 2


@dataclass(frozen=True)
class Path:
    """A pair's path in a model, and all positions it is taken from."""

    pair: PairPath
    points: Points

    def row(self, year: int) -> int | None:
        """The last session up to a year; None where there is none."""
        known = np.flatnonzero(self.pair.year <= year)
        return int(known[-1]) if known.size else None

    def nearer_than(self, row: int) -> float:
        """Share of all pairs of the session that stand further apart."""
        from foedus.rollcalls.positions.distances import distance

        here = np.flatnonzero(self.points.session == self.pair.session[row])
        i, j = (here[k] for k in np.triu_indices(len(here), 1))
        p = self.points
        every = distance(p.mean[i], p.sd[i], p.mean[j], p.sd[j]).mean
        return float((every > self.pair.distance.mean[row] + 1e-9).sum() / max(len(i) - 1, 1))


@lru_cache(maxsize=4)
def _points(points: ReferencePoints, model: Model) -> Points:
    return points.points(model)


def paths(case: Case) -> dict[Model, Path]:
    """The pair's path in each model there is; empty where the estimates are not built.

    Sessions with few votes, such as one that has just opened, are left out.
    """
    try:
        source = current()
    except FoedusError:
        return {}
    one, two = (a.ccode for a in case.actors)
    found = {m: _points(source, m) for m in source.models}
    return {m: Path(pair_path(p, one, two).firm(), p) for m, p in found.items()}


def figures(case: Case) -> tuple[Figure, ...]:
    """The distance of the last session up to the year, by our model and the published scheme."""
    known = paths(case)
    return tuple(_figure(case, model, known.get(model)) for model in _OF)


def _figure(case: Case, model: Model, path: Path | None) -> Figure:
    about = measure(_OF[model][0])
    row = path.row(case.year) if path else None
    if path is None or row is None:
        note = (
            f"{NOT_BUILT}; that would make it assessable"
            if path is None
            else f"No session up to {case.year} in which both voted {FEWEST_VOTES} times or more"
        )
        return Figure(
            about.name,
            about.label,
            None,
            BOTH,
            about.unit,
            "missing",
            sources=about.sources,
            note=note,
        )
    d, year = path.pair.distance, int(path.pair.year[row])
    return Figure(
        about.name,
        about.label,
        float(d.mean[row]),
        BOTH,
        about.unit,
        "observed" if year == case.year else "carried",
        year,
        Interval(float(d.low[row]), float(d.high[row]), LEVEL, BASIS[model]),
        (),
        about.sources,
        "Shown beside the test; no threshold rests on it",
    )


def voting(case: Case) -> Voting:
    """The section of the report on the pair's distance."""
    names = (the(case.actors[0].name), the(case.actors[1].name))
    known = paths(case)
    if not known:
        return Voting(why_null=f"Not assessable: {NOT_BUILT[0].lower()}{NOT_BUILT[1:]}.")
    lead = next((m for m in _OF if m in known and known[m].row(case.year) is not None), None)
    if lead is None:
        return Voting(
            why_null=f"Not assessable: there is no session up to {case.year} in which both "
            f"{names[0]} and {names[1]} voted {FEWEST_VOTES} times or more."
        )
    moved = [c for m in _OF if m in known for c in _changes(m, known[m], case.year)]
    own = [c for c in moved if c.model == lead]
    since = own[-1].first if own else case.year - DECADE
    found, why = drivers_of(case, since + 1)
    return Voting(
        sentences=tuple(_sentences(case, names, known, moved)),
        timeline=_timeline(known),
        moved=tuple(moved),
        drivers=found,
        why_no_drivers=why,
    )


def _changes(model: Model, path: Path, year: int) -> list[Moved]:
    """Since 1991 and since ten years before; from the next session in which both voted."""
    now = path.row(year)
    if now is None:
        return []
    to = int(path.pair.year[now])
    starts = [s for s in (AFTER_COLD_WAR,) if s < to - DECADE] + [to - DECADE]
    rows = [int(np.searchsorted(path.pair.year, s)) for s in starts]
    return [_change(model, path, r, now) for r in dict.fromkeys(rows) if now - r >= FEWEST]


def _change(model: Model, path: Path, first: int, now: int) -> Moved:
    """The two distances are taken as independent, which errs on the side of not settled."""
    d = path.pair.distance
    change = float(d.mean[now] - d.mean[first])
    half = _Z * float(np.hypot(d.sd[now], d.sd[first]))
    return Moved(
        model,
        int(path.pair.year[first]),
        int(path.pair.year[now]),
        float(d.mean[first]),
        float(d.mean[now]),
        change,
        Interval(change - half, change + half, LEVEL, BASIS[model]),
    )


def _sentences(
    case: Case, names: tuple[str, str], known: dict[Model, Path], moved: list[Moved]
) -> list[str]:
    out = []
    for model, path in known.items():
        row = path.row(case.year)
        if row is None:
            continue
        d = path.pair.distance
        place = (float(d.mean[row]), float(d.low[row]), float(d.high[row]))
        nearer = path.nearer_than(row) if model == "foedus" else None
        year = int(path.pair.year[row])
        out.append(where_words(model, names, year, case.year, place, nearer))
        if model == "foedus":
            out += [since_words(c) for c in moved if c.model == model]
    return [*out, LIMIT] if out else []


def _timeline(known: dict[Model, Path]) -> Timeline:
    about = measure(_OF["foedus"][0])
    sources = dict.fromkeys(s for m in known for s in measure(_OF[m][0]).sources)
    models = [_OF[m][1] for m in known]
    grey = f"; grey: {PUBLISHED.lower()}, for comparison" if PUBLISHED in models else ""
    return Timeline(
        dimension="voting",
        title="Distance by UN votes",
        subtitle=f"Distance of ideal points, {about.unit}, by session; black: our model{grey}; "
        "bands 90 %",
        unit=about.unit,
        source_line=", ".join(f"{origin(s).title} {origin(s).version}" for s in sources),
        series=tuple(
            _series(_OF[m][1], "joint" if m == "foedus" else "comparison", p.pair)
            for m, p in known.items()
            if len(p.pair)
        ),
    )


def _series(label: str, role: str, path: PairPath) -> Series:
    d = path.distance

    def rounded(values: np.ndarray) -> tuple[float | None, ...]:
        return tuple(np.round(values, 3).tolist())

    return Series(
        label,
        role,
        tuple(path.year.tolist()),
        rounded(d.mean),
        (False,) * len(path),
        rounded(d.low),
        rounded(d.high),
    )

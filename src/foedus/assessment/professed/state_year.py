"""One state in one year: profession, votes, conduct, gaps, and why one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from foedus.assessment.professed.conduct import COVERAGE, Conduct, Event
from foedus.assessment.professed.gap import PARTS, Gap, Part
from foedus.assessment.professed.grid import Floats, Grid
from foedus.assessment.professed.norm_votes import FEWEST_SUBJECTS, NormVotes
from foedus.assessment.professed.profession import Profession
from foedus.core.interval import Interval
from foedus.documents.concepts.speakers import iso3, short_name


@dataclass(frozen=True, slots=True)
class StateYear:
    """One state in one year; the figures hold for the window that ends with it.

    Parameters
    ----------
    ccode, year
        State and year.
    documents, mentions, tokens
        Of the window.
    spoke
        Documents of the year itself.
    rate, rate_interval
        Mentions of the principles per 1,000 words.
    rank, of, rank_interval
        Place among the states of the corpus that year; 1 professes most.
    professed
        Whether there are passages enough to quote.
    begun
        Events of the window by list; None where the list does not cover it.
    events
        What lists say the state began in the year itself; sanctions are among them and not
        counted.
    support, subjects, votes, own_votes
        Mean support on others' breaches and the rule; subjects and votes of the window; votes
        of the year on its own conduct.
    gap
        Value and interval by part, where assessable.
    why
        By part, why there is none.
    """

    ccode: int
    year: int
    documents: int
    mentions: int
    tokens: int
    spoke: int
    rate: float | None
    rate_interval: Interval | None
    rank: int | None
    of: int
    rank_interval: tuple[int, int] | None
    professed: bool
    begun: dict[str, int | None]
    events: tuple[str, ...]
    support: float | None
    subjects: int
    votes: int
    own_votes: int
    gap: dict[Part, tuple[float, Interval]]
    why: dict[Part, str]


def state_year(
    grid: Grid,
    said: Profession,
    acts: Conduct,
    votes: NormVotes,
    between: dict[Part, Gap],
    rates: Floats,
    k: int,
    year: int,
    level: float,
    beside: tuple[Event, ...] = (),
) -> StateYear:
    """The figures of one cell of the grid.

    Parameters
    ----------
    grid, said, acts, votes, between
        States by years, profession, conduct, votes, and the gaps by part.
    rates : ndarray, shape (draws, states, years)
        Drawn rates, for intervals of rate and place.
    k, year
        Row of the state, and year.
    level
        Nominal coverage.
    beside
        Events that are shown and not counted.
    """
    n = year - grid.first
    known = bool(said.known[k, n])
    rate, bounds, rank, ranks = None, None, None, None
    others = said.known[:, n]
    if known:
        rate = float(said.rate[k, n])
        ends = np.quantile(rates[:, k, n], [(1 - level) / 2, (1 + level) / 2])
        basis = f"gamma draws, scatter of documents {said.scatter:.1f}"
        bounds = Interval(min(ends[0], rate), max(ends[1], rate), level, basis)
        rank = 1 + int((said.rate[others, n] > rate).sum())
        places = 1 + (rates[:, others, n] > rates[:, k, n][:, None]).sum(axis=1)
        low, high = np.quantile(places, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
        ranks = (min(int(low), rank), max(int(high), rank))
    gap: dict[Part, tuple[float, Interval]] = {}
    why: dict[Part, str] = {}
    for part in PARTS:
        found = between.get(part)
        if found is not None and np.isfinite(found.value[k, n]):
            low_, high_ = float(found.low[k, n]), float(found.high[k, n])
            basis = "draws of profession and of the practice measure"
            gap[part] = (float(found.value[k, n]), Interval(low_, high_, level, basis))
        else:
            why[part] = _why(grid, said, acts, votes, k, n, part, found is None)
    code = int(grid.codes[k, n])
    support = float(votes.support[k, n]) if len(votes.subjects) else np.nan
    return StateYear(
        grid.states[k],
        year,
        int(said.documents[k, n]),
        int(said.mentions[k, n]),
        int(said.tokens[k, n]),
        int(said.in_year[k, n]),
        rate,
        bounds,
        rank,
        int(others.sum()),
        ranks,
        bool(said.professed[k, n]),
        {name: _count(cells[k, n]) for name, cells in acts.window.items()},
        tuple(
            f"{e.list}: {e.what}"
            for e in (*acts.events, *beside)
            if e.ccode == code and e.year == year
        ),
        None if np.isnan(support) else support,
        int(votes.held[:, k, n].sum()) if len(votes.subjects) else 0,
        round(float(votes.votes[:, k, n].sum())) if len(votes.subjects) else 0,
        int(votes.own[k, n]),
        gap,
        why,
    )


def _count(cell: float) -> int | None:
    return None if np.isnan(cell) else round(float(cell))


def _why(
    grid: Grid,
    said: Profession,
    acts: Conduct,
    votes: NormVotes,
    k: int,
    n: int,
    part: Part,
    absent: bool,
) -> str:
    """The first reason why there is no gap."""
    if not said.known[k, n]:
        return "not assessable: too few documents of the state in the window"
    if not said.professed[k, n]:
        return "no gap: not professed, fewer than two passages name the principle"
    if grid.codes[k, n] < 0:
        return "not assessable: the state was no member of the state system"
    why = _no_conduct(acts, k, n, grid.first + n) if part != "votes" else ""
    if not why and part != "conduct":
        why = _no_votes(votes, k, n)
    if not why and absent:
        why = "not assessable: too few state-years to standardise"
    return why or "not assessable"


def _no_conduct(acts: Conduct, k: int, n: int, year: int) -> str:
    if not acts.window:
        return "not assessable: no list of disputes or crises is on this machine"
    if any(np.isfinite(c[k, n]) for c in acts.window.values()):
        return ""
    last = max(COVERAGE[name][1] for name in acts.window)
    return f"not assessable: lists of disputes and crises end in {last}, this is {year}"


def _no_votes(votes: NormVotes, k: int, n: int) -> str:
    if votes.why:
        return votes.why
    if votes.known[k, n]:
        return ""
    return (
        f"not assessable: votes on fewer than {FEWEST_SUBJECTS} subjects (others' breaches, the "
        "rule) in the window"
    )


def record(row: StateYear) -> dict[str, Any]:
    """A state-year as one flat row.

    The columns of gaps are the three parts; `why` says why the gap against both is missing.
    """
    out: dict[str, Any] = {
        "state": iso3(row.ccode),
        "ccode": row.ccode,
        "name": short_name(row.ccode),
        "year": row.year,
        "documents": row.documents,
        "mentions": row.mentions,
        "tokens": row.tokens,
        "professed": row.professed,
        "rate": _rounded(row.rate),
        "rate_low": _bound(row.rate_interval, "low"),
        "rate_high": _bound(row.rate_interval, "high"),
        "rank": row.rank,
        "rank_of": row.of,
        "rank_low": row.rank_interval and row.rank_interval[0],
        "rank_high": row.rank_interval and row.rank_interval[1],
    }
    out |= {f"force_begun_{name.lower()}": row.begun.get(name) for name in COVERAGE}
    out |= {
        "support": _rounded(row.support),
        "subjects": row.subjects,
        "votes": row.votes,
        "votes_on_own_conduct": row.own_votes,
    }
    for part in PARTS:
        value, bounds = row.gap.get(part, (None, None))
        out[f"gap_{part}"] = _rounded(value)
        out[f"gap_{part}_low"] = _bound(bounds, "low")
        out[f"gap_{part}_high"] = _bound(bounds, "high")
        out[f"why_no_gap_{part}"] = row.why.get(part, "")
    out["began"] = "; ".join(row.events)
    return out


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _bound(interval: Interval | None, which: Literal["low", "high"]) -> float | None:
    return None if interval is None else _rounded(getattr(interval, which))

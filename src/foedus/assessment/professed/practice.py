"""Rhetoric against practice: what states profess, how they vote and what they begin, by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.assessment.beside import reference_states
from foedus.assessment.professed.conduct import conduct
from foedus.assessment.professed.gap import Gap, Part, gaps
from foedus.assessment.professed.grid import Grid
from foedus.assessment.professed.norm_votes import norm_votes
from foedus.assessment.professed.notes import notes
from foedus.assessment.professed.profession import profession
from foedus.assessment.professed.sanctions import sanctions_begun
from foedus.assessment.professed.state_year import StateYear, state_year
from foedus.core.errors import FoedusError, unknown
from foedus.core.interval import Interval

if TYPE_CHECKING:
    from foedus.documents.concepts.concept import Concept

PRINCIPLES = ("sovereignty", "non_interference", "territorial_integrity")
WINDOW = 5


@dataclass(frozen=True)
class Practice:
    """What states profess beside what they do.

    Parameters
    ----------
    corpus : str
    principles : tuple of Concept
    pair : tuple of int
        States asked about, in order.
    reference : tuple of int
        States beside them.
    years : tuple of int
    window : int
        Years that a figure holds.
    rows : tuple of StateYear
        By state, then year.
    pair_gap : dict of str to tuple
        By part, the first state's mean gap less the second's over the years in which both are
        assessable, its interval, and those years.
    passages : tuple of dict
        Sentences that name a principle.
    cells : dict of str to int
        State-years behind each standard.
    scatter : float
    items : int
        Resolutions that count.
    notes : tuple of str
    level : float
    """

    corpus: str
    principles: tuple[Concept, ...]
    pair: tuple[int, ...]
    reference: tuple[int, ...]
    years: tuple[int, int]
    window: int
    rows: tuple[StateYear, ...]
    pair_gap: dict[Part, tuple[float, Interval, int, int, int]]
    passages: tuple[dict[str, Any], ...]
    cells: dict[Part, int]
    scatter: float
    items: int
    notes: tuple[str, ...]
    level: float

    def of(self, ccode: int) -> list[StateYear]:
        """Years of a state."""
        return [r for r in self.rows if r.ccode == ccode]


def practice(
    states: Sequence[str],
    corpus: str,
    *,
    reference: Sequence[str] | None = None,
    start: int | None = None,
    end: int | None = None,
    principle: str = "all",
    window: int = WINDOW,
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 1,
    data: str | Path | None = None,
) -> Practice:
    """Profession, votes, conduct and their gap for some states, by year.

    Parameters
    ----------
    states
        One or two, or more: who is asked about.
    corpus
        Name of a corpus whose documents have sides that are states, such as the General Debate.
    reference
        States beside them; where None, those of `comparisons.toml` that speak in the corpus.
    start, end
        First and last year; those of the corpus where None.
    principle
        One of `PRINCIPLES`, or ``all``: mentions of the three added up.
    window
        Years that each figure holds, the year itself the last.
    level, draws, seed
        Nominal coverage of intervals, draws, seed.
    data
        Folder with raw files.

    Raises
    ------
    FoedusError
        For unknown states, corpora or principles, states that do not speak in the corpus, or
        years without a document.
    """
    from foedus.documents.concepts.hits import find_concept
    from foedus.documents.concepts.quoting import quoted
    from foedus.documents.concepts.shipped import open_concept
    from foedus.documents.concepts.speakers import speeches, states_asked
    from foedus.documents.corpora.corpus import open_corpus

    if principle != "all" and principle not in PRINCIPLES:
        raise unknown("principle", principle, ["all", *PRINCIPLES])
    if not states:
        raise FoedusError("No state is named.", "Name one or two: foedus texts practice CHN RUS.")
    if start and end and start > end:
        raise FoedusError(
            f"The span ends before it begins: from {start} to {end}.",
            "Give --from the earlier year.",
        )
    if not 1 <= window <= 30:
        raise FoedusError(f"A window of {window} years.", "Take 1 to 30.")
    opened = open_corpus(corpus)
    there = speeches(opened)
    pair = states_asked(states, there, corpus)
    beside = _beside(reference, pair, there.states, corpus)
    concepts = tuple(open_concept(p) for p in PRINCIPLES if principle in ("all", p))
    found = [find_concept(opened, c, there) for c in concepts]
    base = found[0].speeches
    dated = base.year > 0
    if not dated.any():
        raise FoedusError(
            f"No document of corpus {corpus!r} has a date.", f"See: foedus texts list {corpus}."
        )
    first, last = int(base.year[dated].min()), int(base.year[dated].max())
    years = (max(first, start or first), min(last, end or last))
    if years[0] > years[1]:
        asked_for = f"from {start}" if start else ""
        asked_for += f" to {end}" if end else ""
        raise FoedusError(
            f"Corpus {corpus!r} holds no document {asked_for.strip()}.",
            f"It holds some from {first} to {last}.",
        )
    # Windows of the first years reach back before the corpus.
    grid = Grid(tuple(there.states), first - window + 1, last)
    total = np.sum([f.count for f in found], axis=0)
    said = profession(grid, base.ccode, base.year, total, base.tokens, window=window)
    acts = conduct(grid, window=window, data=data)
    votes = norm_votes(grid, window=window, data=data)
    beside_it, why = sanctions_begun(data)
    asked = [*pair, *beside]
    chosen = [grid.states.index(c) for c in asked]
    between = gaps(said, acts, votes, chosen, level=level, draws=draws, seed=seed)
    rates = said.drawn(min(draws, 400), np.random.default_rng((seed, 9)))
    rows = [
        state_year(grid, said, acts, votes, between, rates, k, y, level, beside_it)
        for k in chosen
        for y in range(years[0], years[1] + 1)
    ]
    passages = sorted(
        (p | {"principle": c.name} for c, f in zip(concepts, found, strict=True)
         for p in quoted(opened, f, asked, years)),
        key=lambda p: (-p["year"], p["document"], p["start"], p["principle"]),
    )  # fmt: skip
    return Practice(
        corpus,
        concepts,
        tuple(pair),
        tuple(beside),
        years,
        window,
        tuple(rows),
        _pair_gaps(grid, between, years, level) if len(pair) == 2 else {},
        tuple(passages),
        {p: g.cells for p, g in between.items()},
        said.scatter,
        0 if votes.items is None else len(votes.items),
        tuple(n for n in (*notes(acts, votes, window, base.language), why) if n),
        level,
    )


def _beside(
    named: Sequence[str] | None, pair: Sequence[int], there: Sequence[int], corpus: str
) -> list[int]:
    from foedus.states.resolve import resolve

    codes = [resolve(n).ccode for n in (reference_states() if named is None else named)]
    for name, code in zip(named or (), codes, strict=False):
        if code not in there:
            raise FoedusError(
                f"No document of corpus {corpus!r} has {name!r} as its side.",
                "Name another state after --with.",
            )
    return [c for c in dict.fromkeys(codes) if c not in pair and c in there]


def _pair_gaps(
    grid: Grid, between: dict[Part, Gap], years: tuple[int, int], level: float
) -> dict[Part, tuple[float, Interval, int, int, int]]:
    """The first state's mean gap less the second's, over years in which both have one."""
    inside = (grid.years >= years[0]) & (grid.years <= years[1])
    out: dict[Part, tuple[float, Interval, int, int, int]] = {}
    for part, found in between.items():
        one, two = found.drawn[:, 0], found.drawn[:, 1]
        both = inside & np.isfinite(one).all(axis=0) & np.isfinite(two).all(axis=0)
        if not both.any():
            continue
        drawn = one[:, both].mean(axis=1) - two[:, both].mean(axis=1)
        low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
        value = float(np.mean(drawn))
        held = grid.years[both]
        interval = Interval(float(low), float(high), level, f"{len(drawn):,} draws")
        out[part] = (value, interval, int(held.min()), int(held.max()), int(both.sum()))
    return out

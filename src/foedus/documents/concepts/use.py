"""How often states use a concept: by state and year, with trends, and the gap within a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.comparing.rate_pairs import RatePair, compare_rates
from foedus.documents.comparing.rates import Rate, rate
from foedus.documents.concepts.concept import Concept
from foedus.documents.concepts.hits import ConceptHits
from foedus.documents.concepts.speakers import iso3, short_name
from foedus.documents.concepts.trend import Trend, trend, trend_gap

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "concept": "Concept and version of its dictionary",
    "state": "State that speaks (ISO 3166)",
    "ccode": "State that speaks (COW)",
    "from": "First year",
    "to": "Last year",
    "documents": "Documents",
    "tokens": "Words",
    "mentions": "Hits of the dictionary",
    "rate": "Mentions per 1,000 words",
    "low": "Lower bound of the rate",
    "high": "Upper bound of the rate",
    "basis": "What the bounds rest on",
}
"""Columns of `ConceptUse.frame`, in order."""


@dataclass(frozen=True, slots=True)
class Use:
    """A state's use of a concept in some years.

    Parameters
    ----------
    ccode
        The state.
    first, last
        Years, both included.
    rate
        Mentions per 1,000 words; of all years, or of one period.
    """

    ccode: int
    first: int
    last: int
    rate: Rate


@dataclass(frozen=True)
class ConceptUse:
    """Use of a concept by several states.

    Parameters
    ----------
    concept : Concept
    corpus : str
    states : tuple of int
        As asked for.
    years : tuple of int
        First and last.
    every : int
        Years a period holds.
    periods, whole : tuple of Use
        By state and period, and by state over all years.
    trends : dict of int to Trend
        By state.
    pair : RatePair or None
        Second state against the first over all years, where two are asked for.
    pair_trend : Trend or None
        First state's trend over the second's.
    notes : tuple of str
    """

    concept: Concept
    corpus: str
    states: tuple[int, ...]
    years: tuple[int, int]
    every: int
    periods: tuple[Use, ...]
    whole: tuple[Use, ...]
    trends: dict[int, Trend]
    pair: RatePair | None
    pair_trend: Trend | None
    notes: tuple[str, ...]

    def of(self, ccode: int) -> list[Use]:
        """Periods of a state, in order."""
        return [u for u in self.periods if u.ccode == ccode]

    def frame(self) -> pd.DataFrame:
        """One row a state and period, columns `COLUMNS`."""
        import pandas as pd

        return pd.DataFrame([record(self.concept, u) for u in self.periods], columns=list(COLUMNS))


def record(concept: Concept, use: Use) -> dict[str, Any]:
    """A state's use as a row with the columns of `COLUMNS`."""
    r = use.rate
    shown = r.by_documents or r.interval
    return {
        "concept": concept.key,
        "state": iso3(use.ccode),
        "ccode": use.ccode,
        "from": use.first,
        "to": use.last,
        "documents": r.documents,
        "tokens": r.tokens,
        "mentions": r.mentions,
        "rate": None if r.value is None else round(r.value, 5),
        "low": None if shown is None else round(shown.low, 5),
        "high": None if shown is None else round(shown.high, 5),
        "basis": r.why if shown is None else shown.basis,
    }


def concept_use(
    hits: ConceptHits,
    corpus: str,
    states: Sequence[int],
    years: tuple[int, int] | None = None,
    *,
    every: int = 1,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> ConceptUse:
    """Rates by state and period, trends, and for two states their gap.

    Parameters
    ----------
    hits
        Where the concept is named.
    corpus
        Name of the corpus, for messages.
    states
        COW numbers.
    years
        First and last; all there are where None.
    every
        Years a period holds.
    level, draws, seed
        As for `foedus.documents.comparing.rates.rate`.

    Raises
    ------
    FoedusError
        If none of the documents that count falls into the years.
    """
    there = hits.speeches
    mine = np.isin(there.ccode, states) & (there.year > 0)
    if years is not None:
        mine &= (there.year >= years[0]) & (there.year <= years[1])
    if not mine.any():
        told = "" if years is None else f" from {years[0]} to {years[1]}"
        raise FoedusError(
            f"No document of corpus {corpus!r} by these states{told} has a date.",
            f"Take other years; see: foedus texts list {corpus}.",
        )
    span = years or (int(there.year[mine].min()), int(there.year[mine].max()))

    def figure(code: int, first: int, last: int) -> Use | None:
        own = mine & (there.ccode == code) & (there.year >= first) & (there.year <= last)
        if not own.any():
            return None
        found = rate(hits.count[own], there.tokens[own], level=level, draws=draws, seed=seed)
        return Use(code, first, last, found)

    starts = range(span[0], span[1] + 1, every)
    cells = [figure(c, a, min(a + every - 1, span[1])) for c in states for a in starts]
    whole = [figure(c, *span) for c in states]
    trends = {c: _trend(hits, mine & (there.ccode == c), level) for c in states}
    pair, pair_trend = None, None
    if len(states) == 2:
        one, two = ((_counts(hits, mine & (there.ccode == c))) for c in states)
        pair = compare_rates(two, one, level=level, draws=draws, seed=seed)
        pair_trend = trend_gap(trends[states[0]], trends[states[1]], level=level)
    return ConceptUse(
        hits.concept,
        corpus,
        tuple(states),
        span,
        every,
        tuple(u for u in cells if u),
        tuple(u for u in whole if u),
        trends,
        pair,
        pair_trend,
        _notes(hits, mine),
    )


def _counts(
    hits: ConceptHits, own: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return hits.count[own], hits.speeches.tokens[own]


def _trend(hits: ConceptHits, own: NDArray[np.bool_], level: float) -> Trend:
    return trend(*_counts(hits, own), hits.speeches.year[own], level=level)


def _notes(hits: ConceptHits, mine: NDArray[np.bool_]) -> tuple[str, ...]:
    spoken = {lang for lang, own in zip(hits.speeches.language, mine, strict=True) if own}
    notes = [
        f"Dictionary {hits.concept.key} ({hits.concept.date}), hash {hits.concept.hash}. A hit is a "
        "mention; whether the speaker holds with it is not told."
    ]
    notes += [f"Its check, {c.text()}." for c in hits.concept.checks if c.language in spoken]
    if len(spoken) > 1:
        notes.append(
            f"Several languages ({', '.join(sorted(spoken))}): words are cut otherwise in each, so "
            "levels are not comparable across them, trends within one are."
        )
    if hits.added:
        notes.append(f"{hits.added} sentences without a term count because a reader accepted them.")
    if hits.left_out:
        notes.append(f"{hits.left_out} documents in other languages are left out.")
    return tuple(notes)


def names(use: ConceptUse) -> list[str]:
    """Short names of the states, in order."""
    return [short_name(c) for c in use.states]

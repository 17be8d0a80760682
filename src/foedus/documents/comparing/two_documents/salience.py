"""How often each state is named in each of two sides, its share and its rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.rate_pairs import RatePair, compare_rates
from foedus.documents.comparing.rates import Share, share
from foedus.documents.comparing.resampling import percentiles
from foedus.documents.comparing.two_documents.sides import ReadSide
from foedus.documents.mentions.counting import StateCounts, count_states
from foedus.states.table import systems


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a state stands among all states that a side names.

    Parameters
    ----------
    rank
        1 for the state named most often; states named equally often share a rank. None for a
        state that is not named.
    of
        States named.
    low, high
        Bounds of the rank over redrawn counts, best first; None without a rank.
    share
        Among the mentions of all states.
    """

    rank: int | None
    of: int
    low: int | None
    high: int | None
    share: Share


@dataclass(frozen=True, slots=True)
class StateSalience:
    """One state in both sides.

    Parameters
    ----------
    ccode, name
        COW number, and short name in English.
    rates
        Mentions per 1,000 words, the new side against the old.
    old, new
        Its rank and share in each.
    """

    ccode: int
    name: str
    rates: RatePair
    old: Standing
    new: Standing


@dataclass(frozen=True, eq=False)
class Salience:
    """All states that either side names; made by `salience`.

    Parameters
    ----------
    states
        From the one named most often in the new side; ties by the old side, then by name.
    """

    states: tuple[StateSalience, ...]

    def of(self, ccode: int) -> StateSalience | None:
        """A state; None where neither side names it."""
        return next((s for s in self.states if s.ccode == ccode), None)


def salience(
    old: ReadSide,
    new: ReadSide,
    focus: int,
    *,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> Salience:
    """Rates, shares and ranks of all states that either side names, and of the focus.

    Ranks are redrawn with counts that vary as Poisson counts do around those found, so that
    bounds of neighbours that are named about equally often overlap.

    Parameters
    ----------
    old, new
        What is compared.
    focus
        COW number of a state that is listed even where neither side names it.
    level, draws, seed
        Nominal coverage of all bounds, resamplings, seed.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.sides import Document, Side, read_side
    >>> one, two = (
    ...     read_side(Side(n, (Document(n, text, "en"),)))
    ...     for n, text in (("a", "France and India. India."), ("b", "China and India. China."))
    ... )
    >>> [(s.name, s.old.rank, s.new.rank) for s in salience(one, two, 710).states]
    [('China', None, 1), ('India', 1, 2), ('France', 2, None)]
    """
    counted = count_states(old.mentions), count_states(new.mentions)
    ccodes = sorted({*counted[0].ccodes.tolist(), *counted[1].ccodes.tolist(), focus})
    standings = [
        _standings(counts, ccodes, level, draws, (seed, k)) for k, counts in enumerate(counted)
    ]
    names = systems().states
    tokens = old.tokens, new.tokens
    found = [
        StateSalience(
            ccode,
            names[ccode].short,
            compare_rates(
                (counted[0].of(ccode), tokens[0]),
                (counted[1].of(ccode), tokens[1]),
                level=level,
                draws=draws,
                seed=seed,
            ),
            standings[0][k],
            standings[1][k],
        )
        for k, ccode in enumerate(ccodes)
    ]
    found.sort(key=lambda s: (-s.rates.second.mentions, -s.rates.first.mentions, s.name))
    return Salience(tuple(found))


def _standings(
    counts: StateCounts, ccodes: list[int], level: float, draws: int, seed: tuple[int, ...]
) -> list[Standing]:
    totals = np.array([counts.of(c).sum() for c in ccodes], np.int64)
    rng = np.random.default_rng(seed)
    drawn = rng.poisson(totals, (draws, len(ccodes)))
    of = int((totals > 0).sum())
    named = counts.named
    found = []
    for k, ccode in enumerate(ccodes):
        whole = share(counts.of(ccode), named, level=level, draws=draws, seed=seed[0])
        if not totals[k]:
            found.append(Standing(None, of, None, None, whole))
            continue
        low, high = percentiles(_ranks(drawn, k), level)
        rank = 1 + int((totals > totals[k]).sum())
        # Poisson counts drawn around a count lean to the middle ranks; the rank found is inside.
        found.append(Standing(rank, of, min(int(low), rank), min(max(int(high), rank), of), whole))
    return found


def _ranks(drawn: NDArray[np.int64], state: int) -> NDArray[np.float64]:
    above = drawn > drawn[:, [state]]
    return np.asarray(1.0 + above.sum(axis=1), float)

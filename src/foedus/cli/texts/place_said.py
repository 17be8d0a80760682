"""Where documents were placed, in words: the ends, the words that weigh most, what to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.cli.texts.options import plural
from foedus.cli.texts.place_units import Units

if TYPE_CHECKING:
    from foedus.documents.scaling.placements import Placements

WORDS = 15
"""Words shown at each end."""
_LONGEST = 70
_FEW_WORDS, _FEW_FEATURES, _ENOUGH, _GOES_WITH = 250, 100, 8, 0.5


@dataclass(frozen=True)
class Placed:
    """A placement with what it is of.

    Parameters
    ----------
    units, found
        What was placed, and where.
    tokens : ndarray of int, shape (units,)
        Words of each unit that are features.
    asked
        Conditions on documents in words; empty for none.
    marked
        Reference texts or anchors.
    said
        What to know that the method itself does not say.
    doubt
        Why the line may be nothing at all; empty where it is not.
    """

    units: Units
    found: Placements
    tokens: NDArray[np.int64]
    asked: str
    marked: tuple[str, ...]
    said: tuple[str, ...]
    doubt: str = ""

    @property
    def order(self) -> NDArray[np.int64]:
        """Places of the units that have a position, rising."""
        placed = np.flatnonzero(~np.isnan(self.found.scores))
        return placed[np.argsort(self.found.scores[placed], kind="stable")]

    def label(self, k: int) -> str:
        """What a unit is called for people."""
        return self.units.labels[k]


def title(placed: Placed) -> str:
    """What was placed, how."""
    which = f" ({placed.asked})" if placed.asked else ""
    by = placed.units.by
    what = " by ".join(f"{part}s" if k == 0 else part for k, part in enumerate(by.split("+")))
    return f"{placed.units.corpus}{which}: {what} placed by {placed.found.method}"


def finding(placed: Placed) -> str:
    """Which lie at the ends, and how many are told apart."""
    order, found = placed.order, placed.found
    if not len(order):
        return f"Not placed: {found.why[0]}."
    own = order
    if found.method == "wordscores":
        # Reference texts lie where they were put, or as near as their words let them.
        own = order[[placed.units.names[k] not in placed.marked for k in order.tolist()]]
        if not len(own):
            return "Only the reference texts are placed."
    bounded = own[~np.isnan(found.low[own])]
    # What has no interval may lie anywhere: it is not named as an end if there is other.
    among = bounded if len(bounded) > 1 else own
    low, high = (f"{_short(placed.label(k))} ({_position(found, k)})" for k in among[[0, -1]])
    text = f"Of {len(own):,} placed"
    if len(own) < len(order):
        text += f" besides the {len(order) - len(own)} reference texts"
    if len(among) < len(own):
        text += f", {len(among):,} of them with an interval"
    text += f", {low} lies lowest and {high} highest"
    text += "." if len(among) == len(own) else " among these."
    if len(bounded) > 1:
        ends = np.sort(found.high[bounded])
        apart = int(np.searchsorted(ends, found.low[bounded], side="left").sum())
        pairs = len(bounded) * (len(bounded) - 1) // 2
        text += (
            f" The intervals of {apart:,} of {pairs:,} pairs do not meet."
            if apart
            else " No two intervals stand apart."
        )
    return f"{text} {placed.doubt}".rstrip()


def _position(found: Placements, k: int) -> str:
    ends = bounds(found, k)
    level = f"{100 * found.level:g} % interval {ends}" if ends else "no interval"
    return f"{found.scores[k]:.2f}, {level}"


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rsplit(' ', 1)[0]} …"


def bounds(found: Placements, k: int) -> str:
    """From where to where; empty without an interval."""
    return "" if np.isnan(found.low[k]) else f"{found.low[k]:.2f} to {found.high[k]:.2f}"


def words_by_weight(placed: Placed) -> list[dict[str, Any]]:
    """Words with position, count, and share of all weight, heaviest first.

    The weight of a word is its count times the square of its distance from the mean position of
    all tokens: how much it spreads the documents.
    """
    found, counts = placed.found, placed.units.counts
    totals = dict(zip(counts.features, counts.totals.tolist(), strict=True))
    count = np.array([totals[name] for name in found.features], float)
    known = ~np.isnan(found.positions)
    at = np.where(known, found.positions, 0.0)
    if not (known * count).sum():
        return []
    apart = at - (known * count) @ at / (known * count).sum()
    weight = known * count * apart**2
    share = weight / weight.sum() if weight.sum() else weight
    return [
        {
            "word": found.features[k],
            "end": "low" if apart[k] < 0 else "high",
            "position": round(float(found.positions[k]), 4),
            "weight": round(float(share[k]), 6),
            "count": int(count[k]),
        }
        for k in np.argsort(-weight, kind="stable").tolist()
        if weight[k] > 0
    ]


def ends(placed: Placed) -> tuple[list[str], list[str]]:
    """Words that weigh most at the low and at the high end."""
    rows = words_by_weight(placed)
    low, high = ([r["word"] for r in rows if r["end"] == end][:WORDS] for end in ("low", "high"))
    return low, high


def notes(placed: Placed) -> list[str]:
    """What a reader must know, and what a referee would ask."""
    units, found = placed.units, placed.found
    said = [
        "What the line is, is for the reader to say, from the words at its ends: it may be topic, "
        "style, genre or time and need not be a stance. No position says who is right.",
        f"One language only ({units.language}); a place holds among the {len(units.names):,} placed "
        "together, not across corpora or methods.",
    ]
    placed_at = placed.order
    short = int((placed.tokens[placed_at] < _FEW_WORDS).sum())
    if short:
        said.append(
            f"{short:,} of {len(placed_at):,} have fewer than {_FEW_WORDS} words that count: "
            "chance and topic weigh much there."
        )
    if len(found.features) < _FEW_FEATURES:
        said.append(f"Only {plural(len(found.features), 'word')} have a position.")
    said += _goes_with(placed, placed_at)
    if units.without:
        said.append(f"{plural(units.without, 'document')} of unknown {units.by} left out.")
    if units.copies:
        said.append(f"{plural(units.copies, 'near-duplicate')} of earlier documents left out.")
    if found.basis:
        said.append(f"Intervals: {100 * found.level:g} %, {found.basis}.")
    return [*said, *placed.said, *map(_sentence, found.notes)]


def _goes_with(placed: Placed, which: NDArray[np.int64]) -> list[str]:
    """Whether positions follow the date or the length."""
    said = []
    about = {"the date": placed.units.when, "the length": placed.tokens.astype(float)}
    for name, values in about.items():
        own = which[~np.isnan(values[which])]
        if len(own) < _ENOUGH or np.ptp(values[own]) == 0:
            continue
        together = _rank_correlation(placed.found.scores[own], values[own])
        if abs(together) >= _GOES_WITH:
            said.append(
                f"Positions go with {name} (rank correlation {together:.2f}): the line may be no "
                "more than that."
            )
    return said


def _rank_correlation(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    """Spearman's.

    Examples
    --------
    >>> round(_rank_correlation(np.array([1.0, 2, 3]), np.array([1.0, 9, 9])), 3)
    0.866
    """

    def ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
        _, place, number = np.unique(values, return_inverse=True, return_counts=True)
        return np.asarray((np.cumsum(number) - (number - 1) / 2)[place])

    return float(np.corrcoef(ranks(one), ranks(two))[0, 1])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"

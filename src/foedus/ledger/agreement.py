"""Agreement of two coders: Krippendorff's alpha, nominal or ordinal.

Krippendorff, K. (2011) Computing Krippendorff's alpha-reliability. Only two coders and
complete pairs are needed here; the full reliability work is a room of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.ledger.case_file import CaseFile
from foedus.ledger.records import Item
from foedus.ledger.words import JUDGED

Metric = Literal["nominal", "ordinal"]
ITEM_FIELDS: dict[str, Metric] = {
    "kind": "nominal",
    "instrument": "nominal",
    "level": "ordinal",
    **dict.fromkeys(JUDGED, "nominal"),
    "provision": "nominal",
    "outcome": "nominal",
}
"""Fields compared for items."""
CELL_FIELDS: dict[str, Metric] = {"answer": "nominal", "cell level": "ordinal"}
"""Fields compared for grid cells."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field.

    Parameters
    ----------
    field, metric
        What was compared, and how differences weigh.
    n
        Pairs of codings.
    same
        Share of identical codings; None without pairs.
    alpha
        Krippendorff's alpha; None with no pair or no variation at all.
    """

    field: str
    metric: Metric
    n: int
    same: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: which record, which field, what each coder wrote."""

    record: str
    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two codings laid side by side."""

    agreements: tuple[Agreement, ...]
    differences: tuple[Difference, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    blind: bool
    made: tuple[str, ...]


def alpha(pairs: Sequence[tuple[Hashable, Hashable]], metric: Metric = "nominal") -> float | None:
    """Krippendorff's alpha of two coders.

    Parameters
    ----------
    pairs
        One (first, second) coding a unit; both present. Ordinal values must be numbers.
    metric
        ``nominal``: any difference counts alike; ``ordinal``: by the ranks between.

    Returns
    -------
    float or None
        1 for perfect agreement, 0 for what chance gives; None where nothing varies.

    Examples
    --------
    >>> round(alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    if not pairs:
        return None
    values = sorted({v for pair in pairs for v in pair}, key=lambda v: (str(type(v)), v))
    if len(values) < 2:
        return None
    place = {v: k for k, v in enumerate(values)}
    together = np.zeros((len(values), len(values)))
    for one, two in pairs:
        together[place[one], place[two]] += 1
        together[place[two], place[one]] += 1
    margin = together.sum(axis=1)
    n = margin.sum()
    weight = _distance(margin, metric)
    expected = (np.outer(margin, margin) * weight).sum() / (n * (n - 1))
    return float(1 - (together * weight).sum() / n / expected)


def _distance(margin: NDArray[np.float64], metric: Metric) -> NDArray[np.float64]:
    k = len(margin)
    if metric == "nominal":
        return 1.0 - np.eye(k)
    total = np.cumsum(margin)
    middle = total - margin / 2
    gap: NDArray[np.float64] = np.subtract.outer(middle, middle) ** 2
    return gap


def compare(first: CaseFile, second: CaseFile) -> Compared:
    """Lay a second coder's file beside the first; records are matched by id and cell.

    Returns
    -------
    Compared
        `blind` is True only where every file of the second says that it was made
        without sight of the first.
    """
    one, two = _values(first), _values(second)
    both = sorted(one.keys() & two.keys())
    fields = ITEM_FIELDS | CELL_FIELDS
    agreements = []
    differences = []
    for field, metric in fields.items():
        pairs = [
            (r, one[r][field], two[r][field])
            for r in both
            if one[r].get(field) is not None and two[r].get(field) is not None
        ]
        agreements.append(_agreement(field, metric, [(a, b) for _, a, b in pairs]))
        differences += [Difference(r, field, str(a), str(b)) for r, a, b in pairs if a != b]
    codings = {r.coding for r in second.rows} | {i.coding for i in second.items}
    return Compared(
        tuple(agreements),
        tuple(differences),
        tuple(sorted(one.keys() - two.keys())),
        tuple(sorted(two.keys() - one.keys())),
        bool(codings) and all(c.blind for c in codings),
        tuple(sorted({c.how for c in codings})),
    )


def _agreement(field: str, metric: Metric, pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    same = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
    return Agreement(field, metric, len(pairs), same, alpha(pairs, metric))


def _values(case: CaseFile) -> dict[str, dict[str, Hashable]]:
    found = {i.id: _item_values(i) for i in case.items}
    for row in case.rows:
        for name, cell in row.cells.items():
            key = f"{row.actor}>{row.toward} {row.need} {name}"
            found[key] = {"answer": cell.answer, "cell level": cell.level}
    return found


def _item_values(item: Item) -> dict[str, Hashable]:
    plain: dict[str, Hashable] = {f: getattr(item, f) for f in ITEM_FIELDS if f != "instrument"}
    return plain | {"instrument": item.instrument.name}


def rated(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Those with at least one pair."""
    return [a for a in agreements if a.n]

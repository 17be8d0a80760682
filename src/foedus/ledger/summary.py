"""How a case file is spread: by direction, kind, time, source language and grade."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from foedus.ledger.case_file import CaseFile, all_cases
from foedus.ledger.records import Item
from foedus.ledger.responses import Direction, direction
from foedus.ledger.words import KINDS

WEAK_INFORMATION = 4
WEAK_SOURCES = frozenset("DEF")
SPAN = 5
"""Years of a period in the summary."""


@dataclass(frozen=True)
class Summary:
    """Counts that show balance and gaps.

    Parameters
    ----------
    pair
        ISO3 codes.
    items
        Number of items.
    by_direction
        Items by who acts: each state, and both (mutual).
    by_kind
        For each of these the items by kind.
    by_period
        Items by five-year period, from the first to the last with gaps shown as 0.
    by_language
        Source references by language of the source.
    by_grade
        Source references by both grades.
    weak
        Items none of whose sources is better than D or 4.
    disputed
        Items with another reading on record.
    coders
        Who coded, and how.
    directions
        Episodes of each direction, with search effort.
    """

    pair: tuple[str, str]
    items: int
    by_direction: dict[str, int]
    by_kind: dict[str, dict[str, int]]
    by_period: dict[str, int]
    by_language: dict[str, int]
    by_grade: dict[str, int]
    weak: int
    disputed: int
    coders: tuple[str, ...]
    directions: tuple[Direction, ...]


def summarise(case: CaseFile) -> Summary:
    """Count a case file.

    Examples
    --------
    >>> from foedus.ledger.case_file import case_file
    >>> summarise(case_file("JPN", "USA")).pair
    ('JPN', 'USA')
    """
    codings = {i.coding for i in case.items} | {r.coding for r in case.rows}
    refs = [s for i in case.items for s in i.sources]
    languages = Counter(str(case.sources.get(s.id, {}).get("language", "not given")) for s in refs)
    sides = [*case.pair, "both"]
    side = {i.id: "both" if i.mutual else i.actor for i in case.items}
    kinds = {s: dict(Counter(i.kind for i in case.items if side[i.id] == s)) for s in sides}
    return Summary(
        case.pair,
        len(case.items),
        {s: sum(side[i.id] == s for i in case.items) for s in sides},
        {s: {k: kinds[s].get(k, 0) for k in KINDS} for s in sides},
        _periods(case.items),
        dict(sorted(languages.items(), key=lambda x: (-x[1], x[0]))),
        dict(sorted(Counter(s.grades for s in refs).items())),
        sum(_weak(i) for i in case.items),
        sum(bool(i.dispute) for i in case.items),
        tuple(sorted(f"{c.coder}: {c.how}" for c in codings)),
        tuple(direction(case, a) for a in case.pair),
    )


def _weak(item: Item) -> bool:
    return all(
        s.source_grade in WEAK_SOURCES or s.info_grade >= WEAK_INFORMATION for s in item.sources
    )


def _periods(items: tuple[Item, ...]) -> dict[str, int]:
    if not items:
        return {}
    starts = [i.start.year // SPAN * SPAN for i in items]
    count = Counter(starts)
    return {
        f"{y}-{y + SPAN - 1}": count.get(y, 0) for y in range(min(starts), max(starts) + 1, SPAN)
    }


def summaries() -> list[Summary]:
    """The summary of every case file at hand."""
    return [summarise(case) for case in all_cases()]

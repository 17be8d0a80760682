"""Slices of the record of the UN General Assembly: issues, records, paragraphs, links, spans."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from foedus.core.errors import FoedusError, YearOutOfRange, unknown
from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.records.library import assembly_votes
from foedus.rollcalls.records.published import BEFORE_FIRST, SUBSETS, published_votes
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.slices.slice_kinds import (
    Slice,
    actor_slices,
    between,
    end_slices,
    item_halves,
    unlinked,
    with_items,
)
from foedus.states.groups import group

if TYPE_CHECKING:
    from foedus.store.tables import Tables

Record = Literal["published", "library"]
RECORDS: tuple[Record, ...] = get_args(Record)
NEAR = 10
"""States left out as the nearest, and as the furthest."""
COLD_WAR_ENDS = 46
"""Session of 1991."""
FULL = 20
"""Items of a session that can be the last compared where none is named."""
LEFT_OUT = ("NATO", "G7", "BRICS")
"""Groups left out one at a time where none are named."""


@dataclass(frozen=True)
class Asked:
    """Which record, and which part of it.

    Parameters
    ----------
    record
        Input of the published estimates, or the UN Library's record.
    ends
        Sessions compared.
    lead
        Sessions before the first compared that positions are estimated from; None for all.
    """

    record: Record
    ends: tuple[int, int]
    lead: int | None

    @property
    def since(self) -> int:
        """First session estimated from."""
        return 1 if self.lead is None else max(1, self.ends[0] - self.lead)


def asked(
    tables: Tables, years: tuple[int, int | None], record: Record | None, lead: int | None
) -> Asked:
    """Check and complete what is asked.

    Raises
    ------
    FoedusError
        For an unknown record, years in the wrong order or out of reach, or a negative lead.
    """
    if record is not None and record not in RECORDS:
        raise unknown("record", str(record), RECORDS)
    if lead is not None and lead < 0:
        raise FoedusError(f"A lead of {lead} sessions is none.", "Take 0 or more, or None for all.")
    start, end = years
    reach = int(tables["roll_calls"]["session"].max())
    if record is None:
        late = end is not None and end - BEFORE_FIRST > reach
        record = "library" if late and "un_items" in tables else "published"
    if record == "library":
        reach = int(tables["un_items"]["session"].max())
    last = _last_full(tables, record) if end is None else end - BEFORE_FIRST
    first = start - BEFORE_FIRST
    if not 1 <= first < last <= reach:
        raise YearOutOfRange(
            f"{start} and {BEFORE_FIRST + last} cannot be compared in this record.",
            f"Name two years, the earlier first, from {BEFORE_FIRST + 1} to "
            f"{BEFORE_FIRST + reach}.",
        )
    return Asked(record, (first, last), lead)


def _last_full(tables: Tables, record: Record) -> int:
    """The last session with votes enough; the newest of the Library's has only begun."""
    items = tables["un_items" if record == "library" else "roll_calls"]
    sessions, count = np.unique(items["session"], return_counts=True)
    return int(sessions[count >= FULL].max(initial=0))


def base_votes(tables: Tables, what: Asked) -> RollCalls:
    """All votes of the record from `since` to the last session compared."""
    span = (what.since, what.ends[1])
    if what.record == "published":
        return published_votes(tables, sessions=span)
    return assembly_votes(tables, sessions=span).divided()


def left_out(names: Collection[str], year: int) -> Mapping[str, Collection[int]]:
    """COW codes of the members of named groups in a year, and the United States."""
    found = {name: {s.ccode for s in group(name).members(year)} for name in names}
    return {"the United States": {2}, **{k: v for k, v in found.items() if v}}


def record_slices(
    tables: Tables,
    base: Estimates,
    pair: tuple[int, int],
    what: Asked,
    *,
    blocs: Mapping[str, Collection[Any]],
    halves: int,
    seed: int,
) -> list[Slice]:
    """All slices of a fan, in the order in which they are printed."""
    return [
        *_records(tables, what),
        *_issues(tables, base, what),
        *_items(tables, base, what),
        *item_halves(base.votes, halves, seed),
        *actor_slices(base, pair, what.ends[1], blocs, halves, seed, NEAR),
        *_spans(tables, base, what),
        *end_slices(np.unique(base.period), what.ends, lambda s: str(BEFORE_FIRST + s)),
    ]


def _records(tables: Tables, what: Asked) -> list[Slice]:
    span = (what.since, what.ends[1])
    library = partial(assembly_votes, tables, sessions=span)
    found = [Slice("record", "no special sessions", partial(library, special=False))]
    if what.record == "library":
        return [
            *found,
            Slice(
                "record",
                "input of the published estimates",
                partial(published_votes, tables, sessions=span),
            ),
        ]
    found = [
        Slice("record", "UN Library's record", library),
        Slice("record", "the same, no special sessions", found[0].votes),
    ]
    return found if "un_votes" in tables else []


def _issues(tables: Tables, base: Estimates, what: Asked) -> list[Slice]:
    """Issues as published; of the Library's record by codes, or predicted where there are none."""
    if what.record == "library":
        names = [name for name in SUBSETS if name not in ("all", "important")]
        return [
            Slice("issue", _spoken(name), partial(_of_issue, tables, base.votes, name))
            for name in names
        ]
    return [
        Slice("issue", _spoken(name), partial(_on_issue, tables, name, what))
        for name in SUBSETS
        if name != "all"
    ]


def _of_issue(tables: Tables, votes: RollCalls, name: str) -> RollCalls:
    from foedus.rollcalls.issues.issue_items import items_of_issue

    calls = np.array(votes.calls, np.int64)
    return with_items(votes, np.isin(calls, items_of_issue(tables, name, wanted=calls).item))


def _spoken(name: str) -> str:
    return {"middle_east": "Middle East", "important": "important to the US"}.get(
        name, name.replace("_", " ")
    )


def _on_issue(tables: Tables, name: str, what: Asked) -> RollCalls:
    """Votes on an issue; clear about why where it does not reach the sessions compared."""
    begin = SUBSETS[name].first
    if begin > what.ends[0]:
        raise YearOutOfRange(
            f"Votes on this issue count from {BEFORE_FIRST + begin} on.", "Compare later years."
        )
    return published_votes(tables, name, sessions=(max(begin, what.since), what.ends[1]))


def _items(tables: Tables, base: Estimates, what: Asked) -> list[Slice]:
    if what.record == "library":
        return []
    span = (what.since, what.ends[1])
    return [
        Slice(
            "items",
            "no votes on paragraphs",
            partial(published_votes, tables, sessions=span, paragraphs=False),
        ),
        Slice("items", "repeated items not linked", partial(unlinked, base.votes)),
    ]


def _spans(tables: Tables, base: Estimates, what: Asked) -> list[Slice]:
    first, last = what.ends
    whole = Asked(what.record, what.ends, None)
    found = [Slice("periods", f"from {BEFORE_FIRST + 1}", partial(base_votes, tables, whole))]
    starts = {first}
    if what.since < COLD_WAR_ENDS <= first:
        starts.add(COLD_WAR_ENDS)
    for start in sorted(starts - {what.since}):
        cut = partial(between, base.votes, range(start, last + 1))
        found.append(Slice("periods", f"from {BEFORE_FIRST + start}", cut))
    only = partial(between, base.votes, what.ends)
    return [*found, Slice("periods", "these two sessions alone", only)]

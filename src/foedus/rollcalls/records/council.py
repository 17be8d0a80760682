"""Roll calls of the UN Security Council from the UN Digital Library's record.

Adopted resolutions only: what a veto stopped is not in the record, so that permanent
members seem closer than they are. Members change each year, and most return rarely.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from foedus.rollcalls.records.of_record import EVERYTHING, Span, of_record, within
from foedus.rollcalls.roll_calls import RollCalls

if TYPE_CHECKING:
    from foedus.store.tables import Tables

SOURCE = "undl_sc_votes"


def council_votes(
    tables: Tables, *, years: Span = EVERYTHING, without: Collection[int] = ()
) -> RollCalls:
    """Votes in the Security Council; the period is the calendar year, as are terms.

    Unanimous resolutions are in; estimators of positions drop them (`RollCalls.divided`).

    Parameters
    ----------
    tables
        Must hold ``sc_votes`` and ``sc_items``.
    years
        First and last, both counted.
    without
        COW codes of states whose votes are left out.

    Raises
    ------
    YearOutOfRange
        If a year is outside the record, or the span ends before it begins.
    FoedusError
        If a state left out has no vote in the record, or no vote is left.
    """
    items = tables["sc_items"]
    kept = within(items["year"].to_numpy(), years, "year")
    return of_record(tables["sc_votes"], items, kept, "year", without)

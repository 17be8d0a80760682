"""Roll calls of the UN General Assembly from the UN Digital Library's record.

Recorded votes on adopted resolutions, without votes on paragraphs and amendments; newer
than the published estimates' input, which ends with session 74 (`foedus.rollcalls.records.published`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from foedus.rollcalls.records.of_record import EVERYTHING, Span, of_record, within
from foedus.rollcalls.roll_calls import RollCalls

if TYPE_CHECKING:
    from foedus.store.tables import Tables

SOURCE = "undl_ga_votes"


def assembly_votes(
    tables: Tables,
    *,
    years: Span = EVERYTHING,
    sessions: Span = EVERYTHING,
    without: Collection[int] = (),
    special: bool = True,
) -> RollCalls:
    """Votes in the General Assembly; the period is the regular session.

    Unanimous items are in, since they matter for cohesion; estimators of positions drop
    them (`RollCalls.divided`).

    Parameters
    ----------
    tables
        Must hold ``un_votes`` and ``un_items``.
    years, sessions
        First and last, both counted; an item must be inside both.
    without
        COW codes of states whose votes are left out.
    special
        Whether votes in special and emergency special sessions count, each with the
        regular session that had last opened.

    Raises
    ------
    YearOutOfRange
        If a year or session is outside the record, or a span ends before it begins.
    FoedusError
        If a state left out has no vote in the record, or no vote is left.
    """
    items = tables["un_items"]
    kept = within(items["year"].to_numpy(), years, "year")
    kept &= within(items["session"].to_numpy(), sessions, "session")
    if not special:
        kept &= ~items["special"].to_numpy(np.bool_)
    return of_record(tables["un_votes"], items, kept, "session", without)

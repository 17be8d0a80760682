"""Obligations after ATOP's last year: carried, and changed by the treaty register.

The rule stands in `treaty_register_merge`; here it is laid on the frame's rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures import treaty_register_merge as register
from foedus.measures.obligation_bits import BITS, FLAGS, obligation_class
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd


def with_later(
    tables: Tables, pairs: pd.DataFrame, last: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Pairs by treaty with those after 2018; the register's lines; what ATOP leaves running."""
    import pandas as pd

    lines = register.merged_lines(tables)
    running = register.running_at_end(pairs, tables["atop_members"])
    later = register.later_pairs(running, lines, max(last, register.ATOP_TO + 1))
    both = pd.concat([pairs.assign(registered=False), later], ignore_index=True)
    return both, lines, running


def after_atop(
    frame: DyadFrame, owed: pd.DataFrame, pairs: pd.DataFrame, running: pd.DataFrame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bits after 2018, shape (rows, 2), and the basis of every row, shape (rows,)."""
    last = owed[owed["year"] == register.ATOP_TO]
    years = np.arange(register.ATOP_TO + 1, frame.last + 1)
    grown = last.loc[last.index.repeat(len(years))].assign(year=np.tile(years, len(last)))
    directed = frame.directed(
        grown["ccode1"], grown["ccode2"], grown["year"], grown["bits"], empty=0
    ).astype(np.int64)
    every = running.loc[running.index.repeat(len(years))].assign(year=np.tile(years, len(running)))
    after = pairs[pairs["year"] > register.ATOP_TO]
    is_new = (after["atopid"] >= FIRST_OWN) | _joined(after, running)
    added = _bits(frame, after[is_new])
    bits, carried = register.later_bits(
        directed, _bits(frame, every), _bits(frame, after[~is_new]), added
    )
    confirmed = _bits(frame, after[after["registered"]])
    level = obligation_class(bits).max(axis=1)
    told = (level > 0) & (obligation_class(confirmed).max(axis=1) == level)
    basis = np.where(told | (bits != carried).any(axis=1), register.REGISTER, register.CARRIED)
    return bits.astype(float), np.where(frame.year > register.ATOP_TO, basis, register.ATOP)


FIRST_OWN = 90001
"""Numbers from here on are the register's, not ATOP's."""


def _joined(after: pd.DataFrame, running: pd.DataFrame) -> NDArray[np.bool_]:
    """Rows of an ATOP treaty that ATOP did not have: one of the two joined later."""
    key = ["atopid", "ccode1", "ccode2"]
    old = running[key].drop_duplicates().assign(old=True)
    return after[key].merge(old, on=key, how="left")["old"].isna().to_numpy()


def _bits(frame: DyadFrame, pairs: pd.DataFrame) -> NDArray[np.int64]:
    """What the pairs' treaties promise, all together, shape (rows, 2)."""
    out = np.zeros((len(frame), 2), np.int64)
    row = frame.rows(pairs["ccode1"], pairs["ccode2"], pairs["year"])
    for flag in FLAGS:
        for side in (0, 1):
            owes = (row >= 0) & (pairs[f"{flag}_{side + 1}"].to_numpy() == 1)
            out[row[owes], side] |= BITS[flag]
    return out


def suspended_in(frame: DyadFrame, lines: pd.DataFrame) -> NDArray[np.float64]:
    """1 where the register has a treaty of the two suspended in practice in the year."""
    out = np.zeros(len(frame))
    rows = lines[lines["change"] == "suspends"]
    years = np.arange(register.ATOP_TO + 1, frame.last + 1)
    every = rows.loc[rows.index.repeat(len(years))].assign(year=np.tile(years, len(rows)))
    every = every[every["year"] >= every["first_year"]]
    row = frame.rows(every["ccode1"], every["ccode2"], every["year"])
    out[row[row >= 0]] = 1
    return out

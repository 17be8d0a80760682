"""Which years a pair's case file shows that one side pays in the other's hours of need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.gather_record import WINDOW
from foedus.assessment.paid import SELDOM
from foedus.ledger.case_file import CaseFile, case_file
from foedus.ledger.needs import need
from foedus.ledger.responses import MATERIAL, TESTED, wilson
from foedus.states.resolve import resolve

NEVER = 9999


def paid_in(pair: tuple[int, int], years: NDArray[np.int64]) -> NDArray[np.float64]:
    """1 where one side pays by the record of the years up to then, else 0, shape (years,).

    The rule is that of `paid.pays`: the 90 % interval of the paid share lies above a tenth.
    A pair without a case file has 0 throughout: nothing is shown.

    Parameters
    ----------
    pair
        COW codes.
    years
        Years asked about.
    """
    case = case_file(*(resolve(code).iso3 for code in pair))
    out = np.zeros(len(years))
    if case is None:
        return out
    for actor in case.pair:
        begun, paid = _hours(case, actor)
        for k, year in enumerate(years.tolist() if begun.size else ()):
            inside = (begun <= year) & (begun > year - WINDOW)
            interval = wilson(int((paid[inside] <= year).sum()), int(inside.sum()))
            out[k] = max(out[k], float(interval is not None and interval.low > SELDOM))
    return out


def _hours(case: CaseFile, actor: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each assessable hour of need: the year it began, and the first year something was paid."""
    begun, paid = [], []
    for row in case.rows_of(actor):
        answers = {row.cells[n].answer for n in MATERIAL if n in row.cells}
        if row.counted and answers & TESTED:
            acts = [i.start.year for i in case.row_items(row) if i.paid and i.actor == actor]
            begun.append(need(row.need).start.year)
            paid.append(min(acts, default=NEVER))
    return np.array(begun, np.int64), np.array(paid, np.int64)

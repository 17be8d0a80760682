"""Similarity of UN votes for all pairs, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.dyads.frame import DyadFrame
from foedus.measures.issue_votes import cells_of
from foedus.measures.obtain import Raw, obtain
from foedus.measures.request import request
from foedus.measures.similarity_forms import FORMS, Form
from foedus.measures.similarity_forms import similarity as form_of
from foedus.measures.votes import CELLS, LEVELS, count_years
from foedus.rollcalls.issues.vote_issues import ISSUES

if TYPE_CHECKING:
    import pandas as pd

VOTE_COLUMNS = ("item", "ccode", "vote", "year")


def similarity(
    start: int,
    end: int,
    *,
    form: Form = "kappa",
    issue: str | None = None,
    states: Iterable[str | int] | str | int | None = None,
    votes: pd.DataFrame | None = None,
    data: str | Path | None = None,
) -> pd.DataFrame:
    """Similarity of the votes of every pair of states, by calendar year.

    Parameters
    ----------
    start, end
        First and last year, 1946 to 2025.
    form
        See `foedus.measures.similarity_forms.similarity`.
    issue
        ``me, nu, di, hr, co`` or ``ec``: votes on that issue only, which needs the raw files.
    states
        Pairs in which at least one state is in the list; all where None.
    votes
        Votes of your own instead: ``item, ccode, vote`` (1 yes, 2 abstain, 3 no) and ``year``.
    data
        Folder with raw files.

    Returns
    -------
    pandas.DataFrame
        ``ccode1 < ccode2``, ``year``, ``value`` (NaN where the form is undefined) and ``n``,
        the votes in common; pairs without a vote in common have no row.

    Examples
    --------
    >>> found = similarity(2015, 2015, form="agreement", states="CHN")
    >>> row = found[(found.ccode1 == 365) & (found.ccode2 == 710)]
    >>> round(row.value.item(), 2)
    0.71
    """
    import pandas as pd

    if form not in FORMS:
        raise unknown("form of similarity", form, FORMS)
    if issue is not None and issue not in ISSUES:
        raise unknown("issue", issue, ISSUES)
    asked = request(start, end, "undirected", states, ["n_votes"])
    frame = DyadFrame.between(asked.start, asked.end)
    if votes is not None:
        counts = count_years(frame, _checked(votes, issue))
    else:
        cells = CELLS if issue is None else cells_of(issue)
        held = obtain(cells, frame, Raw(data))
        counts = np.nan_to_num(np.stack([held[c] for c in cells], axis=-1))
    rows = asked.rows(frame)
    table = counts[rows].reshape(-1, LEVELS, LEVELS)
    n = table.sum((1, 2)).astype(np.int64)
    rows, table, n = rows[n > 0], table[n > 0], n[n > 0]
    out = pd.DataFrame(
        {
            "ccode1": frame.ccode1[rows],
            "ccode2": frame.ccode2[rows],
            "year": frame.year[rows],
            "value": form_of(table, form),
            "n": n,
        }
    )
    return out.sort_values(["ccode1", "ccode2", "year"], ignore_index=True)


def _checked(votes: pd.DataFrame, issue: str | None) -> pd.DataFrame:
    absent = [c for c in VOTE_COLUMNS if c not in votes.columns]
    if absent:
        raise FoedusError(
            f"The votes lack the columns {', '.join(absent)}.",
            f"Give {', '.join(VOTE_COLUMNS)}, one row a vote.",
        )
    if issue is not None:
        raise FoedusError(
            "An issue cannot be picked from votes of your own.",
            "Pass only the votes on that issue.",
        )
    wrong = votes.loc[~votes["vote"].isin([1, 2, 3]), "vote"]
    if len(wrong):
        raise FoedusError(
            f"{wrong.iloc[0]!r} is not a vote.",
            "Use 1 yes, 2 abstain, 3 no; leave out who did not vote.",
        )
    return votes

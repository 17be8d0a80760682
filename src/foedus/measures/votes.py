"""Votes in the UN General Assembly: joint counts of all pairs, and every form of similarity.

What is stored is the table of joint choices (yes, abstain, no of the one by the
other); agreement, coincidence, S, kappa, pi and tau-b follow from it, so that they
agree with one another and can be resampled. Absence is missing, not abstention.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.joint_counts import pair_counts
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.similarity_forms import Form, similarity
from foedus.rollcalls.issues.vote_issues import COVERAGE as NORM_COVERAGE
from foedus.rollcalls.issues.vote_issues import filed_issues
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

LEVELS = 3
COVERAGE = (1946, 2025)
CELLS = tuple(f"votes_{a}{b}" for a in "yan" for b in "yan")
NORM_ISSUES = ("hr", "co", "nu", "me")
NORM_CELLS = tuple(f"norms_{a}{b}" for a in "yan" for b in "yan")


def vote_matrix(
    states: NDArray[Any], ccode: NDArray[Any], item: NDArray[Any], vote: NDArray[Any]
) -> NDArray[np.int8]:
    """Votes of one year as a matrix.

    Parameters
    ----------
    states : ndarray, shape (states,)
        Sorted COW codes; votes of others are left out.
    ccode, item, vote : ndarray, shape (votes,)
        Voter, item, and 1 yes, 2 abstain, 3 no.

    Returns
    -------
    ndarray of int8, shape (states, items)
        0 yes, 1 abstain, 2 no, -1 did not vote. Items in order of their number.
    """
    items, column = np.unique(item, return_inverse=True)
    row = np.searchsorted(states, ccode)
    row_in = np.minimum(row, len(states) - 1)
    keep = states[row_in] == ccode
    out = np.full((len(states), len(items)), -1, np.int8)
    out[row_in[keep], column[keep]] = vote[keep] - 1
    return out


def count_years(frame: DyadFrame, votes: pd.DataFrame) -> NDArray[np.uint16]:
    """Joint counts of every dyad-year.

    Parameters
    ----------
    frame
        The dyad-years.
    votes
        Columns ``item, ccode, vote, year``.

    Returns
    -------
    ndarray of uint16, shape (rows, 9)
        Cells in the order of `CELLS`: first letter the smaller code's choice.
    """
    out = np.zeros((LEVELS * LEVELS, len(frame)), np.uint16)
    year = votes["year"].to_numpy(np.int16)
    order = np.argsort(year, kind="stable")
    columns = [votes[c].to_numpy()[order] for c in ("ccode", "item", "vote")]
    edges = np.searchsorted(year[order], np.arange(frame.first, frame.last + 2, dtype=np.int16))
    for t, states in enumerate(frame.members):
        part = slice(edges[t], edges[t + 1])
        if part.start == part.stop:
            continue
        choices = vote_matrix(states, *(c[part] for c in columns))
        cells = pair_counts(choices, LEVELS).transpose(1, 2, 0)
        out[:, frame.span(frame.first + t)] = cells.reshape(LEVELS * LEVELS, -1)
    return out.T


def stacked(stored: Mapping[str, NDArray[Any]], cells: tuple[str, ...] = CELLS) -> NDArray[Any]:
    """Stored cells as tables, shape (rows, 3, 3)."""
    return np.stack([stored[c] for c in cells]).T.reshape(-1, LEVELS, LEVELS)


def _form(form: Form, cells: tuple[str, ...]) -> Callable[[Mapping[str, NDArray[Any]]], Any]:
    return lambda stored: similarity(stacked(stored, cells), form)


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Joint counts of all recorded votes, and of those on norms where issue codes are known."""
    items = tables["un_items"][["item", "year"]]
    votes = tables["un_votes"].merge(items, on="item", validate="many_to_one")
    out = dict(zip(CELLS, count_years(frame, votes).T, strict=True))
    if "roll_call_issues" in tables and "roll_call_votes" in tables:
        # As the file has them, co of 2018 and 2019 too, which is no real code then
        # (`foedus.rollcalls.issues.vote_issues.NO_REAL_CODES`): the reference panel holds these counts.
        coded = filed_issues(tables)
        on_norms = coded.loc[coded["issue"].isin(NORM_ISSUES), "item"].unique()
        norms = votes[votes["item"].isin(on_norms)]
        counted = count_years(frame, norms).T
        # No vote is coded by issue after the last coded year: missing there, not none.
        coded_years = [clip_to(cell, frame.year, NORM_COVERAGE) for cell in counted]
        out |= dict(zip(NORM_CELLS, coded_years, strict=True))
    out |= {"kappa_votes_3y": pooled_kappa(frame, out, CELLS)}
    if NORM_CELLS[0] in out:
        out |= {"kappa_norms_3y": pooled_kappa(frame, out, NORM_CELLS)}
    return {name: np.ascontiguousarray(values) for name, values in out.items()}


def pooled_kappa(
    frame: DyadFrame, stored: Mapping[str, NDArray[Any]], cells: tuple[str, ...]
) -> NDArray[np.float64]:
    """Quadratic kappa over this year's votes and those of the two before, shape (rows,)."""
    counts = stacked(stored, cells).reshape(len(frame), -1).astype(float)
    pooled = counts + sum(np.nan_to_num(frame.shift(counts, k)) for k in (1, 2))
    value = similarity(pooled.reshape(-1, LEVELS, LEVELS), "kappa")
    return np.where(counts.sum(axis=1) > 0, value, np.nan)


_WORDS: dict[Form, tuple[str, str, tuple[float | None, float | None], tuple[str, ...]]] = {
    "n": ("votes in common", "votes", (0, None), ()),
    "agreement": ("share of identical votes", "share", (0, 1), ()),
    "coincidence": ("voting coincidence (abstention counts half)", "share", (0, 1), ()),
    "s": ("S, absolute distances", "-1 to 1", (-1, 1), ("signorino_ritter1999",)),
    "s_squared": ("S, squared distances", "-1 to 1", (-1, 1), ("signorino_ritter1999",)),
    "kappa": ("kappa, squared distances", "chance-corrected", (-1, 1), ("cohen1968", "hage2011")),
    "kappa_absolute": (
        "kappa, absolute distances",
        "chance-corrected",
        (-1, 1),
        ("cohen1968", "hage2011"),
    ),
    "kappa_nominal": ("kappa, unweighted", "chance-corrected", (-1, 1), ("cohen1960",)),
    "pi": ("pi, squared distances", "chance-corrected", (-1, 1), ("scott1955", "hage2011")),
    "pi_absolute": (
        "pi, absolute distances",
        "chance-corrected",
        (-1, 1),
        ("scott1955", "hage2011"),
    ),
    "tau_b": ("Kendall's tau-b", "rank correlation", (-1, 1), ("kendall1945",)),
}


def _offer(
    suffix: str,
    about: str,
    cells: tuple[str, ...],
    coverage: tuple[int, int],
    sources: tuple[str, ...],
) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name=f"{form}_{suffix}",
            label=f"{about}: {label}",
            unit=unit,
            directed=False,
            bounds=bounds,
            coverage=coverage,
            sources=sources,
            paper=paper,
            description=(
                f"{label[0].upper() + label[1:]} over the recorded {about} of the calendar year "
                "on which both voted; missing where none."
            ),
            columns=cells,
            derive=_form(form, cells),
        )
        for form, (label, unit, bounds, paper) in _WORDS.items()
    )


MEASURES = _offer("votes", "UN votes", CELLS, COVERAGE, ("undl_ga_votes",)) + _offer(
    "norm_votes",
    "UN votes on human rights, colonialism, nuclear arms and the Middle East",
    NORM_CELLS,
    NORM_COVERAGE,
    ("undl_ga_votes", "voeten_roll_call_issues"),
)

POOLED = tuple(
    Measure(
        name=name,
        label=f"{about}: kappa over three years",
        unit="chance-corrected",
        directed=False,
        bounds=(-1, 1),
        coverage=coverage,
        sources=sources,
        paper=("cohen1968", "hage2011"),
        description=(
            "Quadratic kappa over the votes of the year and the two before; missing where "
            "the two cast no vote together in the year."
        ),
    )
    for name, about, coverage, sources in (
        ("kappa_votes_3y", "UN votes", COVERAGE, ("undl_ga_votes",)),
        (
            "kappa_norms_3y",
            "UN votes on norms",
            NORM_COVERAGE,
            ("undl_ga_votes", "voeten_roll_call_issues"),
        ),
    )
)

GROUP = Group(
    name="votes",
    tables=("un_votes", "un_items"),
    optional=("roll_calls", "roll_call_issues", "roll_call_votes"),
    columns=(
        *(Column(c) for c in CELLS),
        *(Column(c) for c in NORM_CELLS),
        Column("kappa_votes_3y", 0.002),
        Column("kappa_norms_3y", 0.005),
    ),
    measures=MEASURES + POOLED,
    compute=compute,
)

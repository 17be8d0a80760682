"""Which votes moved two states: the titles and subjects that drove them apart or together.

The votes do not come with foedus. Where the raw files are here and were read once, their
tidy tables are in the cache and are used; an assessment itself never reads raw files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.case import Case
from foedus.assessment.voting_record import Driver, Drivers
from foedus.core.settings import data_folders
from foedus.measures.group_influence import group_influence

SOURCE = "undl_ga_votes"
RECORD = "https://digitallibrary.un.org/record/"
SHOWN = 3
FEWEST = 10
"""Votes of both below which nothing is singled out."""
Rows = dict[str, NDArray[Any]]


def drivers_of(case: Case, first: int) -> tuple[Drivers | None, str]:
    """What moved the pair from a calendar year to the year asked about, or why it is not told.

    Returns
    -------
    drivers, why
        One of the two is empty.
    """
    from foedus.sources.tidy import built_before

    one, two = (a.ccode for a in case.actors)
    command = _command(case, first)
    here, tables = built_before(data_folders(), SOURCE)
    if not here:
        return None, (
            "Which votes moved them is not told: the votes do not come with foedus, for their "
            f"licence keeps them out. `foedus sources {SOURCE}` says where to get them; then "
            f"`foedus data add PATH` and `{command}`."
        )
    if tables is None:
        return None, (
            "Which votes moved them is not told: the votes are here, but were not read yet. "
            f"`{command}` reads them."
        )
    rows = _together(tables["un_votes"], tables["un_items"], (one, two), (first, case.year))
    n = len(rows["item"])
    if n < FEWEST:
        return None, (
            f"Which votes moved them is not told: from {first} to {case.year} both voted on {n} "
            "resolutions only."
        )
    return found_in(rows, (first, case.year)), ""


def _command(case: Case, first: int) -> str:
    one, two = (a.iso3 or str(a.ccode) for a in case.actors)
    return f"foedus votes {one} {two} --from {first} --to {case.year} --influence"


def _together(votes: Any, items: Any, pair: tuple[int, int], years: tuple[int, int]) -> Rows:
    """Items of some years on which both voted: item, date, title, agenda, choices (0, 1, 2)."""
    from foedus.store import parquet

    cast = parquet.read_arrays(votes, ["item", "ccode", "vote"], f"ccode IN ({pair[0]}, {pair[1]})")
    about = parquet.read_arrays(
        items, ["item", "date", "title", "agenda"], f"year BETWEEN {years[0]} AND {years[1]}"
    )
    order = np.lexsort((about["item"], about["date"]))
    about = {name: values[order] for name, values in about.items()}
    chosen = []
    for code in pair:
        own = cast["ccode"] == code
        by = np.argsort(cast["item"][own], kind="stable")
        item, vote = cast["item"][own][by], cast["vote"][own][by]
        at = np.minimum(np.searchsorted(item, about["item"]), max(len(item) - 1, 0))
        known = item[at] == about["item"] if len(item) else np.zeros(len(about["item"]), bool)
        chosen.append(np.where(known, vote[at] - 1 if len(vote) else -1, -1))
    choices = np.stack(chosen, axis=1).astype(np.int64)
    both = (choices >= 0).all(axis=1)
    return {name: values[both] for name, values in about.items()} | {"choices": choices[both]}


def found_in(rows: Rows, years: tuple[int, int]) -> Drivers:
    """The strongest titles and subjects among some votes of both.

    Parameters
    ----------
    rows
        By date: ``item, date, title, agenda``, and ``choices``, shape (votes, 2): 0 yes,
        1 abstain, 2 no.
    years
        First and last calendar year.
    """
    from foedus.rollcalls.issues.subject_words import subjects

    titles = [(str(t),) for t in rows["title"]]
    headings = [subjects(str(a)) for a in rows["agenda"]]
    apart, together = _strongest(rows, titles)
    subjects_apart, subjects_together = _strongest(rows, headings)
    same = int((rows["choices"][:, 0] == rows["choices"][:, 1]).sum())
    return Drivers(
        *years,
        len(rows["item"]),
        same,
        apart,
        together,
        subjects_apart,
        subjects_together,
    )


def _key(name: str) -> str:
    """One for spellings that the Library changes from year to year.

    Examples
    --------
    >>> _key("The Situation in the Middle East ")
    'situation in the middle east'
    """
    return " ".join(name.casefold().split()).removeprefix("the ")


def _strongest(
    rows: Rows, names: Sequence[tuple[str, ...]]
) -> tuple[tuple[Driver, ...], tuple[Driver, ...]]:
    """Groups that lower both agreement and kappa most, and those that raise both most."""
    choices = rows["choices"]
    spelt = [n for ns in names for n in ns]
    labels, at = np.unique([_key(n) for n in spelt], return_inverse=True)
    row = np.repeat(np.arange(len(names)), [len(ns) for ns in names])
    if not len(row):
        return (), ()
    found = group_influence(choices, row, at)
    newest = np.zeros(len(labels), np.int64)
    np.maximum.at(newest, at, row)  # rows are by date
    spelling = dict(zip(at.tolist(), spelt, strict=True))  # the newest

    def driver(k: int) -> Driver:
        last = newest[k]
        return Driver(
            spelling[k],
            int(found.votes[k]),
            int(found.same[k]),
            float(found.agreement[k]),
            float(found.kappa[k]),
            str(rows["date"][last].astype("datetime64[D]")),
            f"{RECORD}{int(rows['item'][last])}",
        )

    order = np.lexsort((labels, np.round(found.agreement, 12), np.round(found.kappa, 12)))
    with np.errstate(invalid="ignore"):
        apart = [k for k in order if found.kappa[k] < 0 and found.agreement[k] < 0]
        together = [k for k in order[::-1] if found.kappa[k] > 0 and found.agreement[k] > 0]
    return tuple(driver(k) for k in apart[:SHOWN]), tuple(driver(k) for k in together[:SHOWN])

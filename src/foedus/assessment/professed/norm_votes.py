"""Votes on others' breaches and on the rule itself, by state and window.

Each subject (a crisis, the rule) counts once in a window: the mean of the state's votes on it,
yes as 1, abstention as one half, no as 0. Votes on the state's own conduct are left out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.professed.grid import Floats, Grid, Ints, windows

if TYPE_CHECKING:
    import pandas as pd

FEWEST_SUBJECTS = 2
"""Subjects a window must hold: one alone says how a state stands to one quarrel."""
SOURCE = "undl_ga_votes"
_SCORE = np.array([np.nan, 1.0, 0.5, 0.0])
_LAST = 2025


@dataclass(frozen=True)
class Subject:
    """What some resolutions are about.

    Parameters
    ----------
    id
        Name.
    title
        Of the resolutions.
    conduct
        States whose act it is.
    first
        Year from which on.
    """

    id: str
    title: re.Pattern[str]
    conduct: frozenset[int]
    first: int = 0


@dataclass(frozen=True, eq=False)
class NormVotes:
    """Votes by subject.

    Parameters
    ----------
    subjects : tuple of str
    total, votes : ndarray, shape (subjects, states, years)
        Sum of scores and number of votes in the window, those on one's own conduct left out.
    in_year, own : ndarray of int, shape (states, years)
        Votes of the year that count; votes of the year on the state's own conduct.
    items : pandas.DataFrame
        Resolutions with their subject: year, title, resolution, subject.
    why : str
        Why there are none; empty otherwise.
    """

    subjects: tuple[str, ...]
    total: Floats
    votes: Floats
    in_year: Ints
    own: Ints
    items: pd.DataFrame | None
    why: str = ""

    @property
    def held(self) -> NDArray[np.bool_]:
        """Subjects on which the state voted in the window."""
        return self.votes > 0

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether the window holds subjects enough."""
        return np.asarray(self.held.sum(axis=0) >= FEWEST_SUBJECTS)

    @property
    def support(self) -> Floats:
        """Mean support over subjects, 0 to 1; missing where there are too few."""
        return self._mean(np.ones(len(self.subjects)))

    def drawn(self, draws: int, rng: np.random.Generator) -> Floats:
        """Support with subjects weighted at random (Bayesian bootstrap), (draws, states, years)."""
        weights = rng.exponential(size=(draws, len(self.subjects)))
        return np.stack([self._mean(w) for w in weights]) if draws else np.zeros((0,))

    def _mean(self, weights: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            means = np.where(self.held, self.total / self.votes, 0.0)
            out = np.tensordot(weights, means, 1) / np.tensordot(weights, self.held, 1)
        return np.where(self.known, out, np.nan)


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects, as the file has them.

    Examples
    --------
    >>> [s.id for s in subjects() if 2 in s.conduct]
    ['Cuba 1961', 'Grenada 1983', 'Libya 1986', 'Panama 1989']
    """
    text = (files("foedus.assessment.professed") / "votes.toml").read_text(encoding="utf-8")
    return tuple(
        Subject(
            row["id"], re.compile(row["title"]), frozenset(row["conduct"]), int(row.get("from", 0))
        )
        for row in tomllib.loads(text)["subject"]
    )


def norm_votes(grid: Grid, *, window: int = 5, data: str | Path | None = None) -> NormVotes:
    """Read the votes and add them up.

    Parameters
    ----------
    grid
        States and years.
    window
        Years, the year itself the last.
    data
        Folder with raw files.
    """
    from foedus.core.settings import data_folders
    from foedus.sources.tidy import build_tables

    tables, presences = build_tables(data_folders(data), [SOURCE])
    if not presences[0].complete:
        empty = np.zeros((0, *grid.shape))
        none = np.zeros(grid.shape, np.int64)
        why = f"not assessable: {presences[0].origin.title} is not here; {presences[0].origin.where_to_get}"
        return NormVotes((), empty, empty, none, none, None, why)
    return summed(grid, tables["un_items"], tables["un_votes"], window)


def summed(grid: Grid, items: pd.DataFrame, votes: pd.DataFrame, window: int) -> NormVotes:
    """Votes on the subjects by state and window; see `NormVotes`."""
    known = subjects()
    about = np.full(len(items), -1)
    titles, years = items["title"].fillna("").tolist(), items["year"].to_numpy()
    for k, subject in enumerate(known):
        hit = np.array([subject.title.search(t) is not None for t in titles], bool)
        about[hit & (years >= subject.first)] = k
    own = items.assign(subject=about)[about >= 0]
    cast = votes.merge(own[["item", "year", "subject"]], on="item")
    row, column, inside = grid.place(cast["ccode"].to_numpy(), cast["year"].to_numpy())
    cast, row, column = cast[inside], row[inside], column[inside]
    topic = cast["subject"].to_numpy(np.int64)
    on_self = np.array(
        [
            c in known[s].conduct
            for c, s in zip(cast["ccode"].tolist(), topic.tolist(), strict=True)
        ],
        dtype=np.bool_,
    )
    score = _SCORE[cast["vote"].to_numpy(np.int64)]
    total = np.zeros((len(known), *grid.shape))
    number = np.zeros((len(known), *grid.shape))
    other = np.logical_not(on_self)
    np.add.at(total, (topic[other], row[other], column[other]), score[other])
    np.add.at(number, (topic[other], row[other], column[other]), 1)
    self_cells = np.zeros(grid.shape, np.int64)
    np.add.at(self_cells, (row[on_self], column[on_self]), 1)
    listed = own.assign(subject=[known[s].id for s in own["subject"]])
    total, number_w = windows(total, window), windows(number, window)
    number_w[:, :, grid.years > _LAST] = 0
    return NormVotes(
        tuple(s.id for s in known),
        np.round(total, 9),
        np.round(number_w, 9),
        number.sum(axis=0).astype(np.int64),
        self_cells,
        listed[["year", "resolution", "title", "subject"]].sort_values(["year", "resolution"]),
    )

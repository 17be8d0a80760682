"""Codes hidden and predicted: later ones from earlier ones, and gaps from all around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from foedus.rollcalls.issues.issue_prediction import completed, words_of_items
from foedus.rollcalls.issues.text_logit import WordRows
from foedus.rollcalls.pairs.title_words import folded

Floats = NDArray[np.float64]
FOLDS, SEED = 10, 1
_SYMBOL = re.compile(r"^[A-Z]/\S+( & \S+)*\s+\S+\s+")
ENDS, AHEAD = (2004, 2009, 2014), 5
FAR_ENDS, FAR = (2005, 2008, 2011), (6, 8)


@dataclass(frozen=True, eq=False)
class Votes:
    """Items with their words and codes, and the keys by which the baselines look them up."""

    words: WordRows
    day: NDArray[np.datetime64]
    codes: Floats
    agenda: NDArray[np.object_]
    title: NDArray[np.object_]

    @property
    def year(self) -> NDArray[np.int64]:
        """Calendar year."""
        return self.day.astype("datetime64[Y]").astype(np.int64) + 1970


@dataclass(frozen=True, eq=False)
class Tested:
    """Items whose codes were hidden: the truth, our probabilities, what the baselines say."""

    held: Floats
    chance: Floats
    by_agenda: Floats
    by_title: Floats
    new: NDArray[np.bool_]
    year: NDArray[np.int64]

    def rows(self, which: NDArray[np.bool_]) -> Tested:
        """Some of the items."""
        return Tested(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def votes_of(items: pd.DataFrame, codes: Floats) -> Votes:
    """From the table ``un_items`` and its codes."""
    title, agenda = items["title"].fillna(""), items["agenda"].fillna("")
    return Votes(
        words_of_items(items),
        items["date"].to_numpy("datetime64[D]"),
        codes,
        np.array([_key(a) for a in agenda], object),
        np.array([_plain(t) for t in title], object),
    )


def later(
    votes: Votes, ends: tuple[int, ...] = ENDS, ahead: tuple[int, int] = (1, AHEAD)
) -> Tested:
    """Codes to the end of a year known, those so many years ahead asked for."""
    year = votes.year
    parts = []
    for end in ends:
        known = year <= end
        parts.append(tested(votes, known, (year >= end + ahead[0]) & (year <= end + ahead[1])))
    return joined(parts)


def gaps(votes: Votes) -> Tested:
    """A random tenth of the codes hidden, ten times."""
    fold = np.random.default_rng(SEED).permutation(len(votes.year)) % FOLDS
    return joined([tested(votes, fold != k, fold == k) for k in range(FOLDS)])


def tested(votes: Votes, known: NDArray[np.bool_], asked: NDArray[np.bool_]) -> Tested:
    """Predict some items' codes from those of others."""
    asked = asked & ~np.isnan(votes.codes).all(axis=1)
    hidden = votes.codes.copy()
    hidden[~known] = np.nan
    seen = set(votes.title[known & ~np.isnan(votes.codes).all(axis=1)])
    only = known | asked
    few = replace(
        votes,
        words=votes.words.rows(only),
        day=votes.day[only],
        codes=hidden[only],
        agenda=votes.agenda[only],
        title=votes.title[only],
    )
    of = asked[only]
    return Tested(
        held=votes.codes[asked],
        chance=completed(few.words, few.day, few.codes)[of],
        by_agenda=nearest(few.agenda, few.day, few.codes, of),
        by_title=nearest(few.title, few.day, few.codes, of),
        new=np.array([t not in seen for t in votes.title[asked]], bool),
        year=votes.year[asked],
    )


def nearest(
    key: NDArray[np.object_], day: NDArray[np.datetime64], codes: Floats, asked: NDArray[np.bool_]
) -> Floats:
    """Baseline: the codes of the item with the same key that is nearest in time; none if none."""
    out = np.zeros((int(asked.sum()), codes.shape[1]))
    number = np.unique(key, return_inverse=True)[1]
    for k in range(codes.shape[1]):
        known = np.flatnonzero(~np.isnan(codes[:, k]))
        for row, item in enumerate(np.flatnonzero(asked)):
            same = known[number[known] == number[item]]
            if len(same):
                out[row, k] = codes[same[np.abs(day[same] - day[item]).argmin()], k]
    return out


def joined(parts: list[Tested]) -> Tested:
    """Several tests as one."""
    names = Tested.__dataclass_fields__
    return Tested(*(np.concatenate([getattr(p, name) for p in parts]) for name in names))


def reliability(test: Tested) -> Iterator[tuple[float, float, float, float, int]]:
    """Bounds, mean probability, share that held the code and number, over all codes."""
    known = ~np.isnan(test.held)
    chance, held = test.chance[known], test.held[known]
    edges = [0, 0.05, 0.2, 0.5, 0.8, 0.95, 1]
    for low, high in pairwise(edges):
        here = (chance >= low) & ((chance < high) | (high == 1))
        yield low, high, float(chance[here].mean()), float(held[here].mean()), int(here.sum())


def _key(agenda: str) -> str:
    """Agenda items without document symbol and number."""
    return "|".join(sorted({_plain(_SYMBOL.sub("", p.strip())) for p in agenda.split("|")}))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", folded(text)))

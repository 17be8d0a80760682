"""The items of all directed dyad-years, read once a run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.settings import data_folders
from foedus.dyads.frame import DyadFrame
from foedus.measures.graded_response import Items
from foedus.measures.ties.items import HEADLINE
from foedus.measures.ties.model import Evidence, Walk, estimate, gather, static_items
from foedus.sources.tidy import build_tables
from foedus.store.tables import Tables

Floats = NDArray[np.float64]
SOURCES = (
    "atop",
    "sipri_arms",
    "dmdc_us_troops",
    "mme_exercises",
    "gml_mids",
    "cow_mids",
    "bfr_liquidity_lines",
)
FIRST, LAST = 1950, 2018
WITHOUT_DISPUTES = tuple(n for n in HEADLINE if n != "alongside")


def say(words: str) -> None:
    """A word on progress, on stderr."""
    print(f"  ... {words}", file=sys.stderr, flush=True)


@cache
def tables() -> Tables:
    """The tidy tables the items are read from."""
    return build_tables(data_folders(None), SOURCES)[0]


@cache
def evidence(last: int = LAST, largest: int | None = None) -> Evidence:
    """All items from 1950 to `last`, the swap line among them."""
    say(f"items to {last}")
    frame = DyadFrame.between(FIRST, last)
    return gather(tables(), frame, (*HEADLINE, "swap"), largest=largest)


def cut_at(whole: Evidence, last: int) -> Evidence:
    """The rows up to a year: what could have been known then."""
    end = whole.frame.span(last).stop
    return Evidence(
        DyadFrame(whole.frame.first, whole.frame.members[: last - whole.frame.first + 1]),
        {n: c[:end] for n, c in whole.codes.items()},
        whole.mass[:end],
    )


def fitted(
    known: Evidence, items: Items | None = None, walk: Walk | None = None
) -> tuple[Floats, Floats]:
    """Static stage and paths."""
    return estimate(known, items or static_items(known), walk)


def plain_sum(codes: Mapping[str, NDArray[Any]]) -> Floats:
    """The baseline to beat: the sum of item categories, missing ones as zero."""
    return np.sum([np.maximum(c, 0) for c in codes.values()], axis=0).astype(float)

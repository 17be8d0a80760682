"""The Library's record of votes, read for two states: what both voted on, and how they stood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, SourceMissing, YearOutOfRange
from foedus.core.settings import data_folders
from foedus.sources import registry
from foedus.sources.tidy import build_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from foedus.store.tables import Tables

VOTED, CODED = "undl_ga_votes", "voeten_roll_call_issues"
RECORD = "https://digitallibrary.un.org/record/"
VOTES = ("yes", "abstain", "no")
RELATIONS = ("same", "one abstained", "opposite")
TOTALS = {"total_yes": "yes", "total_abstentions": "abstentions", "total_no": "no"}


def years_asked(start: int | None, end: int | None) -> tuple[int, int]:
    """First and last year; what is left out is as far as the record reaches.

    Raises
    ------
    YearOutOfRange
        If a year is outside the record, or the first after the last.

    Examples
    --------
    >>> years_asked(2014, None)
    (2014, 2025)
    """
    known = registry.origin(VOTED).coverage
    for year in (start, end):
        if year is not None and not known[0] <= year <= known[1]:
            raise YearOutOfRange(
                f"No recorded votes are known for {year}.",
                f"Ask for years from {known[0]} to {known[1]}.",
            )
    first, last = known[0] if start is None else start, known[1] if end is None else end
    if first > last:
        raise YearOutOfRange(
            f"The first year, {first}, is after the last, {last}.", "Exchange the two."
        )
    return first, last


def vote_tables(data: str | Path | None, coded: bool) -> Tables:
    """Tables of the votes, and those of issue codes where `coded` and they are there.

    Raises
    ------
    SourceMissing
        If the votes are not here; says where to get them.
    """
    names = [VOTED, CODED] if coded else [VOTED]
    tables, _ = build_tables(data_folders(data), names)
    if "un_votes" not in tables:
        source = registry.origin(VOTED)
        raise SourceMissing(
            f"The votes themselves ({VOTED}) are not here: their licence keeps them out of foedus.",
            f"{source.where_to_get} Then `foedus data add PATH`, or name its folder with --data "
            "(in Python data=) or FOEDUS_DATA.",
        )
    return tables


def together(
    tables: Tables, codes: Sequence[NDArray[np.bool_]], span: tuple[int, int]
) -> pd.DataFrame:
    """Items on which both voted.

    Parameters
    ----------
    tables
        Must hold ``un_items`` and ``un_votes``.
    codes : two ndarrays of bool, shape (years, 1000)
        COW codes of each state by year of the span.
    span
        First and last calendar year.

    Returns
    -------
    pandas.DataFrame
        Columns of ``un_items``, totals as ``yes, abstentions, no``, then ``ccode1, ccode2,
        vote1, vote2, relation, majority, url``; ordered by item.
    """
    items = tables["un_items"]
    items = items[items["year"].between(*span)].rename(columns=TOTALS)
    cast = tables["un_votes"]
    one, two = (_of_state(cast, items, code, span[0]) for code in codes)
    both: pd.DataFrame = items.merge(one.merge(two, on="item", suffixes=("1", "2")), on="item")
    both = _counted(both, cast)
    choices = both[["vote1", "vote2"]].to_numpy(np.int64) - 1
    both["vote1"], both["vote2"] = np.array(VOTES, object)[choices.T]
    both["relation"] = np.array(RELATIONS, object)[np.abs(choices[:, 0] - choices[:, 1])]
    both["majority"] = _majority(both[list(TOTALS.values())].to_numpy(np.int64))
    both["url"] = RECORD + both["item"].astype(str)
    return both


def _of_state(
    cast: pd.DataFrame, items: pd.DataFrame, codes: NDArray[np.bool_], first: int
) -> pd.DataFrame:
    """Votes of one state: item, ccode, vote."""
    mine = cast[cast["ccode"].isin(np.flatnonzero(codes.any(axis=0)))]
    dated = mine.merge(items[["item", "year"]], on="item")
    held = codes[dated["year"].to_numpy(np.int64) - first, dated["ccode"].to_numpy(np.int64)]
    own: pd.DataFrame = dated.loc[held, ["item", "ccode", "vote"]]
    return own.drop_duplicates("item", keep="last")


def _counted(both: pd.DataFrame, cast: pd.DataFrame) -> pd.DataFrame:
    """Totals as printed; counted from the votes on the few items where none are printed."""
    columns = list(TOTALS.values())
    both[columns] = both[columns].astype(np.int64)
    for row in both.index[both[columns].sum(axis=1) == 0]:
        votes = cast.loc[cast["item"] == both.loc[row, "item"], "vote"]
        both.loc[row, columns] = np.bincount(votes, minlength=len(VOTES) + 1)[1:]
    return both


def _majority(totals: NDArray[np.int64]) -> NDArray[np.object_]:
    """The choice of most states; ``tied`` where two are equal."""
    most = totals.max(axis=1, initial=0)
    clear = (totals == most[:, None]).sum(axis=1) == 1
    return np.where(clear, np.array(VOTES, object)[totals.argmax(axis=1)], "tied")


def check_voted(tables: Tables, span: tuple[int, int]) -> None:
    """There are years without a recorded vote, such as 1964.

    Raises
    ------
    YearOutOfRange
        If the span holds no other; names the nearest with votes.
    """
    voted = np.unique(tables["un_items"]["year"])
    if not ((voted >= span[0]) & (voted <= span[1])).any():
        near = [*voted[voted < span[0]][-1:], *voted[voted > span[1]][:1]]
        raise YearOutOfRange(
            f"No resolution was adopted by recorded vote {_when(span)}.",
            f"The nearest years with votes are {' and '.join(map(str, near))}.",
        )


def _when(span: tuple[int, int]) -> str:
    return f"in {span[0]}" if span[0] == span[1] else f"from {span[0]} to {span[1]}"


def none_together(
    tables: Tables,
    codes: Sequence[NDArray[np.bool_]],
    span: tuple[int, int],
    names: Sequence[str],
    seat: str,
) -> FoedusError:
    """The error for a span without a vote of both: why, and which years have some.

    `seat` is what is to be said of China's seat, or empty.
    """
    voted = np.unique(tables["un_items"]["year"])
    whole = (int(voted[0]), int(voted[-1]))
    always = [np.tile(c.any(axis=0), (whole[1] - whole[0] + 1, 1)) for c in codes]
    years = np.unique(together(tables, always, whole)["year"])
    remedy = (
        f"There are from {years[0]} to {years[-1]}."
        if len(years)
        else "There is none in any other year; take another pair."
    )
    return YearOutOfRange(
        f"There is no recorded vote of both {names[0]} and {names[1]} {_when(span)}.",
        f"{remedy} {seat}".strip(),
    )


def end_note(tables: Tables, last: int) -> str:
    """Where the record stops, if the span reaches that year; else empty."""
    day = tables["un_items"]["date"].max()
    return "" if day.year > last else f"The last vote on record is of {day.day} {day:%B %Y}."

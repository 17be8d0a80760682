"""Read the Library's voting file: in two parts, or joined as the Library publishes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.library_votes import (
    VOTE_COLUMNS,
    ballots,
    check_input,
    corrected,
    count,
    days,
    read_columns,
    split_joined,
)
from foedus.sources.symbols import normalise_all
from foedus.sources.undl_ga_votes.checks import check_output
from foedus.sources.undl_ga_votes.sessions import regular_session

if TYPE_CHECKING:
    import pandas as pd

NAME = "undl_ga_votes"
TOTALS = ["total_yes", "total_no", "total_abstentions"]
ITEM_COLUMNS = ["undl_id", "date", "session", "resolution", "title", "agenda_title", *TOTALS]
_REGULAR = re.compile(r"\d+")


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Tables ``un_votes`` and ``un_items``.

    Parameters
    ----------
    files
        Roles ``votes`` and ``resolutions`` (two parts), or ``joined`` (one file).
    """
    votes, items = (
        split_joined(files["joined"], ITEM_COLUMNS) if "joined" in files else _two_parts(files)
    )
    check_input(NAME, votes, items, "ms_vote")
    items = _items(items)
    cast = ballots(NAME, votes, items)
    check_output(cast, items)
    return {"un_votes": cast, "un_items": items}


def _two_parts(files: dict[str, Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    votes = read_columns(files["votes"], VOTE_COLUMNS, VOTE_COLUMNS)
    return votes, read_columns(files["resolutions"], ITEM_COLUMNS, [])


def _items(raw: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    known = Path(__file__).with_name("corrections.csv")
    items = corrected(raw.sort_values("undl_id", ignore_index=True), known)
    dates = days(NAME, items["date"])
    named = items["session"].str.strip().str.fullmatch(_REGULAR).to_numpy(bool)
    sitting = regular_session(dates)
    number = pd.to_numeric(items["session"], errors="coerce").fillna(0).to_numpy(np.int16)
    return pd.DataFrame(
        {
            "item": items["undl_id"].to_numpy(np.int64),
            "date": dates,
            "year": dates.dt.year.to_numpy(np.int16),
            "session": np.where(named, number, sitting).astype(np.int16),
            "special": ~named,
            "resolution": items["resolution"],
            "symbol": normalise_all(items["resolution"]),
            "title": items["title"].str.split(" : resolution", n=1).str[0],
            "agenda": items["agenda_title"],
            **{c: count(items[c]) for c in TOTALS},
        }
    )

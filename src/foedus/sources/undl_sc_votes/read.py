"""Read the Library's Security Council votes: in two parts, or joined as the Library publishes."""

from __future__ import annotations

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
from foedus.sources.undl_sc_votes.checks import NAME, check_output

if TYPE_CHECKING:
    import pandas as pd

PARTS_VOTES = {"undl_id": "undl_id", "iso3": "ms_code", "vote": "ms_vote"}
PARTS_ITEMS = {
    "undl_id": "undl_id",
    "date": "date",
    "symbol": "resolution",
    "title": "description",
    "agenda": "agenda",
    "n_country": "total_ms",
}
"""Columns of the two parts, as the joined file calls them."""
ITEM_COLUMNS = list(PARTS_ITEMS.values())
_SYMBOL = r"S/RES/(\d+)\s*\((\d{4})\)"
# "Security Council resolution 1441 (2002) [on ...]"; the subject stands in the brackets.
_HEAD = r"(?i)^\s*(?:security council )?resolution \d+\s*(?:[(\[]\d{4}\))?\s*\[?"


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Tables ``sc_votes`` and ``sc_items``.

    Parameters
    ----------
    files
        Roles ``votes`` and ``resolutions`` (two parts), or ``joined`` (one file).
    """
    joined = "joined" in files
    votes, raw = split_joined(files["joined"], ITEM_COLUMNS) if joined else _two_parts(files)
    check_input(NAME, votes, raw, "ms_vote" if joined else "vote")
    items = _items(raw)
    cast = ballots(NAME, votes, items)
    check_output(votes["undl_id"].to_numpy(), cast, items)
    return {"sc_votes": cast, "sc_items": items}


def _two_parts(files: dict[str, Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    votes = read_columns(files["votes"], list(PARTS_VOTES), list(PARTS_VOTES))
    items = read_columns(files["resolutions"], list(PARTS_ITEMS), [])
    return votes.rename(columns=PARTS_VOTES)[VOTE_COLUMNS], items.rename(columns=PARTS_ITEMS)


def _items(raw: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    known = Path(__file__).with_name("corrections.csv")
    items = corrected(raw.sort_values("undl_id", ignore_index=True), known)
    dates = days(NAME, items["date"])
    symbol = items["resolution"].str.extract(_SYMBOL).fillna("0").astype(np.int16)
    subject = items["description"].str.replace(_HEAD, "", regex=True).str.rstrip(" ]")
    return pd.DataFrame(
        {
            "item": items["undl_id"].to_numpy(np.int64),
            "date": dates,
            "year": dates.dt.year.to_numpy(np.int16),
            "number": symbol[0].to_numpy(),
            "of_year": symbol[1].to_numpy(),
            "resolution": items["resolution"],
            "title": subject,
            "agenda": items["agenda"],
            "members": count(items["total_ms"]),
        }
    )

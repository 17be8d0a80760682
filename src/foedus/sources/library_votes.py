"""What the UN Digital Library's voting files of Assembly and Council have in common.

One row a member and item: ``undl_id``, the member's code, and Y, A, N, or X for not
voting. A member is the state that held the seat on the day.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import SourceDamaged
from foedus.sources.opening import no_duplicates, read_csv, require

if TYPE_CHECKING:
    import pandas as pd

VOTE_CODES = {"Y": 1, "A": 2, "N": 3, "X": 0}
VOTE_COLUMNS = ["undl_id", "ms_code", "ms_vote"]
SHARE_PLACED = 0.99  # rows whose ms_code is a state of that date


def read_columns(path: Path, columns: list[str], repeated: list[str]) -> pd.DataFrame:
    """The columns as text, those `repeated` down the file as categories; empty stays empty."""
    return read_csv(
        path,
        columns,
        usecols=lambda c: c in columns,
        dtype={c: "category" if c in repeated else str for c in columns if c != "undl_id"},
        keep_default_na=False,
    )


def split_joined(path: Path, item_columns: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Votes and items of the file in which the Library joins the two."""
    columns = VOTE_COLUMNS + item_columns[1:]
    frame = read_columns(path, columns, columns)
    items = frame.drop_duplicates("undl_id")[item_columns]
    return frame[VOTE_COLUMNS], items.astype(dict.fromkeys(item_columns[1:], str))


def check_input(source: str, votes: pd.DataFrame, items: pd.DataFrame, column: str) -> None:
    """Vote codes are known, keys are unique, and both parts speak of the same items.

    Parameters
    ----------
    source
        Name of the source, for the message.
    votes, items
        As read, with the columns of the joined layout.
    column
        What the file calls the column of votes.
    """
    known = set(VOTE_CODES)
    strange = sorted(set(votes["ms_vote"].cat.categories.astype(str)) - known)
    same = np.array_equal(np.unique(votes["undl_id"]), np.sort(items["undl_id"]))
    require(
        source,
        (not strange, f"{column} has {strange[:5]}; allowed are {sorted(known)}"),
        no_duplicates(items, ["undl_id"]),
        (same, "the votes and the list of resolutions do not cover the same undl_id"),
    )


def corrected(items: pd.DataFrame, corrections: Path) -> pd.DataFrame:
    """Known errors of the source put right, each with its reason in `corrections`.

    A line whose ``given`` is no longer what the file says is left alone.
    """
    with corrections.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            column = row["column"]
            wrong = (items["undl_id"] == int(row["undl_id"])) & (items[column] == row["given"])
            items[column] = items[column].mask(wrong, row["corrected"])
    return items


def days(source: str, text: pd.Series) -> pd.Series:
    """Dates written YYYY-MM-DD; SourceDamaged names the first that is not."""
    import pandas as pd

    dates = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        first = text[dates.isna()].iloc[0]
        raise SourceDamaged(
            f"{source}: {int(dates.isna().sum())} dates are not YYYY-MM-DD, first {first!r}.",
            "Get the Library's own file; a spreadsheet may have rewritten the dates.",
        )
    return dates.reset_index(drop=True)


def count(text: pd.Series) -> np.ndarray:
    """Totals as integers; the Library prints some as 120.0, and nothing for none."""
    import pandas as pd

    return pd.to_numeric(text, errors="coerce").fillna(0).to_numpy(np.int16)


def ballots(source: str, raw: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """One row a vote cast, ordered by item and state; rows of states not voting are dropped.

    Parameters
    ----------
    source
        Name of the source, for the message.
    raw
        Columns `VOTE_COLUMNS`, codes and votes as categories.
    items
        Columns ``item`` (sorted) and ``date``.
    """
    import pandas as pd

    position = np.searchsorted(items["item"].to_numpy(), raw["undl_id"].to_numpy())
    ccode = _ccodes(source, raw["ms_code"], position, items)
    vote_of = np.array([VOTE_CODES[str(c)] for c in raw["ms_vote"].cat.categories], dtype=np.int8)
    vote = vote_of[raw["ms_vote"].cat.codes.to_numpy()]
    keep = (vote > 0) & (ccode > 0)
    order = np.argsort(position[keep] * 1000 + ccode[keep], kind="stable")
    return pd.DataFrame(
        {
            "item": items["item"].to_numpy()[position[keep][order]],
            "ccode": ccode[keep][order],
            "vote": vote[keep][order],
        }
    )


def _ccodes(source: str, codes: pd.Series, position: np.ndarray, items: pd.DataFrame) -> np.ndarray:
    """COW codes of the rows' ms_code on the day of the vote, each (code, day) looked up once."""
    from foedus.states.codes import ccodes_from_iso3

    when, day = np.unique(items["date"].to_numpy("datetime64[D]"), return_inverse=True)
    pair = codes.cat.codes.to_numpy(np.int64) * len(when) + day[position]
    pairs, back = np.unique(pair, return_inverse=True)
    names = codes.cat.categories.to_numpy(object)[pairs // len(when)].astype(str)
    dates = when[pairs % len(when)]
    years = dates.astype("datetime64[Y]").astype(int) + 1970
    found = np.asarray(ccodes_from_iso3(names, years, dates), dtype=np.int16)
    _check_states(source, (found > 0)[back], names[back])
    return found[back]


def _check_states(source: str, placed: np.ndarray, codes: np.ndarray) -> None:
    """Nearly all rows carry the code of a state that existed on the day."""
    share = float(np.mean(placed)) if placed.size else 0.0
    missing = sorted({str(c) for c in codes[~placed]})[:10]
    require(
        source,
        (share >= SHARE_PLACED, f"{1 - share:.1%} of rows have an unknown ms_code: {missing}"),
    )


def one_vote_each(votes: pd.DataFrame) -> tuple[bool, str]:
    """A rule for `require`: a state votes once an item."""
    key = votes["item"].to_numpy(np.int64) * 1000 + votes["ccode"].to_numpy(np.int64)
    repeated = len(key) - len(np.unique(key))
    return repeated == 0, f"{repeated} rows repeat an item and state"

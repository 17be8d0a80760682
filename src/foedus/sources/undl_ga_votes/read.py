"""Read the Library's voting file: in two parts, or joined as the Library publishes it."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import SourceDamaged
from foedus.sources.opening import read_csv
from foedus.sources.symbols import normalise_all
from foedus.sources.undl_ga_votes.checks import (
    VOTE_CODES,
    check_input,
    check_output,
    check_states,
)
from foedus.sources.undl_ga_votes.sessions import regular_session

if TYPE_CHECKING:
    import pandas as pd

VOTE_COLUMNS = ["undl_id", "ms_code", "ms_vote"]
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
    votes, items = _joined(files["joined"]) if "joined" in files else _two_parts(files)
    check_input(votes, items)
    items = _items(items)
    ballots = _votes(votes, items)
    check_output(ballots, items)
    return {"un_votes": ballots, "un_items": items}


def _csv(path: Path, columns: list[str], repeated: list[str]) -> pd.DataFrame:
    """The columns as text, those `repeated` down the file as categories; empty stays empty."""
    return read_csv(
        path,
        columns,
        usecols=lambda c: c in columns,
        dtype={c: "category" if c in repeated else str for c in columns if c != "undl_id"},
        keep_default_na=False,
    )


def _two_parts(files: dict[str, Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    votes = _csv(files["votes"], VOTE_COLUMNS, VOTE_COLUMNS)
    return votes, _csv(files["resolutions"], ITEM_COLUMNS, [])


def _joined(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    columns = VOTE_COLUMNS + ITEM_COLUMNS[1:]
    frame = _csv(path, columns, columns)
    items = frame.drop_duplicates("undl_id")[ITEM_COLUMNS]
    return frame[VOTE_COLUMNS], items.astype(dict.fromkeys(ITEM_COLUMNS[1:], str))


def _corrected(items: pd.DataFrame) -> pd.DataFrame:
    """Known errors of the source, each with its reason in ``corrections.csv``."""
    with Path(__file__).with_name("corrections.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            column = row["column"]
            wrong = (items["undl_id"] == int(row["undl_id"])) & (items[column] == row["given"])
            items[column] = items[column].mask(wrong, row["corrected"])
    return items


def _items(raw: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    items = _corrected(raw.sort_values("undl_id", ignore_index=True))
    dates = _dates(items["date"])
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
            **{c: _count(items[c]) for c in TOTALS},
        }
    )


def _dates(text: pd.Series) -> pd.Series:
    import pandas as pd

    dates = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        first = text[dates.isna()].iloc[0]
        raise SourceDamaged(
            f"undl_ga_votes: {int(dates.isna().sum())} dates are not YYYY-MM-DD, first {first!r}.",
            "Get the Library's own file; a spreadsheet may have rewritten the dates.",
        )
    return dates.reset_index(drop=True)


def _count(text: pd.Series) -> np.ndarray:
    """Totals as integers; the Library prints some as 120.0, and nothing for none."""
    import pandas as pd

    return pd.to_numeric(text, errors="coerce").fillna(0).to_numpy(np.int16)


def _votes(raw: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """One row a vote cast, ordered by item and state; rows of states not voting are dropped."""
    import pandas as pd

    position = np.searchsorted(items["item"].to_numpy(), raw["undl_id"].to_numpy())
    ccode = _ccodes(raw["ms_code"], position, items)
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


def _ccodes(codes: pd.Series, position: np.ndarray, items: pd.DataFrame) -> np.ndarray:
    """COW codes of the rows' ms_code on the day of the vote, each (code, day) looked up once."""
    from foedus.states.codes import ccodes_from_iso3

    days, day = np.unique(items["date"].to_numpy("datetime64[D]"), return_inverse=True)
    pair = codes.cat.codes.to_numpy(np.int64) * len(days) + day[position]
    pairs, back = np.unique(pair, return_inverse=True)
    names = codes.cat.categories.to_numpy(object)[pairs // len(days)].astype(str)
    dates = days[pairs % len(days)]
    years = dates.astype("datetime64[Y]").astype(int) + 1970
    found = np.asarray(ccodes_from_iso3(names, years, dates), dtype=np.int16)
    check_states((found > 0)[back], names[back])
    return found[back]

"""Read the three R data frames of votes, roll calls and issues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.sources.opening import require, require_columns
from foedus.sources.symbols import normalise_all
from foedus.sources.voeten_roll_call_issues.checks import (
    VOTE_LABELS,
    check_countries,
    check_input,
    check_output,
)
from foedus.sources.voeten_roll_call_issues.rda import read_rda

if TYPE_CHECKING:
    import pandas as pd

FRAMES = {
    "roll_calls": (
        "un_roll_calls",
        ["rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"],
    ),
    "votes": ("un_votes", ["rcid", "country", "vote"]),
    "issues": ("un_roll_call_issues", ["rcid", "short_name"]),
}
LAST_PAGED_SESSION = 17


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Tables ``roll_calls``, ``roll_call_votes`` and ``roll_call_issues``.

    Parameters
    ----------
    files
        Roles ``roll_calls``, ``votes`` and ``issues``: the ``.rda`` files.
    """
    calls, votes, issues = (_frame(files[role], *FRAMES[role]) for role in FRAMES)
    check_input(calls, votes, issues)
    tables = {
        "roll_calls": _roll_calls(calls),
        "roll_call_votes": _votes(votes),
        "roll_call_issues": _issues(issues),
    }
    check_output(tables["roll_calls"], tables["roll_call_votes"])
    return tables


def _frame(path: Path, name: str, columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    found = read_rda(path, name)
    require_columns(path, found, columns)
    require("voeten_roll_call_issues", (len(found["rcid"]) > 0, f"{path.name} has no rows"))
    return pd.DataFrame({c: found[c] for c in columns})


def _roll_calls(raw: pd.DataFrame) -> pd.DataFrame:
    """Roll calls by rcid; `symbol` only where the maker's code is a resolution number."""
    import pandas as pd

    calls = raw.sort_values("rcid", ignore_index=True)
    session = calls["session"].to_numpy(np.int16)
    # Up to the 17th session R/14/585 counts a page of the plenary records, not a resolution.
    symbol = np.where(session > LAST_PAGED_SESSION, normalise_all(calls["unres"].astype(str)), "")
    symbol[[s.startswith(("S-", "ES-1/", "ES-5/")) for s in symbol]] = ""
    days = calls["date"].to_numpy(float)
    return pd.DataFrame(
        {
            "rcid": calls["rcid"].to_numpy(np.int32),
            "session": session,
            "date": pd.to_datetime(days, unit="D", origin="unix"),
            "symbol": symbol,
            "unres": calls["unres"],
            "amend": calls["amend"].astype(float),
            "para": calls["para"].astype(float),
            "importantvote": calls["importantvote"].astype(float),
            "short": calls["short"],
            "descr": calls["descr"],
        }
    )


def _votes(raw: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    rcid = raw["rcid"].to_numpy(np.int32)
    ccode = _ccodes(raw["country"])
    order = np.lexsort((ccode, rcid))
    vote = raw["vote"].map(VOTE_LABELS).to_numpy(np.int8)
    return pd.DataFrame({"rcid": rcid[order], "ccode": ccode[order], "vote": vote[order]})


def _ccodes(names: Any) -> np.ndarray:
    """COW codes of the file's own country names, one to one (``countries.csv``)."""
    import pandas as pd

    table = pd.read_csv(Path(__file__).with_name("countries.csv"), keep_default_na=False)
    code_of = dict(zip(table["country"], table["ccode"], strict=True))
    codes, distinct = pd.factorize(names)
    found = np.array([code_of.get(n, -1) for n in distinct], dtype=np.int16)
    check_countries(np.asarray(distinct, dtype=object), found > 0)
    return found[codes]


def _issues(raw: pd.DataFrame) -> pd.DataFrame:
    issues = raw.rename(columns={"short_name": "issue"})
    issues["rcid"] = issues["rcid"].astype(np.int32)
    return issues.sort_values(["rcid", "issue"], ignore_index=True)

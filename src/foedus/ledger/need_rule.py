"""The rule that finds need episodes in crisis and dispute data, for every state alike.

A state is in need when

1. it is a crisis actor of the International Crisis Behavior project: it saw its values
   threatened, time short and the odds of fighting raised (ICB v13, 1946-2016); or
2. in a militarised interstate dispute the other side used force and 26 or more of its
   own people were killed (COW MID 5.0, 1946-2014).

Gravity follows written anchors (`needs.GRAVITY`) from violence, threat and deaths.
Sanctions enter through the project's list, since the sanctions data may not be shared.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.ledger.places import needs_folder

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

FIRST_YEAR = 1946
OWN_DEATHS = 2
"""Fatality level of the state itself: 2 is 26 to 100 dead."""
FILE = "found_by_rule.csv"
COLUMNS = ("ccode", "start", "end", "rule", "gravity", "adversaries")


@dataclass(frozen=True, slots=True)
class Found:
    """A need the rule found.

    Parameters
    ----------
    ccode
        COW code of the state in need.
    start, end
        First and last year.
    rule
        ``icb:458`` or ``mid:4436``.
    gravity
        1 to 5.
    adversaries
        COW codes of those it came from; empty where no single state did.
    """

    ccode: int
    start: int
    end: int
    rule: str
    gravity: int
    adversaries: tuple[int, ...]


def find_needs(tables: Tables) -> pd.DataFrame:
    """Apply the rule to the raw tables.

    Parameters
    ----------
    tables
        Needs ``crisis_actors`` and ``disputes_cow``.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, ordered by state, start and rule; adversaries as COW codes
        joined by spaces.

    Raises
    ------
    SourceMissing
        If one of the tables is not there.
    """
    import pandas as pd

    both = pd.concat([_crises(tables["crisis_actors"]), _disputes(tables["disputes_cow"])])
    return both.sort_values(["ccode", "start", "rule"])[list(COLUMNS)].reset_index(drop=True)


def _crises(actors: pd.DataFrame) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    a = actors[(actors["year"] >= FIRST_YEAR) & actors["ccode"].notna()]
    viol, stakes = a["viol"].to_numpy(float), a["stakes"].to_numpy(float)
    gravity = np.select(
        [(stakes == 6) | ((viol == 4) & (stakes == 5)), viol == 4, (viol >= 2) | (stakes == 5)],
        [5, 4, 3],
        2,
    )
    end = a["end"].dt.year.fillna(a["year"]).astype(int)
    trigger = a["trigent"].where(a["trigent"] != a["ccode"])
    return pd.DataFrame(
        {
            "ccode": a["ccode"].astype(int),
            "start": a["year"].astype(int),
            "end": end,
            "rule": "icb:" + a["crisno"].astype(int).astype(str),
            "gravity": gravity,
            "adversaries": ["" if pd.isna(t) else str(int(t)) for t in trigger],
        }
    ).drop_duplicates(["ccode", "rule"])


def _disputes(rows: pd.DataFrame) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    r = rows[(rows["hostlev2"] >= 4) & (rows["fatality1"] >= OWN_DEATHS)]
    by = r.groupby(["ccode1", "dispnum"])
    found = by.agg(
        start=("year", "min"),
        end=("year", "max"),
        dead=("fatality1", "max"),
        adversaries=("ccode2", lambda x: " ".join(str(int(c)) for c in sorted(set(x)))),
    ).reset_index()
    found = found[found["start"] >= FIRST_YEAR]
    return pd.DataFrame(
        {
            "ccode": found["ccode1"].astype(int),
            "start": found["start"].astype(int),
            "end": found["end"].astype(int),
            "rule": "mid:" + found["dispnum"].astype(int).astype(str),
            "gravity": np.select([found["dead"] >= 6, found["dead"] >= 4], [5, 4], 3),
            "adversaries": found["adversaries"],
        }
    )


@cache
def found_by_rule() -> dict[int, tuple[Found, ...]]:
    """What the rule found, by COW code; comes with the package, rebuilt by a script.

    Examples
    --------
    >>> [f.rule for f in found_by_rule()[365] if f.start == 2008]
    ['icb:458']
    """
    found: dict[int, list[Found]] = {}
    with (needs_folder() / FILE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = int(row["ccode"])
            adversaries = tuple(int(a) for a in row["adversaries"].split())
            found.setdefault(code, []).append(
                Found(
                    code,
                    int(row["start"]),
                    int(row["end"]),
                    row["rule"],
                    int(row["gravity"]),
                    adversaries,
                )
            )
    return {code: tuple(rows) for code, rows in found.items()}

"""Which two states a line of the register concerns, who owes what, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

FLAGS = {
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
"""The register's obligations and ATOP's names for them."""
ENDS = ("ends", "leaves")
DATE_OF = {"ends": "ended", "leaves": "ended", "suspends": "suspended"}


def dates(text: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """Days from ``2024-12-04``, ``2023-10`` (first of the month) or ``2024`` (1 January).

    Examples
    --------
    >>> import pandas as pd
    >>> dates(pd.Series(["2024-12-04", "2023-10", ""])).dt.year.tolist()
    [2024.0, 2023.0, nan]
    """
    import pandas as pd

    whole = text.where(text.str.len() != 7, text + "-01")
    whole = whole.where(text.str.len() != 4, text + "-01-01")
    return pd.to_datetime(whole, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")


def of_treaties(register: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """One row a line and pair, ``ccode1 < ccode2``.

    Parameters
    ----------
    register
        Lines with dates as days.
    groups
        Members of the groups that lines name, with the days they came and left.

    Returns
    -------
    DataFrame
        ``number, ccode1, ccode2, start, end`` and what each owes the other in ATOP's
        names (``defense_1``: the first owes the second). ``start`` is missing for a line
        that only ends a treaty, and where entry into force is not known.
    """
    import pandas as pd

    made = [_pairs(line, groups) for _, line in register.iterrows()]
    out = pd.concat(made, ignore_index=True)
    return out.sort_values(["number", "ccode1", "ccode2"], ignore_index=True)


def _pairs(line: pd.Series, groups: pd.DataFrame) -> pd.DataFrame:
    """The pairs of one line; a group's members stand beside each of the parties."""
    import pandas as pd

    from foedus.states.codes import ccodes_from_iso3

    parties = line["parties"].split(";")
    day = line[DATE_OF.get(line["change"], "in_force")]
    others = _members(groups, line["party_group"], day) if line["party_group"] else parties
    two = {tuple(sorted((a, b))) for a in parties for b in others if a != b}
    a, b = (np.array([p[k] for p in sorted(two)]) for k in (0, 1))
    year = line["signed" if pd.isna(day) else DATE_OF.get(line["change"], "in_force")].year
    codes = np.stack([ccodes_from_iso3(side, year) for side in (a, b)])
    swap = codes[0] > codes[1]
    out = pd.DataFrame({"number": line["number"], "ccode1": codes.min(0), "ccode2": codes.max(0)})
    out["start"] = pd.NaT if line["change"] in ENDS else day
    out["end"] = line["ended"]
    owner = np.where(swap, b, a), np.where(swap, a, b)
    giver = line["direction"].split(">")[0] if ">" in line["direction"] else ""
    for ours, theirs in FLAGS.items():
        for side in (1, 2):
            owes = np.full(len(out), int(line[ours]))
            out[f"{theirs}_{side}"] = np.where((owner[side - 1] == giver) | (giver == ""), owes, 0)
    return out.astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def _members(groups: pd.DataFrame, name: str, day: pd.Timestamp) -> list[str]:
    """A group's members on a day; who leaves on it is still in."""
    rows = groups[groups["party_group"] == name]
    came = rows["since"].isna() | (rows["since"] <= day)
    stays = rows["until"].isna() | (rows["until"] >= day)
    return sorted(rows.loc[came & stays, "iso3"])

"""Read GSDB cases and expand them into pairs of sending and suffering states."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.gsdb_sanctions.checks import check_input, check_output
from foedus.sources.opening import read_csv
from foedus.states.codes import ccodes_from_names

if TYPE_CHECKING:
    import pandas as pd

KINDS = ["trade", "arms", "military", "financial", "travel", "other"]
NAMES = {
    "case_id": "case_id",
    "sanctioning_state": "sender",
    "sanctioned_state": "target",
    "begin": "start",
    "end": "end",
    **{kind: kind for kind in KINDS},
    "objective": "objective",
    "success": "success",
}
_HERE = Path(__file__).parent


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the cases into `sanctions` and `sanction_cases`.

    Parameters
    ----------
    files
        ``cases``: the case-level file, senders and targets as comma lists.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``sanctions``: case by sender by target; ``sanction_cases``: the cases.
    """
    cases = read_csv(files["cases"], NAMES).rename(columns=NAMES)
    check_input(cases)
    cases = corrected(cases)
    senders, targets = coded(cases, "sender"), coded(cases, "target")
    tables = {
        "sanctions": pairs(cases, with_members(senders), targets),
        "sanction_cases": _cases(cases, senders, targets),
    }
    check_output(tables)
    return tables


def corrected(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with the spellings of corrections.csv put right."""
    fixes = read_csv(_HERE / "corrections.csv", ["column", "given", "corrected"])
    out = cases.copy()
    for column, given, right in fixes.itertuples(index=False):
        out[column] = out[column].str.replace(given, right, regex=False)
    return out


def coded(cases: pd.DataFrame, side: str) -> pd.DataFrame:
    """One row a case and party of one side, with its COW code (-1 where none).

    A name is resolved in the first year of the case, else in its last: some
    cases begin just before the state is a member of the system.
    """
    import numpy as np

    long = cases[["case_id", "start", "end"]].assign(name=cases[side].str.split(","))
    long = long.explode("name", ignore_index=True)
    long["name"] = long["name"].str.strip()
    names = long["name"].to_numpy()
    first = ccodes_from_names(names, long["start"].to_numpy())
    last = ccodes_from_names(names, long["end"].to_numpy())
    return long.assign(ccode=np.where(first > 0, first, last).astype("int64"))


def with_members(senders: pd.DataFrame) -> pd.DataFrame:
    """Senders that are states, and the members of the EU in its cases (``via``)."""
    import pandas as pd

    groups = read_csv(_HERE / "groups.csv", ["group", "ccode", "start", "end"])
    groups = groups.rename(columns={"start": "joined", "end": "left"}).astype({"ccode": "int64"})
    named = senders[senders["ccode"] > 0].assign(via="")
    acting = senders[senders["ccode"] <= 0].drop(columns="ccode")
    acting = acting.merge(groups, left_on="name", right_on="group")
    acting["start"] = acting[["start", "joined"]].max(axis=1).astype("int64")
    acting["end"] = acting[["end", "left"]].min(axis=1).astype("int64")
    acting = acting[acting["start"] <= acting["end"]].assign(via=lambda f: f["group"])
    columns = ["case_id", "ccode", "start", "end", "via"]
    both = pd.concat([named[columns], acting[columns]], ignore_index=True)
    # A member that is also named acts in its own name, over the whole case.
    return both.drop_duplicates(["case_id", "ccode"], keep="first")


def pairs(cases: pd.DataFrame, senders: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Every sender of a case with every target of it."""
    hit = targets.loc[targets["ccode"] > 0, ["case_id", "ccode"]].drop_duplicates()
    both = senders.rename(columns={"ccode": "ccode1"}).merge(
        hit.rename(columns={"ccode": "ccode2"}), on="case_id"
    )
    both = both[both["ccode1"] != both["ccode2"]]
    what = cases[["case_id", *KINDS, "objective", "success"]]
    columns = ["case_id", "ccode1", "ccode2", "start", "end", "via", *KINDS]
    out = both.merge(what, on="case_id")[[*columns, "objective", "success"]]
    return out.sort_values(["case_id", "ccode1", "ccode2"], ignore_index=True)


def _cases(cases: pd.DataFrame, senders: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    groups = set(read_csv(_HERE / "groups.csv", ["group"])["group"])
    left = pd.concat([senders, targets], ignore_index=True)
    left = left[(left["ccode"] <= 0) & ~left["name"].isin(groups)]
    # The EU as a target is not expanded: a case against it is not one against each member.
    left = pd.concat([left, targets[targets["name"].isin(groups)]], ignore_index=True)
    names = left.groupby("case_id")["name"].agg(lambda n: "; ".join(sorted(set(n))))
    out = cases[["case_id", "sender", "target", "start", "end"]]
    out = out.assign(unexpanded=cases["case_id"].map(names).fillna(""))
    return out.sort_values("case_id", ignore_index=True)

"""Read SIPRI transfers: names become states, non-state parties fall out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.sipri_arms.checks import check_input, check_output
from foedus.states.codes import ccodes_from_names

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["supplier", "recipient", "year", "value"]
NO_STATE = (
    "Aruba",
    "Biafra",
    "Katanga",
    "Libya GNC",
    "Northern Cyprus",
    "Palestine",
    "Western Sahara",
    "Unknown supplier(s)",
    "Unknown recipient(s)",
)


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the transfers file into `arms_transfers`.

    Parameters
    ----------
    files
        ``transfers``: supplier, recipient, year, value (million TIV).

    Returns
    -------
    dict of str to pandas.DataFrame
        ``arms_transfers``: ccode1 (supplier), ccode2 (recipient), year, tiv;
        ``arms_not_covered``: states whose transfers the file leaves out, with years.
    """
    raw = read_csv(files["transfers"], COLUMNS)
    check_input(raw)
    tables = {"arms_transfers": between_states(raw), "arms_not_covered": not_covered()}
    check_output(tables)
    return tables


def not_covered() -> pd.DataFrame:
    """States the file leaves out for years in which they traded arms (the project's own list)."""
    own = Path(__file__).parent / "not_covered.csv"
    return read_csv(own, ["ccode", "start", "end", "reason"])


def non_state(names: pd.Series) -> pd.Series:
    """Whether a SIPRI name is no state: rebels (*), organisations (**), unknown, territories.

    Examples
    --------
    >>> import pandas as pd
    >>> non_state(pd.Series(["NATO**", "Libya HoR*", "Libya"])).tolist()
    [True, True, False]
    """
    return names.str.endswith("*") | names.isin(NO_STATE)


def unmapped(raw: pd.DataFrame) -> list[str]:
    """Names that claim to be states and have no COW code in their year."""
    import pandas as pd

    names = pd.concat([raw["supplier"], raw["recipient"]], ignore_index=True)
    years = pd.concat([raw["year"], raw["year"]], ignore_index=True)
    codes = ccodes_from_names(names.to_numpy(), years.to_numpy())
    return sorted(set(names[(codes < 0) & ~non_state(names).to_numpy()]))


def between_states(raw: pd.DataFrame) -> pd.DataFrame:
    """Rows between two states, added up where two names are one state in a year.

    The file's own code columns are not used: they are empty for Serbia and give
    rebel groups the code of the state they fight.
    """
    years = raw["year"].to_numpy()
    named = raw.assign(
        ccode1=ccodes_from_names(raw["supplier"].to_numpy(), years).astype("int64"),
        ccode2=ccodes_from_names(raw["recipient"].to_numpy(), years).astype("int64"),
    )
    kept = named[
        ~non_state(named["supplier"])
        & ~non_state(named["recipient"])
        & (named["ccode1"] > 0)
        & (named["ccode2"] > 0)
        & (named["ccode1"] != named["ccode2"])
    ]
    keys = ["ccode1", "ccode2", "year"]
    kept = kept.rename(columns={"value": "tiv"})
    return kept[[*keys, "tiv"]].groupby(keys, sort=True).sum().reset_index()

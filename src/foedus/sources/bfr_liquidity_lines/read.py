"""Read central-bank liquidity lines: dates day first, 9999 open-ended, areas apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.bfr_liquidity_lines.checks import check_input, check_output
from foedus.sources.opening import read_csv
from foedus.states.codes import ccodes_from_iso3

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "deal_ID",
    "deal_type",
    "framework",
    "collateral",
    "ISO_source",
    "ISO_recipient",
    "start_date",
    "end_date",
    "currency_of_deal",
    "deal_currency_amount",
    "USD_amount",
    "unlimited",
    "initiative",
]
AREAS = ("EA", "HKG", "MAC")
_COMMON = ["start", "end", "usd", "amount", "currency", "unlimited"]
LINES = ["deal_id", "kind", "ccode1", "ccode2", *_COMMON, "reciprocal", "framework", "pooled"]
AREA_LINES = ["deal_id", "kind", "ccode", "area", "area_lends", *_COMMON, "pooled"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the agreements into `liquidity_lines` and `area_lines`.

    Parameters
    ----------
    files
        ``lines``: one row an agreement and direction. Stray bytes that are not
        UTF-8 (in names, which are not used) are let pass.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``liquidity_lines`` between two states, ``area_lines`` between a state and
        the euro area, Hong Kong or Macao.
    """
    raw = read_csv(files["lines"], COLUMNS, encoding_errors="replace")
    check_input(raw)
    deals = _coded(corrected(raw))
    lends = deals["ISO_source"].isin(AREAS)
    borrows = deals["ISO_recipient"].isin(AREAS)
    tables = {
        "liquidity_lines": deals.loc[~lends & ~borrows, [*LINES, "initiative"]].sort_values(
            "deal_id", ignore_index=True
        ),
        "area_lines": _area_lines(deals[lends ^ borrows]),
    }
    check_output(tables)
    return tables


def corrected(raw: pd.DataFrame) -> pd.DataFrame:
    """The rows with the codes of corrections.csv put right."""
    fixes = read_csv(Path(__file__).parent / "corrections.csv", ["column", "given", "corrected"])
    out = raw.copy()
    for column, given, right in fixes.itertuples(index=False):
        out[column] = out[column].replace(given, right)
    return out


def dates(text: pd.Series) -> pd.Series:
    """Days written dd/mm/yyyy; the year 9999 (open-ended) becomes NaT.

    Examples
    --------
    >>> import pandas as pd
    >>> dates(pd.Series(["23/11/2023", "31/12/9999"])).dt.year.tolist()
    [2023.0, nan]
    """
    import pandas as pd

    known = text.where(~text.str.endswith("9999"))
    return pd.to_datetime(known, format="%d/%m/%Y")


def _coded(raw: pd.DataFrame) -> pd.DataFrame:
    """The agreements in foedus' columns, with COW codes (-1 for the areas)."""
    start = dates(raw["start_date"])
    years = start.dt.year.to_numpy()
    return raw.assign(
        deal_id=raw["deal_ID"].astype("int64"),
        kind=raw["collateral"],
        ccode1=ccodes_from_iso3(raw["ISO_source"].to_numpy(), years).astype("int64"),
        ccode2=ccodes_from_iso3(raw["ISO_recipient"].to_numpy(), years).astype("int64"),
        start=start,
        end=dates(raw["end_date"]),
        usd=raw["USD_amount"].astype("float64"),
        amount=raw["deal_currency_amount"].astype("float64"),
        currency=_text(raw["currency_of_deal"]),
        unlimited=raw["unlimited"] == 1,
        reciprocal=raw["deal_type"] == "reciprocal",
        framework=raw["framework"] == 1,
        pooled=raw["deal_type"] == "pooled fund",
        initiative=_text(raw["initiative"]),
    )


def _text(column: pd.Series) -> pd.Series:
    """Text with nothing for a missing cell, also where every cell is missing."""
    return column.astype("str").where(column.notna(), "")


def _area_lines(deals: pd.DataFrame) -> pd.DataFrame:
    lends = deals["ISO_source"].isin(AREAS)
    out = deals.assign(
        area=deals["ISO_source"].where(lends, deals["ISO_recipient"]),
        area_lends=lends,
        ccode=deals["ccode2"].where(lends, deals["ccode1"]),
    )
    return out[[*AREA_LINES, "initiative"]].sort_values("deal_id", ignore_index=True)

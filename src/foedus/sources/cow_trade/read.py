"""Read COW dyadic trade: one row a pair in the file, two directed rows here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceDamaged
from foedus.sources.cow_trade.checks import check_input, check_output
from foedus.sources.opening import read_csv, require_columns

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["ccode1", "ccode2", "year", "flow1", "flow2"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the flows file into `trade_flows`.

    Parameters
    ----------
    files
        ``flows``: the dyadic file, Parquet (``.parquet``) or the makers' CSV.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``trade_flows``: ccode1 (importer), ccode2 (exporter), year, imports
        (million current US dollars, NaN where not known).
    """
    path = files["flows"]
    pairs = _read_parquet(path) if path.suffix == ".parquet" else read_csv(path, COLUMNS)
    check_input(pairs)
    tables = {"trade_flows": directed(pairs)}
    check_output(tables)
    return tables


def _read_parquet(path: Path) -> pd.DataFrame:
    import duckdb

    try:
        relation = duckdb.read_parquet(str(path))
        require_columns(path, relation.columns, COLUMNS)
        pairs: pd.DataFrame = relation.select(", ".join(COLUMNS)).df()
    except duckdb.Error as e:
        raise SourceDamaged(
            f"{path.name} is not a whole Parquet file: {e}.", "Get a fresh copy of the file."
        ) from e
    return pairs


def directed(pairs: pd.DataFrame) -> pd.DataFrame:
    """Two directed rows for each pair: flow1 is what ccode1 imports from ccode2.

    Parameters
    ----------
    pairs
        Columns ccode1, ccode2, year, flow1, flow2, one row a pair and year.

    Returns
    -------
    pandas.DataFrame
        Twice as many rows, sorted by ccode1, ccode2, year; negative codes are NaN.

    Examples
    --------
    >>> import pandas as pd
    >>> pair = pd.DataFrame({"ccode1": [2], "ccode2": [20], "year": [1920],
    ...                      "flow1": [612.0], "flow2": [-9.0]})
    >>> directed(pair).imports.tolist()
    [612.0, nan]
    """
    import pandas as pd

    first = pairs[["ccode1", "ccode2", "year", "flow1"]].rename(columns={"flow1": "imports"})
    second = pairs[["ccode2", "ccode1", "year", "flow2"]]
    second = second.set_axis(["ccode1", "ccode2", "year", "imports"], axis=1)
    both = pd.concat([first, second], ignore_index=True)
    both["imports"] = both["imports"].where(both["imports"] >= 0).astype("float64")
    both = both.astype({"ccode1": "int16", "ccode2": "int16", "year": "int16"})
    return both.sort_values(["ccode1", "ccode2", "year"], ignore_index=True)

"""Read the IMF's partner tables: a sheet a direction, a row a partner, a column a year."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceDamaged
from foedus.sources.imf_dots_russia.checks import check_output, check_sheet
from foedus.states.codes import ccodes_from_names

if TYPE_CHECKING:
    import pandas as pd

RUSSIA = 365
FIRST_ESTIMATED_YEAR = 2022
EXPORTS, IMPORTS = "Exports, FOB", "Imports, CIF"
HEAD_ROWS = 6  # reporter, unit and blank rows above the row of years


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read Russia's trade by partner and the world's trade with each state.

    Parameters
    ----------
    files
        ``partners`` (Russia, both sheets), ``imports_2010`` (Russia's imports with
        the year 2010) and ``world`` (the world, both sheets).

    Returns
    -------
    dict of str to pandas.DataFrame
        ``imf_russia_trade`` and ``imf_trade_totals``.
    """
    import pandas as pd

    sold = _states(read_sheet(files["partners"], EXPORTS, "Russian Federation"))
    bought = _states(read_sheet(files["partners"], IMPORTS, "Russian Federation"))
    older = _states(read_sheet(files["imports_2010"], IMPORTS, "Russian Federation"))
    # The later retrieval holds; the older one adds only the year it alone has.
    bought = pd.concat([older[~older["year"].isin(bought["year"])], bought])
    tables = {
        "imf_russia_trade": _directed(sold, bought),
        "imf_trade_totals": _totals(
            _states(read_sheet(files["world"], EXPORTS, "World")),
            _states(read_sheet(files["world"], IMPORTS, "World")),
        ),
    }
    check_output(tables)
    return tables


def read_sheet(path: Path, sheet: str, reporter: str) -> pd.DataFrame:
    """One sheet as long rows: partner, year, value (million US dollars).

    Raises
    ------
    SourceDamaged
        If the workbook cannot be opened, lacks the sheet, or is another reporter's.
    """
    import openpyxl
    import pandas as pd

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as e:
        raise SourceDamaged(
            f"{path.name} is not an Excel workbook: {e}.", "Save the table again as xlsx."
        ) from e
    if sheet not in book.sheetnames:
        raise SourceDamaged(
            f"{path.name} has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}.",
            "Check that it is the Direction of Trade table by partner.",
        )
    rows = [list(row) for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    check_sheet(path, rows, HEAD_ROWS, reporter)
    years = [int(cell) for cell in rows[HEAD_ROWS][2:] if cell is not None]
    body = [row[1 : 2 + len(years)] for row in rows[HEAD_ROWS + 1 :] if row[1]]
    wide = pd.DataFrame(body, columns=["partner", *years])
    long = wide.melt(id_vars="partner", var_name="year", value_name="value")
    long["value"] = pd.to_numeric(long["value"], errors="coerce")
    return long.astype({"year": "int64"})


def _states(long: pd.DataFrame) -> pd.DataFrame:
    """Partners that are states, with their COW code; regions and groups fall out."""
    codes = ccodes_from_names(long["partner"].to_numpy(), long["year"].to_numpy())
    known = long.assign(ccode=codes.astype("int64"))
    known = known[(known["ccode"] > 0) & known["value"].notna()]
    # The tables print Australia twice; Serbia also stands under its older name.
    known = known.drop_duplicates(["partner", "year"])
    return known[["ccode", "year", "value"]].groupby(["ccode", "year"]).sum().reset_index()


def _directed(sold: pd.DataFrame, bought: pd.DataFrame) -> pd.DataFrame:
    """Russia's sales are the partner's imports; Russia's purchases its own."""
    import pandas as pd

    theirs = sold.rename(columns={"ccode": "ccode1"}).assign(ccode2=RUSSIA)
    ours = bought.rename(columns={"ccode": "ccode2"}).assign(ccode1=RUSSIA)
    both = pd.concat([theirs, ours], ignore_index=True).rename(columns={"value": "imports"})
    both["estimated"] = both["year"] >= FIRST_ESTIMATED_YEAR
    columns = ["ccode1", "ccode2", "year", "imports", "estimated"]
    return both[columns].sort_values(columns[:3], ignore_index=True)


def _totals(sold: pd.DataFrame, bought: pd.DataFrame) -> pd.DataFrame:
    """The world's sales to a state are its imports, the world's purchases its exports."""
    both = sold.rename(columns={"value": "imports"}).merge(
        bought.rename(columns={"value": "exports"}), on=["ccode", "year"], how="outer"
    )
    return both.sort_values(["ccode", "year"], ignore_index=True)

"""Opening raw files: truncated, mis-encoded, empty or wrong ones get a plain error."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.core.errors import SourceDamaged

if TYPE_CHECKING:
    import pandas as pd

_AGAIN = "Get a fresh copy of the file and try again."


def read_csv(
    path: Path, columns: Iterable[str], *, encoding: str = "utf-8-sig", **options: Any
) -> pd.DataFrame:
    """Read a CSV (plain or .gz) that must have `columns`; others are left out.

    Parameters
    ----------
    path
        The file.
    columns
        Columns that must be there, in the file's own spelling.
    encoding
        Text encoding; the default also takes a byte-order mark.
    **options
        Passed to `pandas.read_csv`.

    Returns
    -------
    pandas.DataFrame
        The asked columns, in the asked order.

    Raises
    ------
    SourceDamaged
        If the file is empty, cut off, not text in `encoding`, not a table,
        or lacks a column.
    """
    import pandas as pd

    wanted = list(columns)
    try:
        frame = pd.read_csv(path, encoding=encoding, **options)
    except UnicodeDecodeError as e:
        raise SourceDamaged(
            f"{path.name} is not {encoding} text (byte {e.start}).",
            "Save it as UTF-8, or get the maker's own file.",
        ) from e
    except pd.errors.EmptyDataError as e:
        raise SourceDamaged(f"{path.name} is empty.", _AGAIN) from e
    except (EOFError, gzip.BadGzipFile, zlib.error) as e:
        raise SourceDamaged(f"{path.name} is cut off or not gzip: {e}.", _AGAIN) from e
    except (pd.errors.ParserError, ValueError) as e:
        raise SourceDamaged(f"{path.name} cannot be read as a table: {e}.", _AGAIN) from e
    require_columns(path, frame.columns, wanted)
    if frame.empty:
        raise SourceDamaged(f"{path.name} has a header and no rows.", _AGAIN)
    asked: pd.DataFrame = frame[wanted]
    return asked


def require_columns(path: Path, have: Iterable[str], wanted: Sequence[str]) -> None:
    """Raise SourceDamaged naming the columns of `wanted` that `have` lacks."""
    present = list(have)
    absent = [c for c in wanted if c not in present]
    if absent:
        shown = ", ".join(map(str, present[:12]))
        raise SourceDamaged(
            f"{path.name} lacks the column{'s' * (len(absent) > 1)} {', '.join(absent)}; it has {shown}.",
            "Check that it is the right file and version (`foedus sources`).",
        )


def require(source: str, *rules: tuple[bool, str]) -> None:
    """Raise one SourceDamaged that lists every rule that does not hold.

    Parameters
    ----------
    source
        Name of the source, for the message.
    *rules
        Pairs of (holds, what is wrong if it does not).
    """
    faults = [text for holds, text in rules if not holds]
    if faults:
        raise SourceDamaged(f"{source}: " + "; ".join(faults) + ".", _AGAIN)


def no_duplicates(frame: pd.DataFrame, key: Sequence[str]) -> tuple[bool, str]:
    """A rule for `require`: the key is unique (names the first repeated one)."""
    repeated = frame.duplicated(list(key))
    if not repeated.any():
        return True, ""
    first = frame.loc[repeated, list(key)].iloc[0].to_dict()
    return False, f"{int(repeated.sum())} rows repeat the key {tuple(key)}, first {first}"

"""A panel as Parquet, CSV or Stata file, with its codebook and citations beside it.

Each file's bytes depend on its content alone, so that a panel made twice is the same file.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError, NotWritable, unknown
from foedus.report.exporters.codebook import (
    CITATIONS_MARK,
    CODEBOOK_MARK,
    citations_text,
    codebook_text,
)
from foedus.report.writing import write as write_whole
from foedus.store import parquet

if TYPE_CHECKING:
    import pandas as pd

CODEBOOK, CITATIONS = "codebook.md", "citations.bib"
_FAST = 3
_STATA_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STATA_NAME_LENGTH, _STATA_LABEL_LENGTH = 32, 80
_NO_TIME = datetime(1960, 1, 1)
"""Stata's day zero: the file says nothing of when it was made."""


def write(frame: pd.DataFrame, path: str | Path, *, overwrite: bool = False) -> tuple[Path, ...]:
    """Write a panel, and ``codebook.md`` and ``citations.bib`` into the same folder.

    Parameters
    ----------
    frame
        A panel of `foedus.panel`, whole or filtered.
    path
        File ending in ``.parquet`` (zstd), ``.csv`` or ``.dta`` (Stata 14 and later, with
        variable labels); replaced if it is there.
    overwrite
        Replace a ``codebook.md`` or ``citations.bib`` that foedus did not write. Those it
        wrote itself are replaced anyway.

    Returns
    -------
    tuple of Path
        The three files.

    Raises
    ------
    UnknownName
        If the file's ending is none of these.
    NotWritable
        If the folder cannot be written, or holds a codebook or citations of someone else.
    FoedusError
        If a column's name is none that Stata takes.
    """
    place = check(path, overwrite=overwrite)
    maker = _MAKERS[place.suffix.lower()]
    content = maker(frame)
    return (
        write_whole(place, content),
        write_whole(place.with_name(CODEBOOK), codebook_text(frame, place.name)),
        write_whole(place.with_name(CITATIONS), citations_text(frame)),
    )


def file_content(frame: pd.DataFrame, ending: str, label: str) -> bytes:
    """The bytes of any frame as ``.parquet``, ``.csv`` or ``.dta``; column labels in `attrs`."""
    frame.attrs["label"] = label
    return _MAKERS[ending](frame)


def check(path: str | Path, *, overwrite: bool = False) -> Path:
    """Raise what `write` would raise about the place, before any work is done."""
    place = Path(path)
    if place.suffix.lower() not in _MAKERS:
        raise unknown("file ending", place.suffix or place.name, _MAKERS)
    folder = place.parent
    if place.is_dir():
        raise NotWritable(f"Cannot write {str(path)!r}: it is a folder.", "Name a file in it.")
    if not folder.is_dir():
        raise NotWritable(
            f"Cannot write {str(path)!r}: the folder {str(folder)!r} does not exist.",
            f"Make it first (`mkdir -p {folder}`) or name another.",
        )
    if not os.access(folder, os.W_OK):
        raise NotWritable(
            f"Cannot write {str(path)!r}: permission denied.",
            "Name a file in a folder you may write to.",
        )
    for name, mark in ((CODEBOOK, CODEBOOK_MARK), (CITATIONS, CITATIONS_MARK)):
        beside = folder / name
        if not overwrite and beside.exists() and not _has_mark(beside, mark):
            raise NotWritable(
                f"{str(beside)!r} is there already and foedus did not write it.",
                "Move it, name another folder, or allow it to be replaced "
                "(--overwrite, in Python overwrite=True).",
            )
    return place


def _has_mark(path: Path, mark: str) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(mark.encode())) == mark.encode()
    except OSError:
        return False


def _parquet(frame: pd.DataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "panel.parquet"
        parquet.write(frame, file, _FAST)
        return file.read_bytes()


def _csv(frame: pd.DataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder, parquet.connect() as con:
        file = Path(folder) / "panel.csv"
        con.register("frame", frame)
        con.execute(f"COPY frame TO '{file}' (FORMAT csv, HEADER)")
        return file.read_bytes()


def _dta(frame: pd.DataFrame) -> bytes:
    names = [str(c) for c in frame.columns]
    wrong = [n for n in names if len(n) > _STATA_NAME_LENGTH or not _STATA_NAME.fullmatch(n)]
    if wrong:
        raise FoedusError(
            f"Stata takes no column named {wrong[0]!r} ({len(wrong[0])} characters).",
            f"Rename it: at most {_STATA_NAME_LENGTH} letters, digits and underscores, no digit "
            "first; or write .parquet or .csv.",
        )
    labels = frame.attrs.get("labels", {})
    out = io.BytesIO()
    frame.to_stata(
        out,
        write_index=False,
        version=118,
        time_stamp=_NO_TIME,
        data_label=_short(frame.attrs.get("label", "Dyad-years made with foedus")),
        variable_labels={n: _short(labels[n]) for n in names if n in labels},
    )
    return out.getvalue()


def _short(label: str) -> str:
    whole = len(label) <= _STATA_LABEL_LENGTH
    return label if whole else label[: _STATA_LABEL_LENGTH - 3].rstrip() + "..."


_MAKERS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".dta": _dta,
}

"""A table of ledger items or grid cells as CSV, Parquet, Stata or a plain HTML page."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.core.errors import unknown
from foedus.report.exporters.tabular import file_content
from foedus.report.writing import write

HTML = ".html"
TABULAR = (".csv", ".parquet", ".dta")


def write_table(
    records: Sequence[Mapping[str, Any]],
    labels: Mapping[str, str],
    path: str | Path,
    title: str,
) -> Path:
    """Write records as one table.

    Parameters
    ----------
    records
        Rows with the same keys.
    labels
        What each column is; also the order of columns.
    path
        File ending in ``.csv``, ``.parquet``, ``.dta`` or ``.html``.
    title
        Heading of the page, label of the Stata file.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UnknownName
        If the ending is none of these.
    NotWritable
        If the file cannot be written.
    """
    place = Path(path)
    ending = place.suffix.lower()
    if ending == HTML:
        return write(place, _page(records, labels, title).encode())
    if ending not in TABULAR:
        raise unknown("file ending", place.suffix or place.name, (*TABULAR, HTML))
    import pandas as pd

    frame = pd.DataFrame.from_records(list(records), columns=list(labels))
    frame.attrs["labels"] = dict(labels)
    for name in frame.columns:
        if frame[name].dtype == object:
            known = frame[name].dropna()
            numbers = len(known) and all(isinstance(v, (int, float)) for v in known)
            frame[name] = (
                frame[name].astype(float) if numbers else frame[name].fillna("").astype(str)
            )
    return write(place, file_content(frame, ending, title))


def _page(records: Sequence[Mapping[str, Any]], labels: Mapping[str, str], title: str) -> str:
    head = "".join(f'<th title="{html.escape(t)}">{html.escape(n)}</th>' for n, t in labels.items())
    body = "\n".join(
        "<tr>" + "".join(f"<td>{_cell(n, r[n])}</td>" for n in labels) + "</tr>" for r in records
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{html.escape(title)}</h1><p>{len(records)} rows. Written by foedus.</p>"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n'
        "</tbody></table></div></body></html>\n"
    )


def _cell(name: str, value: Any) -> str:
    if name == "urls":
        links = [u for u in str(value).split() if u.startswith(("http://", "https://"))]
        return " ".join(f'<a href="{html.escape(u, True)}">{k}</a>' for k, u in enumerate(links, 1))
    return "" if value is None else html.escape(str(value))


_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:24px;background:#fbfaf7;color:#1b1f24}"
    "h1{font:600 24px/1.2 Georgia,serif}.wide{overflow-x:auto}"
    "table{border-collapse:collapse;font-size:13px}"
    "th{position:sticky;top:0;background:#fbfaf7;text-align:left}"
    "th,td{border-bottom:1px solid #d9dee3;padding:5px 10px 5px 0;vertical-align:top;"
    "min-width:4em;max-width:26em}"
)

"""A list of resolutions on which two states voted, as one HTML page that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedus.report.exporters.vote_records import (
    YEAR_LABELS,
    codes_text,
    lead,
    records,
    source_line,
    title,
    years_text,
)

if TYPE_CHECKING:
    from foedus.rollcalls.pairs.pair_result import PairVotes

Record = Mapping[str, Any]


def vote_page(
    found: PairVotes, lists: Mapping[str, Sequence[Record]] | None = None, about: str = ""
) -> str:
    """The page.

    Parameters
    ----------
    found
        The votes; years are counted from them where the list is whole.
    lists
        Heading and rows of each list; all rows under one heading where None.
    about
        What leads the page; what the votes are where empty.

    Returns
    -------
    str
        A whole HTML document. Every text of the data is escaped; links lead to the UN
        Digital Library only.
    """
    parts = {"Resolutions": records(found.table)} if lists is None else lists
    whole = lists is None and found.of == len(found)
    head = html.escape(title(found))
    body = "".join(_list(name, rows, found.short_names) for name, rows in parts.items())
    notes = "".join(f"<p>{html.escape(n)}</p>" for n in (*found.notes, source_line()))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{head}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{head}</h1><p>{html.escape(about or lead(found))}</p>"
        f"{_years(found) if whole and len(found) else ''}{body}"
        f"<footer>{notes}<p>Written by foedus.</p></footer></main></body></html>\n"
    )


def _years(found: PairVotes) -> str:
    rows = records(found.by_year())
    if len(rows) == 1:
        return ""
    span = years_text((rows[0]["year"], rows[-1]["year"]))
    head = "".join(
        f'<th scope="col" title="{html.escape(YEAR_LABELS[name])}">{name.replace("_", " ")}</th>'
        for name in rows[0]
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td>{r[n]:.2f}</td>" if n == "share_same" else f"<td>{r[n]}</td>" for n in r)
        + "</tr>"
        for r in rows
    )
    return (
        f"<details><summary>By year, {span}</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></details>"
    )


def _list(name: str, rows: Sequence[Record], states: tuple[str, str]) -> str:
    heading = f"<h2>{html.escape(name)}</h2>"
    if not rows:
        return f"{heading}<p>None.</p>"
    return f"{heading}<ol>{''.join(_item(r, states) for r in rows)}</ol>\n"


def _item(r: Record, states: tuple[str, str]) -> str:
    one, two = map(html.escape, states)
    votes = (
        f'{one} <b class="{r["vote1"]}">{r["vote1"]}</b>, '
        f'{two} <b class="{r["vote2"]}">{r["vote2"]}</b>'
    )
    totals = f"{r['yes']} yes, {r['no']} no, {r['abstentions']} abstaining; most: {r['majority']}"
    small = [html.escape(codes)] if (codes := codes_text(r)) else []
    small += [html.escape(r["agenda"].replace("|", "; "))] if r["agenda"] else []
    moved = f"<p>{html.escape(r['moved'])}</p>" if r.get("moved") else ""
    return (
        f"\n<li><p><time>{r['date']}</time> {html.escape(r['symbol'])} "
        f'<a href="{html.escape(r["url"], quote=True)}">{html.escape(r["title"])}</a></p>'
        f"<p>{votes}: {r['relation']}. {totals}.</p>{moved}"
        f'<p class="small">{"<br>".join(small)}</p></li>'
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:24px;background:#fbfaf7;color:#1b1f24}"
    "main{max-width:52em;margin:0 auto;overflow-wrap:anywhere}"
    "h1{font:600 26px/1.2 Georgia,serif}h2{font:600 19px/1.3 Georgia,serif}"
    "a{color:#0b4f8a}ol{padding-left:2.2em}li{border-top:1px solid #d9dee3;padding:8px 0}"
    "li p{margin:2px 0}time{font-variant-numeric:tabular-nums}"
    ".small,footer{font-size:13px;color:#4a5560}"
    "b.yes{color:#1d5c33}b.no{color:#8a1c1c}b.abstain{color:#5b4a00}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    "th,td{text-align:right;padding:2px 12px 2px 0}summary{cursor:pointer}"
)

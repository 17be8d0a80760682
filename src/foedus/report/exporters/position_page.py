"""Ideal points as one HTML page that needs nothing else: chart, table, what they rest on."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.rollcalls.ideal_points_about import about, bounds, pair_finding, short

if TYPE_CHECKING:
    from foedus.rollcalls.ideal_points import IdealPoints


def position_page(found: IdealPoints) -> str:
    """The page: lines of those named, else a list of all in the last period with enough items.

    Returns
    -------
    str
        A whole HTML document; every text of the data is escaped.
    """
    head = html.escape(f"Ideal points: {found.chosen.title}")
    lead = pair_finding(found, *found.named) if len(found.named) == 2 else ""
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in about(found))
    body = f"{_charts(found)}{_table(found)}" if found.named else _everyone(found)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{head}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{head}</h1>{f'<p>{html.escape(lead)}</p>' if lead else ''}{body}"
        f"<footer>{notes}<p>Written by foedus.</p></footer></main></body></html>\n"
    )


def _charts(found: IdealPoints) -> str:
    """The panels at both widths; the page shows the one that fits."""
    from foedus.charts.draw import svg
    from foedus.charts.positions import position_charts

    parts = []
    for size in ("wide", "narrow"):
        drawn = position_charts(found, size)
        parts.append(f'<figure class="{size}">{"".join(map(svg, drawn))}</figure>')
    words = html.escape(f"{drawn[0].subtitle}. {drawn[0].source_line}")
    return f'{"".join(parts)}<p class="small">{words}</p>'


def _table(found: IdealPoints) -> str:
    rows = found.positions().to_dict("records")
    return f"<details><summary>Figures</summary>{_rows(found, rows)}</details>"


def _everyone(found: IdealPoints) -> str:
    table = found.positions()
    last = int(found.chosen.settled[-1])
    first = next(c for c in table.columns if c.startswith("mean"))
    rows = table[table["period"] == last].sort_values(first, ascending=False).to_dict("records")
    year = found.chosen.year(last)
    when = f"period {last}" if year is None else str(year)
    return f"<h2>Positions in {when}, the highest first</h2>{_rows(found, rows)}"


def _rows(found: IdealPoints, rows: list[dict[Any, Any]]) -> str:
    suffixes = [""] if found.mean.shape[1] == 1 else ["_1", "_2"]
    heads = ["Name", "Year", "Votes"]
    for suffix in suffixes:
        named = f"Position{suffix.replace('_', ' ')}"
        heads += [named, "90 % interval"]
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    body = "".join(f"<tr>{''.join(_cells(r, suffixes, found.chosen.before))}</tr>" for r in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cells(row: Mapping[Any, Any], suffixes: list[str], years: int | None) -> Iterator[str]:
    yield f"<td>{html.escape(str(row['name']))}</td>"
    yield f"<td>{row['period'] if years is None else row['period'] + years}</td>"
    yield f"<td>{row['votes']}</td>"
    for s in suffixes:
        yield f"<td>{short(row['mean' + s])}</td><td>{bounds(row['low' + s], row['high' + s])}</td>"


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:16px;background:#fbfaf7;color:#1b1f24}"
    "main{max-width:920px;margin:0 auto;overflow-wrap:anywhere}"
    "h1{font:600 26px/1.2 Georgia,serif}h2{font:600 19px/1.3 Georgia,serif}"
    "figure{margin:16px 0}svg{max-width:100%;height:auto;display:block}"
    ".wide{display:none}@media (min-width:700px){.wide{display:block}.narrow{display:none}}"
    ".small,footer{font-size:13px;color:#4a5560}.scroll{overflow-x:auto}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    "th,td{text-align:right;padding:2px 12px 2px 0}th:first-child,td:first-child{text-align:left}"
    "summary{cursor:pointer}"
)

"""Ideal points as one HTML page that needs nothing else: chart, table, what they rest on."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.report.exporters.estimate_page import drawings, framed
from foedus.rollcalls.positions.ideal_points_about import about, bounds, pair_finding, short

if TYPE_CHECKING:
    from foedus.rollcalls.positions.ideal_points import IdealPoints


def position_page(found: IdealPoints) -> str:
    """The page: lines of those named, else a list of all in the last period with enough items.

    Returns
    -------
    str
        A whole HTML document; every text of the data is escaped.
    """
    lead = pair_finding(found, *found.named) if len(found.named) == 2 else ""
    body = f"{_charts(found)}{_table(found)}" if found.named else _everyone(found)
    return framed(f"Ideal points: {found.chosen.title}", lead, body, about(found))


def _charts(found: IdealPoints) -> str:
    from foedus.charts.positions import position_charts

    return drawings(lambda size: position_charts(found, size))


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
    word = ' class="word"'
    head = "".join(f'<th scope="col"{"" if k else word}>{h}</th>' for k, h in enumerate(heads))
    body = "".join(f"<tr>{''.join(_cells(r, suffixes, found.chosen.before))}</tr>" for r in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cells(row: Mapping[Any, Any], suffixes: list[str], years: int | None) -> Iterator[str]:
    yield f'<td class="word">{html.escape(str(row["name"]))}</td>'
    yield f"<td>{row['period'] if years is None else row['period'] + years}</td>"
    yield f"<td>{row['votes']}</td>"
    for s in suffixes:
        yield f"<td>{short(row['mean' + s])}</td><td>{bounds(row['low' + s], row['high' + s])}</td>"

"""Diagnostics of ideal points as panels: chains, fit, predictions, what moves a pair."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from foedus.report.exporters.panels import Panel
from foedus.rollcalls.diagnostics.item_fit import FEWEST
from foedus.rollcalls.diagnostics.pair_diagnostics import percent
from foedus.rollcalls.positions.ideal_points_about import bounds, short
from foedus.rollcalls.positions.positions_of import label

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.diagnostics.diagnose import Diagnostics
    from foedus.rollcalls.positions.ideal_points import IdealPoints

CONTESTED = 0.9
"""Share of the most common vote up to which an item is listed."""
ITEMS, ACTORS, POSITIONS, NAME = 5, 8, 5, 30
CONTESTED_WORDS = "At least one vote in ten differs from the most common one."
FIT = (
    "Right: share of votes whose likeliest choice was cast; null: share of the most common choice "
    "on each item; PRE: share of the errors of the latter that positions save; explained: share of "
    "the log likelihood that they add to the item's shares (below 0: worse than these)."
)


def check_panels(
    found: IdealPoints, made: Diagnostics, shown: Collection[int] | None = None
) -> list[Panel]:
    """The diagnostics to read.

    Parameters
    ----------
    shown
        Periods whose rows are shown; all where None.
    """
    return [
        *_chains(found, made),
        _periods(found, made, shown),
        *_items(found, made),
        _actors(found, made),
        *(_pair(found, made, shown) if made.pair else ()),
    ]


def _chains(found: IdealPoints, made: Diagnostics) -> Iterator[Panel]:
    if made.convergence is None or made.unmet is None:
        return
    rows = [
        (
            "all" if first is None else f"{first}-{first + 9}",
            f"{r['positions']:,}",
            *(f"{r[c]:.3f}" for c in ("r_hat_median", "r_hat_95", "r_hat_worst")),
            f"{100 * r['met']:.0f} %",
            *(f"{r[c]:,.0f}" for c in ("ess_median", "ess_least")),
        )
        for r in _records(made.convergence)
        for first in [r["from"]]
    ]
    head = ("", "positions", "R-hat", "95 %", "worst", "met", "ESS", "least")
    yield Panel(
        "Have the chains met?",
        head,
        tuple(rows),
        " ".join(made.on_chains()),
        "R-hat: median, value that 95 % stay below, worst; met: share up to 1.01; ESS: effective "
        "draws, median and least.",
    )
    rows = [
        (_name(found, r["actor"], r["period"]), _when(found, r["period"]), f"{r['r_hat']:.3f}", f"{r['ess']:,.0f}")
        for r in _records(made.unmet.head(POSITIONS))
    ]  # fmt: skip
    yield Panel("Positions whose chains agree least", ("", "year", "R-hat", "ESS"), tuple(rows))


def _periods(found: IdealPoints, made: Diagnostics, shown: Collection[int] | None) -> Panel:
    rows = [
        (_when(found, r["period"]), f"{r['votes']:,}", *_fit(r))
        for r in _records(_kept(made.periods, shown))
    ]
    return Panel(
        "Fit by year" if found.chosen.before is not None else "Fit by period",
        ("", "votes", "right", "null", "PRE", "explained"),
        tuple(rows),
        " ".join(made.on_fit()),
        FIT,
    )


def _fit(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_figure(row[c]) for c in ("predicted", "null", "reduction", "explained"))


def _figure(value: float | None) -> str:
    return "-" if value is None else short(value)


def _items(found: IdealPoints, made: Diagnostics) -> Iterator[Panel]:
    judged = made.items[made.items["votes"] >= FEWEST]
    # What hardly anybody opposes says little about positions, however badly it is described.
    contested = judged[judged["null"] <= CONTESTED]
    judged = contested if len(contested) else made.items
    slopes = [c for c in judged.columns if c in ("slope", "slope_1", "slope_2")]
    steep = judged.assign(steep=(judged[slopes] ** 2).sum(axis=1))
    for title, lead, table in (
        (
            "Contested items that positions explain least",
            CONTESTED_WORDS,
            judged.sort_values("explained", kind="stable"),
        ),
        ("Items that divide most", "", steep.sort_values("steep", ascending=False, kind="stable")),
    ):
        top = _records(table.head(ITEMS))
        rows = [
            (
                _symbol(r),
                _when(found, r["period"]),
                f"{r['yes']} - {r['abstain']} - {r['no']}",
                *(short(r[s]) for s in slopes),
                *_fit(r),
            )
            for r in top
        ]
        head = ("", "year", "yes - abstain - no", *(s.replace("_", " ") for s in slopes))
        yield Panel(
            title,
            (*head, "right", "null", "PRE", "explained"),
            tuple(rows),
            lead,
            **_below(top),
        )


def _actors(found: IdealPoints, made: Diagnostics) -> Panel:
    actors = made.actors[made.actors["votes"] >= FEWEST]
    named = {found.actors[int(k)] for name in found.named for k in found.actor[found.rows(name)]}
    kept = actors.head(ACTORS)
    also = actors[actors["actor"].isin(named) & ~actors["actor"].isin(kept["actor"])]
    rows = [
        (_cut(str(r["name"])), f"{r['votes']:,}", *_fit(r))
        for part in (kept, also)
        for r in _records(part)
    ]
    return Panel(
        "Who is described worst",
        ("", "votes", "right", "null", "PRE", "explained"),
        tuple(rows),
        note="The last are those named." if len(also) else "",
    )


def _pair(found: IdealPoints, made: Diagnostics, shown: Collection[int] | None) -> Iterator[Panel]:
    pair = made.pair
    assert pair is not None
    names = [_name(found, *_at(found, name, pair.period)) for name in found.named]
    rows = [
        (
            _when(found, r["period"]),
            f"{r['n']}",
            percent(r["observed"]),
            percent(r["predicted"]),
            bounds(r["low"], r["high"]),
            "" if r["inside"] else "less" if r["observed"] < r["low"] else "more",
        )
        for r in _records(_kept(pair.agreement, shown))
    ]
    yield Panel(
        f"Do {names[0]} and {names[1]} agree as their positions say?",
        ("", "both voted", "same", "predicted", "90 %", "outside"),
        tuple(rows),
        hidden(found, made),
        "Same: share of identical votes; predicted from the positions, and what 90 % of votes so "
        "predicted would give.",
    )
    yield from _moved(found, made, names)


def hidden(found: IdealPoints, made: Diagnostics) -> str:
    """Whether the pair agrees as often as positions predict, and where these hide disagreement."""
    pair = made.pair
    assert pair is not None
    table, less = pair.agreement, pair.less()
    unit = "sessions" if found.chosen.before else "years" if found.chosen.before == 0 else "periods"
    more = int((~table["inside"] & (table["observed"] > table["high"])).sum())
    also = f" In {more} they vote the same more often." if more else ""
    if not len(less):
        return (
            f"In none of {len(table)} {unit} do they vote the same less often than predicted.{also}"
        )
    top = _records(less.head(1))[0]
    dims = found.mean.shape[1]
    axis = "one dimension hides" if dims == 1 else f"{dims} dimensions hide"
    return (
        f"In {len(less)} of {len(table)} {unit} they vote the same less often than predicted, most "
        f"of all in {_when(found, top['period'])} ({percent(top['observed'])} of {top['n']} votes, "
        f"predicted {percent(top['predicted'])}): there {axis} disagreement.{also}"
    )


def _moved(found: IdealPoints, made: Diagnostics, names: list[str]) -> Iterator[Panel]:
    pair = made.pair
    assert pair is not None
    top = pair.top(ITEMS)
    when = _when(found, pair.period)
    checked = pair.sentences()[1:]
    for title, table, lead in (
        (f"What pushes them apart in {when}", top[top["on_distance"] > 0], " ".join(checked)),
        (f"What pushes them together in {when}", top[top["on_distance"] < 0], ""),
    ):
        rows = _records(table)
        yield Panel(
            title,
            ("", *map(_cut, names), "distance"),
            tuple(
                (_symbol(r), r["vote1"] or "absent", r["vote2"] or "absent", f"{r['on_distance']:+.3f}")
                for r in rows
            ),
            lead if len(rows) else "Nothing.",
            "Distance: with the item less without it, to first order; votes of others on it count, "
            "so that two who vote alike can be pushed apart." if lead and len(rows) else "",
            **_below(rows),
        )  # fmt: skip


def _below(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Titles and links of items, where known."""
    if not rows or "title" not in rows[0]:
        return {}
    return {
        "under": tuple(str(r["title"] or "") for r in rows),
        "links": tuple(str(r.get("url") or "") for r in rows),
    }


def _symbol(row: dict[str, Any]) -> str:
    return str(row.get("symbol") or row["call"])


def _at(found: IdealPoints, name: str | int, period: int) -> tuple[Any, int]:
    rows = found.rows(name)
    row = rows[found.period[rows] == period][0]
    return found.actors[int(found.actor[row])], period


def _name(found: IdealPoints, actor: Any, period: int) -> str:
    return _cut(label(found.chosen, actor, int(period)))


def _cut(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 3].rstrip()}..."


def _when(found: IdealPoints, period: int) -> str:
    year = found.chosen.year(int(period))
    return str(period if year is None else year)


def _kept(table: pd.DataFrame, shown: Collection[int] | None) -> pd.DataFrame:
    return table if shown is None else table[table["period"].isin(list(shown))]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    from foedus.report.exporters.vote_records import records

    return records(table)

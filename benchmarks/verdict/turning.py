"""Did the series turn when history did?

A series turns in the year with the largest step in the expected direction, looked for
in the window and five years either side. Hostility and obligations step from one year
to the next; ties, which drift, from the mean of three years to that of the next three,
over the domains known on both sides. `flat` asks that nothing turns in the window and
that the type becomes neither rivalry nor partnership in it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from benchmarks.verdict import output
from benchmarks.verdict.cases import HERE
from foedus.assessment.evidence import Evidence, gather_pairs, ordered
from foedus.core.vocabulary import DOMAINS, VERDICT_TYPES
from foedus.measures.obligations import obligation_class
from foedus.states.succession import successions

AROUND = 5
SPAN = {"hostility": 1, "obligation": 1, "ties": 3}
"""Years on either side whose means are compared."""
LEAST = {"hostility": 0.1, "obligation": 0.5, "ties": 0.5 / len(DOMAINS)}
"""Smallest step that is a turn: ties half a domain, obligations half a class."""
UNWANTED = ("rivalry", "strategic partnership", "defence alliance")


@dataclass(frozen=True, slots=True)
class Window:
    """One row of ``turning_years.csv``."""

    pair: str
    codes: tuple[int, int]
    event: str
    first: int
    last: int
    series: str
    direction: str
    use: str


def windows() -> tuple[Window, ...]:
    """All rows of the file."""
    with (HERE / "turning_years.csv").open(encoding="utf-8", newline="") as f:
        return tuple(
            Window(
                r["pair"], ordered((int(r["ccode1"]), int(r["ccode2"]))), r["event"],
                int(r["year_from"]), int(r["year_to"]), r["series"], r["direction"], r["use"],
            )
            for r in csv.DictReader(f)
        )  # fmt: skip


def joined(codes: tuple[int, int]) -> Evidence:
    """A pair's rows in year order, going on from a predecessor under another number.

    In a year in which both numbers were in the system the later one is taken.
    """
    before = {s.successor: s.predecessor for s in successions() if s.kind == "continues"}
    sides = [[c for c in (code, before.get(code)) if c is not None] for code in codes]
    pairs = [ordered((a, b)) for a in sides[0] for b in sides[1]]
    rows = gather_pairs(pairs)
    place = {p: k for k, p in enumerate(pairs)}
    keys = list(zip(rows.inputs.ccode1.tolist(), rows.inputs.ccode2.tolist(), strict=True))
    order = sorted(range(len(keys)), key=lambda k: (rows.inputs.year[k], place[keys[k]]))
    kept = [next(group) for _, group in groupby(order, key=lambda k: rows.inputs.year[k])]
    return rows.take(np.array(kept, np.int64))


def series(rows: Evidence) -> dict[str, NDArray[np.float64]]:
    """Hostility, class of obligation, and the six domains of provision, shape (years, parts)."""
    owed = obligation_class(rows.inputs.held["obligations"]).max(axis=1)
    given = np.stack([rows.reading.domains[n] for n in DOMAINS], axis=1)
    return {
        "hostility": rows.inputs.values["hostility"][:, None],
        "obligation": owed[:, None],
        "ties": given,
    }


def steps(years: NDArray[np.int64], values: NDArray[np.float64], span: int) -> dict[int, float]:
    """For each year, by how much the mean over `span` years from it on exceeds that before.

    Parts unknown on either side count as no step; years with none known on both are left out.
    """
    out = {}
    for year in years.tolist():
        after = _means(values[(years >= year) & (years < year + span)])
        before = _means(values[(years < year) & (years >= year - span)])
        change = after - before
        if np.isfinite(change).any():
            out[year] = float(np.nansum(change)) / values.shape[1]
    return out


def _means(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(values).sum(axis=0)
    return np.where(known > 0, np.nansum(values, axis=0) / np.maximum(known, 1), np.nan)


def turned(
    w: Window, years: NDArray[np.int64], values: NDArray[np.float64]
) -> tuple[int | None, str]:
    """The year of the turn, and where it lies: in the window, early, late, or nowhere."""
    found = steps(years, values, SPAN[w.series])
    least = LEAST[w.series]
    if w.direction == "flat":
        inside = [d for y, d in found.items() if w.first <= y <= w.last]
        return None, "not on record" if not inside else "flat" if max(
            map(abs, inside)
        ) < least else "moved"
    sign = 1 if w.direction == "up" else -1
    near = {y: sign * d for y, d in found.items() if w.first - AROUND <= y <= w.last + AROUND}
    # Of equal steps the one nearest the middle of the window counts.
    year = max(
        near, key=lambda y: (round(near[y], 6), -abs(2 * y - w.first - w.last)), default=None
    )
    if year is None or near[year] < least:
        return None, "not on record" if min(found) >= w.first else "no turn"
    if w.first <= year <= w.last:
        return year, "in the window"
    off, words = (w.first - year, "early") if year < w.first else (year - w.last, "late")
    return year, f"{off} {'year' if off == 1 else 'years'} {words}"


def checked() -> tuple[list[output.Row], dict[str, Evidence]]:
    """Each window with the year found; and each pair's history."""
    every = windows()
    histories = {w.pair: joined(w.codes) for w in every}
    out: list[output.Row] = []
    for w in every:
        rows = histories[w.pair]
        years = rows.inputs.year
        year, outcome = turned(w, years, series(rows)[w.series])
        types = {int(y): VERDICT_TYPES[k] for y, k in zip(years, rows.ranked[0], strict=True)}
        before, end = types.get(w.first - 1, ""), types.get(w.last, types[max(types)])
        if outcome == "flat" and end != before and end in UNWANTED:
            outcome = "type moved"
        out.append(
            (
                w.pair, w.event, f"{w.first}-{w.last}", w.series, w.direction, w.use, year, outcome, before, end,
            )
        )  # fmt: skip
    return out, histories


def spells(rows: Evidence) -> list[tuple[int, int, str]]:
    """Runs of years with one leading type: first year, last year, type."""
    found = zip(rows.inputs.year.tolist(), rows.ranked[0].tolist(), strict=True)
    out = []
    for kind, group in groupby(found, key=lambda x: x[1]):
        years = [y for y, _ in group]
        out.append((years[0], years[-1], VERDICT_TYPES[kind]))
    return out


HEADER = (
    "pair",
    "event",
    "window",
    "series",
    "direction",
    "use",
    "turn",
    "outcome",
    "type before",
    "type at end",
)
RIGHT = ("in the window", "flat")


def run() -> None:
    """Print and write the turning years and the spells of each pair."""
    table, histories = checked()
    output.save("turning", HEADER, table)
    output.show("Turning years", HEADER, [(r[0], str(r[1])[:48], *r[2:]) for r in table])
    on_record = [r for r in table if r[5] == "check" and r[7] != "not on record"]
    right = sum(r[7] in RIGHT for r in on_record)
    close = sum(r[7].startswith("1 year ") for r in on_record)
    print(
        f"\n{right} of {len(on_record)} windows to check that are on record came out right,"
        f" {close} more missed by a year."
    )
    rows = [(pair, *s) for pair, history in histories.items() for s in spells(history)]
    output.save("spells", ("pair", "from", "to", "leading type"), rows)
    for pair, history in histories.items():
        words = "; ".join(
            f"{a}-{b} {kind}" if a != b else f"{a} {kind}" for a, b, kind in spells(history)
        )
        print(f"\n{pair}: {words}")

"""Measure predicted issue codes; write the results, the page's tables, and what ships of them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from benchmarks.issue_codes import page, shipped
from benchmarks.issue_codes.backtests import (
    FAR,
    FAR_ENDS,
    Tested,
    gaps,
    later,
    reliability,
    votes_of,
)
from benchmarks.issue_codes.scores import f1, scores
from benchmarks.machine import report
from foedus.rollcalls.issues.issue_prediction import (
    coded_matrix,
    completed,
    every_probability,
    predicted_issues,
)
from foedus.rollcalls.issues.vote_issues import ISSUES, NO_REAL_CODES, codes_of
from foedus.rollcalls.records.vote_record import vote_tables
from foedus.store.tables import Tables

Row = dict[str, object]
RUNS = 3
SURE = 0.8


def row(what: str, value: float, unit: str = "", note: str = "") -> Row:
    """One line of the results."""
    text = str(value) if isinstance(value, int) else f"{value:.3f}"
    return {"what": what, "value": text, "unit": unit, "note": note}


def full(name: str, test: Tested) -> Iterator[Row]:
    """Every figure of each code."""
    for k, issue in enumerate(i.name for i in ISSUES.values()):
        held, chance = test.held[:, k], test.chance[:, k]
        known = ~np.isnan(held)
        s, sure = scores(held, chance), scores(held, chance, SURE)
        at = f"{name}: {issue}"
        yield row(f"{at}: votes", s.n, "votes", f"{s.held} with the code")
        yield row(
            f"{at}: precision",
            s.precision,
            "share",
            f"{s.wrong} wrong, {s.wrong_expected:.1f} expected",
        )
        yield row(
            f"{at}: recall",
            s.recall,
            "share",
            f"{s.missed} missed, {s.missed_expected:.1f} expected",
        )
        yield row(f"{at}: F1", s.f1, "", f"{s.low:.3f} to {s.high:.3f}")
        yield row(f"{at}: average precision", s.average_precision)
        share = s.held / s.n
        yield row(
            f"{at}: Brier score",
            s.brier,
            "",
            f"{share * (1 - share):.3f} if the share is all one knows",
        )
        yield row(f"{at}: precision from {SURE}", sure.precision, "share")
        yield row(f"{at}: recall from {SURE}", sure.recall, "share")
        for words, said in (("same agenda", test.by_agenda), ("same title", test.by_title)):
            precision, recall, mean = f1(held[known], said[known, k] > 0)
            note = f"precision {precision:.3f}, recall {recall:.3f}"
            yield row(f"{at}: F1 of the baseline, {words}", mean, "", note)


def brief(name: str, test: Tested) -> Iterator[Row]:
    """F1 of each code."""
    for k, issue in enumerate(i.name for i in ISSUES.values()):
        s = scores(test.held[:, k], test.chance[:, k])
        note = f"{s.low:.3f} to {s.high:.3f}; precision {s.precision:.3f}, recall {s.recall:.3f}; "
        yield row(f"{name}: {issue}: F1", s.f1, "", f"{note}{s.held} of {s.n} votes")


def repeated(name: str, test: Tested) -> Iterator[Row]:
    """How well the maker's codes of one resolution tell those of another with the same title."""
    test = test.rows(~test.new)
    for k, issue in enumerate(i.name for i in ISSUES.values()):
        known = ~np.isnan(test.held[:, k])
        held, said = test.held[known, k], test.by_title[known, k] > 0
        precision, recall, mean = f1(held, said)
        note = (
            f"precision {precision:.3f}, recall {recall:.3f}; {held.sum():.0f} of {len(held)} votes"
        )
        yield row(f"{name}: {issue}: F1", mean, "", note)


def calibration(name: str, test: Tested) -> Iterator[Row]:
    """Does a probability of .8 come true eight times in ten?"""
    for low, high, mean, share, n in reliability(test):
        yield row(f"{name}: probability {low:g} to {high:g}: share with the code", share, "share",
                  f"mean probability {mean:.3f}, {n} predictions")  # fmt: skip


def unreal(tables: Tables, items: pd.DataFrame, chance: np.ndarray) -> Iterator[Row]:
    """The sessions whose codes are not taken: what the file says, and what the words say."""
    file = codes_of(tables, items["item"].to_numpy(np.int64), filed=True)
    sets = [set(text.split()) for text in file["issues"]]
    for session, codes in NO_REAL_CODES.items():
        here = (items["session"] == session).to_numpy() & file["coded"].to_numpy(bool)
        for code in codes:
            given = np.array([code in s for s in sets]) & here
            said = (chance[:, list(ISSUES).index(code)] >= 0.5) & here
            yield row(f"session {session}: {ISSUES[code].name}: votes with the code in the file",
                      int(given.sum()), "votes", f"predicted {said.sum()}, both {(given & said).sum()}")  # fmt: skip


def seconds(tables: Tables) -> Iterator[Row]:
    """Time for all items, tables read."""
    taken = []
    for _ in range(RUNS):
        every_probability.cache_clear()
        start = time.perf_counter(), time.process_time()
        predicted_issues(tables)
        taken.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    wall, processor = np.median(taken, axis=0)
    note = f"median of {RUNS}, tables read before; {processor:.2f} s of processor time"
    yield row("all votes, six codes", float(wall), "s (<= 3)", note)


def results() -> Iterator[Row]:
    """All rows."""
    tables = vote_tables(None, coded=True)
    items, codes = coded_matrix(tables)
    votes = votes_of(items, codes)
    ahead, between = later(votes), gaps(votes)
    yield from full("later", ahead)
    yield from calibration("later", ahead)
    for first in (2005, 2010, 2015):
        some = ahead.rows((ahead.year >= first) & (ahead.year < first + 5))
        yield from brief(f"later, {first}-{first + 4}", some)
    yield from brief(f"later, {FAR[0]}-{FAR[1]} years ahead", later(votes, FAR_ENDS, FAR))
    yield from brief("later, new titles", ahead.rows(ahead.new))
    yield from brief("later, known titles", ahead.rows(~ahead.new))
    yield from full("gaps", between)
    yield from calibration("gaps", between)
    for first, last in ((1946, 1969), (1970, 1989), (1990, 2020)):
        some = between.rows((between.year >= first) & (between.year <= last))
        yield from brief(f"gaps, {first}-{last}", some)
        yield from repeated(f"repeated titles, {first}-{last}", some)
    yield from unreal(tables, items, completed(votes.words, votes.day, codes))
    yield from seconds(tables)


def main() -> None:
    """Measure, report, rewrite the tables of the page and the accuracies that ship."""
    report("issue_codes", results())
    page.rewrite()
    shipped.rewrite()


if __name__ == "__main__":
    main()

"""The four: identical votes counted in several ways, who closed up to whom, pairs, chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.groups.rows import EVERY, FIRST, LAST, periods, row, share_row
from foedus.core.settings import SEED
from foedus.rollcalls.groups.group_items import ABSENT, group_items
from foedus.rollcalls.groups.group_result import GroupVotes
from foedus.rollcalls.groups.group_votes import group_votes
from foedus.rollcalls.records.vote_record import vote_tables
from foedus.states.table import systems
from foedus.store.tables import Tables

FOUR = ("CHN", "RUS", "IRN", "PRK")
CODES = (710, 365, 630, 731)
PAIR = "CHN-RUS"
STEADY_FROM = 2000
QUARTETS, VOTES_ON = 2000, 0.8
"""Random groups of four, of states that vote on at least this share of a period's resolutions."""

Rows = Iterator[dict[str, object]]


def rows() -> Rows:
    """Every figure of the four."""
    found = group_votes(FOUR, FIRST, LAST, every=EVERY, others="USA")
    for measure, words in (
        ("identical", "identical votes, all four voting"),
        ("cohesion", "mean agreement of the pairs"),
        ("alpha", "agreement beyond chance (alpha)"),
        ("majority", "agreement with the majority"),
    ):
        yield from share_row(f"four: {words}", found, measure)
    for of in ("RUS", "CHN", "IRN", "PRK"):
        yield from share_row(f"four: {of} with the majority", found, "majority", of)
    for of in ("4-0", "3-1", "2-2", "2-1-1"):
        yield from share_row(f"four: divide {of}", found, "split", of)
    yield from share_row("four: Russia alone against the three", found, "alone", "RUS")
    trio = group_votes(["CHN", "IRN", "PRK"], FIRST, LAST, every=EVERY)
    yield from share_row("three without Russia: identical votes", trio, "identical")
    yield from _pairs(found)
    tables = vote_tables(None, coded=True)
    yield from _counted(tables)
    yield from _by_chance(tables, found)


def _pairs(found: GroupVotes) -> Rows:
    """Level of each pair by period, and how much it moves from year to year."""
    pairs = sorted(set(found.pick("pair", None)["of"]))
    for of in pairs:
        yield from share_row(f"pair {of}", found, "pair", of)
    ranks = found.pick("pair", None).assign(
        rank=lambda f: f.groupby("from")["value"].rank(ascending=False)
    )
    for r in ranks[ranks["of"] == PAIR].to_dict("records"):
        yield row(f"rank of {PAIR} among six pairs, {r['from']}-{r['to']}", int(r["rank"]), "of 6")
    yearly = group_votes(FOUR, FIRST, LAST).pick("pair", None)
    wide = yearly.pivot(index="from", columns="of", values="value")
    for start in (FIRST, STEADY_FROM):
        spread = wide.loc[start:].std()
        for of in spread.sort_values().index:
            what = f"pair {of}: standard deviation of the years {start}-{LAST}"
            place = int(spread.rank()[of])
            yield row(what, round(float(spread[of]), 3), "share", f"{place} of 6 in steadiness")


def _counted(tables: Tables) -> Rows:
    """Identical votes of the four by what is counted and over what it is divided."""
    items = tables["un_items"][["item", "year"]].rename(columns={"item": "id"})
    votes = tables["un_votes"].rename(columns={"item": "id"})
    yield from _ways("UN Library, whole resolutions", items, votes, LAST)
    calls = tables["roll_calls"]
    listed = pd.DataFrame({"id": calls["rcid"], "year": calls["date"].dt.year})
    cast = tables["roll_call_votes"].rename(columns={"rcid": "id"})
    yield from _ways("Voeten's roll calls, votes on paragraphs too", listed, cast, 2019)


def _ways(name: str, items: pd.DataFrame, votes: pd.DataFrame, last: int) -> Rows:
    mine = votes[votes["ccode"].isin(CODES)].pivot(index="id", columns="ccode", values="vote")
    wide = mine.reindex(items["id"]).set_axis(items.index)
    present = wide.notna().all(axis=1)
    alike = present & (wide.nunique(axis=1) == 1)
    for start, end in periods(last):
        here = items["year"].between(start, end)
        n, both, same = (int((here & x).sum()) for x in (here, present, alike))
        when = f"{start}-{end}"
        yield row(f"{name}: of votes of all four, {when}", round(same / both, 3), "share",
                  f"{both} votes")  # fmt: skip
        yield row(f"{name}: of all votes, absence counts against, {when}", round(same / n, 3),
                  "share", f"{n} votes")  # fmt: skip
        yield row(f"{name}: votes on which one of the four is absent, {when}",
                  round(1 - both / n, 3), "share")  # fmt: skip


def _by_chance(tables: Tables, found: GroupVotes) -> Rows:
    """Where the four stand among random groups of four."""
    states = [s for s in systems().states.values() if s.iso3]
    mine = found.pick("identical")
    for start, end in periods():
        belongs = np.ones((len(states), end - start + 1), bool)
        votes = group_items(tables["un_votes"], tables["un_items"], states, belongs, (start, end))
        often = votes.choice[(votes.choice != ABSENT).mean(axis=1) >= VOTES_ON]
        shares = _quartets(often)
        value = float(mine.loc[mine["from"] == start, "value"].iloc[0])
        when = f"{start}-{end}"
        yield row(f"random groups of four: median of identical votes, {when}",
                  round(float(np.median(shares)), 3), "share",
                  f"{QUARTETS} groups of {len(often)} states")  # fmt: skip
        yield row(f"random groups of four that vote alike less often than the four, {when}",
                  round(float((shares < value).mean()), 3), "share")  # fmt: skip


def _quartets(choice: np.ndarray) -> np.ndarray[Any, Any]:
    rng = np.random.default_rng(SEED)
    order = rng.random((QUARTETS, len(choice))).argpartition(4, axis=1)[:, :4]
    first = choice[order[:, 0]]
    present, alike = first != ABSENT, np.ones_like(first, bool)
    for place in range(1, 4):
        other = choice[order[:, place]]
        present &= other != ABSENT
        alike &= other == first
    return (alike & present).sum(axis=1) / present.sum(axis=1)

"""A fan of sensitivities: does a conclusion about two states hang on the slice of the record?

Positions are estimated anew on each slice. Their scales differ, so what is compared is a
conclusion: did the two come nearer from one period to another, and are they nearer than
most pairs? Each slice differs from the first, the base, in one thing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.positions.estimates import Estimates, estimate
from foedus.rollcalls.positions.settings import Mode, Settings
from foedus.rollcalls.records.published import BEFORE_FIRST
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.slices.slice_fan import Fan
from foedus.rollcalls.slices.slice_kinds import GROUPS, Slice, check_groups
from foedus.rollcalls.slices.slice_record import (
    LEFT_OUT,
    Record,
    asked,
    base_votes,
    left_out,
    record_slices,
)
from foedus.rollcalls.slices.slice_rows import FEWEST, Row, fewest, measured
from foedus.states.resolve import resolve

if TYPE_CHECKING:
    from foedus.store.tables import Tables

Progress = Callable[[int, int], None]
BASE = "all votes"
AT_ONCE = 4
"""Slices estimated at once at most, since each holds its votes in memory."""


def fan(
    tables: Tables,
    one: int,
    two: int,
    years: tuple[int, int | None] = (1992, None),
    *,
    mode: Mode = "fast",
    settings: Settings | None = None,
    record: Record | None = None,
    groups: Iterable[str] = GROUPS,
    lead: int | None = 5,
    blocs: Mapping[str, Collection[int]] | None = None,
    halves: int = 2,
    than: float = 0.5,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Fan:
    """Estimate two states' positions in the General Assembly on slices of its record.

    Parameters
    ----------
    tables
        As for `published_votes`; with ``un_items`` and ``un_votes`` also for the Library's.
    one, two
        COW codes.
    years
        The two years compared, in which sessions opened; the last is that of the record's
        last full session where None.
    mode, settings
        How to estimate; `settings` go before `mode`.
    record
        Base; where None the input of the published estimates as far as it reaches.
    groups
        Kinds of slices, of `GROUPS`.
    lead
        Sessions before the first year that positions are estimated from; None for all.
    blocs
        States left out together, by name; where None the United States, NATO, G7, BRICS.
        The two themselves always stay.
    halves
        Random halves of votes and of states, each with its complement.
    than
        Share of pairs in the second conclusion.
    progress
        Called with slices done and slices in all.

    Raises
    ------
    FoedusError
        For what cannot be asked, or where the two cast too few votes in one of the years.
    """
    groups = tuple(groups)
    check_groups(groups)
    names = resolve(one), resolve(two)
    what = asked(tables, years, record, lead)
    settings = settings or Settings(mode=mode)
    if blocs is None:
        blocs = left_out(LEFT_OUT, BEFORE_FIRST + what.ends[1])
    votes = base_votes(tables, what)
    _check(votes, (one, two), what.ends, BEFORE_FIRST)
    base = estimate(votes, settings)
    slices = record_slices(tables, base, (one, two), what, blocs=blocs, halves=halves, seed=seed)
    found = fan_of(
        base,
        one,
        two,
        what.ends,
        [s for s in slices if s.group in groups],
        than=than,
        offset=BEFORE_FIRST,
        progress=progress,
    )
    year = BEFORE_FIRST + what.ends[1]
    both = names[0].name_in(year), names[1].name_in(year)
    return replace(found, names=both, record=what.record)


def fan_of(
    base: Estimates,
    one: Any,
    two: Any,
    ends: tuple[int, int],
    slices: Sequence[Slice],
    *,
    than: float = 0.5,
    offset: int = 0,
    progress: Progress | None = None,
) -> Fan:
    """Hold the estimates on slices of any roll calls against those on all votes.

    Parameters
    ----------
    base
        Estimates on all votes; slices are estimated with the same settings.
    one, two
        Actors.
    ends
        Periods compared.
    slices
        See `foedus.rollcalls.slices.slice_kinds`.

    Raises
    ------
    FoedusError
        Where the two have too few votes in a period compared, for more than one dimension,
        or a share outside 0 to 1.

    Examples
    --------
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> from foedus.rollcalls.slices.slice_kinds import item_halves
    >>> made = made_up_votes(actors=12, periods=3, items=30, seed=1)
    >>> base = estimate(made.votes)
    >>> found = fan_of(base, 0, 11, (0, 2), item_halves(base.votes, 1, 7))
    >>> len(found.rows), found.on_last(found.rows[1])
    (3, 'holds')
    """
    if base.mean.shape[1] != 1 or not 0 < than < 1:
        raise FoedusError(
            "A fan compares distances on one dimension, with a share of pairs between 0 and 1.",
            "Take one dimension and, for example, than=0.5.",
        )
    pair = (one, two)

    _check(base.votes, pair, ends, offset)
    first = measured(base, pair, ends, Slice("record", BASE, None), base)
    others = _rows(slices, base, pair, ends, offset, progress or _silent)
    return Fan((str(one), str(two)), ends, base.settings, (first, *others), than, offset)


def _silent(done: int, of: int) -> None:
    """No progress is shown."""


def _rows(
    slices: Sequence[Slice],
    base: Estimates,
    pair: tuple[Any, Any],
    ends: tuple[int, int],
    offset: int,
    progress: Progress,
) -> list[Row]:
    """Every slice in turn; in the fast mode as many at once as there are cores.

    One thread each then: slices side by side keep the cores busy where the passes within
    one slice wait for each other. The samplers share threads that two may not use at once.
    """
    steps = len(slices) + 1
    fast = base.settings.mode == "fast"
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1) if fast else 1) as pool:
        progress(1, steps)
        run = [
            pool.submit(_row, cut, base, pair, ends, offset, threads=1 if fast else None)
            for cut in slices
        ]
        try:
            for done, _ in enumerate(as_completed(run), 2):
                progress(done, steps)
            return [each.result() for each in run]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _row(
    cut: Slice,
    base: Estimates,
    pair: tuple[Any, Any],
    ends: tuple[int, int],
    offset: int,
    *,
    threads: int | None,
) -> Row:
    """A slice's figures, or why there are none."""
    ends = cut.ends or ends
    try:
        votes = base.votes if cut.votes is None else cut.votes().divided()
    except FoedusError as error:
        return Row(cut, ends, 0, 0, reason=error.problem)
    reason = _too_few(votes, pair, ends, offset)
    if cut.votes is not None and _same(votes, base.votes):
        reason = "Leaves nothing out here: the same votes as the base."
    if reason:
        return Row(
            cut, ends, len(votes.calls), len(votes), fewest(votes, pair, ends), reason=reason
        )
    found = base if cut.votes is None else estimate(votes, base.settings, threads=threads)
    return measured(found, pair, ends, cut, base)


def _same(one: RollCalls, two: RollCalls) -> bool:
    return (len(one), one.actors, one.calls) == (len(two), two.actors, two.calls) and bool(
        (one.link == two.link).all()
    )


def _check(votes: RollCalls, pair: tuple[Any, Any], ends: tuple[int, int], offset: int) -> None:
    reason = _too_few(votes, pair, ends, offset)
    if reason:
        raise FoedusError(reason, "Compare two actors, and periods with enough votes of both.")


def _too_few(votes: RollCalls, pair: tuple[Any, Any], ends: tuple[int, int], offset: int) -> str:
    """Why the pair cannot be judged, or nothing."""
    for period, least in zip(ends, fewest(votes, pair, ends), strict=True):
        if least < FEWEST:
            return (
                f"One of the two cast {least} votes on divided items in {period + offset}; "
                f"{FEWEST} are needed."
            )
    return ""

"""Does a conclusion about two states hang on the slice of the record? The public entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.ideal_points import SMOOTHING, check_settings
from foedus.rollcalls.positions.positions_of import label, states_apart
from foedus.rollcalls.positions.settings import Mode, Settings
from foedus.rollcalls.records.chosen_votes import chosen_votes
from foedus.rollcalls.records.record_tables import ASSEMBLY, LINKS, PUBLISHED, present_tables
from foedus.rollcalls.records.votes_asked import RECORDS, Asked, Record, record_of
from foedus.rollcalls.slices.fan import fan, fan_of
from foedus.rollcalls.slices.slice_any import any_slices, ends_of
from foedus.rollcalls.slices.slice_fan import Fan

if TYPE_CHECKING:
    from foedus.rollcalls.records.chosen_votes import ChosenVotes

SINCE = 1992
"""First year compared where none is named: the first session that opened after the Soviet Union."""
HALVES = 2
_BASES = {
    "published": "The base is the input of the published estimates, which ends with 2019; the "
    "Library's record (--record library) goes on to 2025, without paragraphs and links.",
    "library": "The base is the Library's record, without paragraphs; that of the published "
    "estimates (--record published, to 2019) also varies paragraphs and repeated items.",
}


def sensitivity_fan(
    one: str | int,
    two: str | int,
    first: int | None = None,
    last: int | None = None,
    *,
    record: Record | None = None,
    votes: str | Path | None = None,
    mode: Mode = "fast",
    sweeps: int | None = None,
    burn: int | None = None,
    chains: int | None = None,
    seed: int = SEED,
    smoothing: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    data: str | Path | None = None,
) -> Fan:
    """Estimate ideal points anew on many slices, and say on which a conclusion holds.

    The conclusions: did the two come nearer to each other, and are they nearer than half of
    all other pairs? Slices of the Assembly: records, issues, random halves of votes and
    states, paragraphs, repeated items, states left out, sessions estimated from and compared.

    Parameters
    ----------
    one, two
        States, or actors of a file.
    first, last
        Years compared (in the Assembly those in which a session opened). Left out: 1992, and
        the last full session; of a file or the Council the first and the last year or period
        with five votes of both.
    record
        ``published``, ``library`` or ``council``. Left out: published as far as it reaches
        (2019), since it alone has paragraphs and repeated items, else library.
    votes
        A roll-call file in place of a record.
    mode, sweeps, burn, chains, seed, smoothing
        As in `foedus.ideal_points`; the samplers take minutes for every slice.
    progress
        Called with slices done and slices in all.
    data
        Folder with raw files.

    Returns
    -------
    Fan
        ``sentence()`` says on how many slices the conclusions hold, ``frame()`` has one row a
        slice.

    Raises
    ------
    FoedusError
        For unknown names and settings, the same state twice, years out of reach, too few
        votes; `SourceMissing` where the votes are not here.

    Examples
    --------
    >>> import tempfile
    >>> rows = [f"{i},{n},{'yn'[n > i % 5 + 1]},{2001 + i % 2}" for i in range(60) for n in range(8)]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "votes.csv")
    ...     _ = file.write_text("\\n".join(["item,actor,vote,year", *rows]))
    ...     found = sensitivity_fan("1", "6", votes=file)
    >>> found.label(found.ends[0]), len(found.frame()) == len(found.rows)
    ('2001', True)
    """
    settings = Settings(
        mode, sweeps, burn, chains, seed, smoothing=SMOOTHING if smoothing is None else smoothing
    )
    check_settings(settings, burn, chains, smoothing)
    if votes is not None or record == "council":
        asked = Asked(record, votes, last=last)
        record_of(asked, mode)
        return _of_any(asked, (one, two), (first, last), settings, progress, data)
    if record is not None and record not in RECORDS:
        record_of(Asked(record), mode)
    return _of_assembly((one, two), (first, last), record, settings, progress, data)


def _of_assembly(
    names: tuple[str | int, str | int],
    years: tuple[int | None, int | None],
    record: Record | None,
    settings: Settings,
    progress: Callable[[int, int], None] | None,
    data: str | Path | None,
) -> Fan:
    from foedus.states.resolve import resolve

    start = SINCE if years[0] is None else years[0]
    one, two = (resolve(name, start) for name in names)
    if one == two:
        raise FoedusError(f"{one.name} is named twice.", "Name two different states.")
    needed = (ASSEMBLY, PUBLISHED) if record == "library" else (PUBLISHED, LINKS)
    tables = present_tables(data, needed, (ASSEMBLY, LINKS))
    found = fan(
        tables,
        one.ccode,
        two.ccode,
        (start, years[1]),
        settings=settings,
        record=None if record is None else ("library" if record == "library" else "published"),
        progress=progress,
        seed=settings.seed,
        halves=HALVES,
    )
    also = (ASSEMBLY,) if ASSEMBLY not in needed and "un_votes" in tables else ()
    return replace(found, notes=(_BASES[found.record],), sources=(*needed, *also))


def _of_any(
    asked: Asked,
    names: tuple[str | int, str | int],
    years: tuple[int | None, int | None],
    settings: Settings,
    progress: Callable[[int, int], None] | None,
    data: str | Path | None,
) -> Fan:
    chosen = chosen_votes(asked, mode=settings.mode, data=data)
    pair = _actors(chosen, names)
    before = chosen.before or 0
    ends = ends_of(chosen.votes, pair, *years, before)
    base = estimate(chosen.votes.keep(_until(chosen, ends[1])).divided(), settings)
    slices = any_slices(
        base, pair, ends, lambda p: str(p + before), halves=HALVES, seed=settings.seed
    )
    found = fan_of(base, *pair, ends, slices, offset=before, progress=progress)
    one, two = (label(chosen, actor, ends[1]) for actor in pair)
    return replace(
        found,
        names=(one, two),
        title=chosen.title,
        record=chosen.record,
        notes=chosen.notes,
        sources=chosen.sources,
    )


def _actors(chosen: ChosenVotes, names: tuple[str | int, str | int]) -> tuple[Any, Any]:
    """The actors that names mean; of a state with two codes the later."""
    rows = states_apart(chosen, names)
    actor = chosen.votes.points.actor
    one, two = (chosen.votes.actors[int(actor[r[-1]])] for r in rows)
    return one, two


def _until(chosen: ChosenVotes, last: int) -> Any:
    return (np.asarray(chosen.votes.period) <= last)[chosen.votes.call]

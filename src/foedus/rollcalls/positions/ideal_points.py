"""Ideal points of states, of any part of the UN record or of a file: the public entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.positions.estimates import Estimates, estimate
from foedus.rollcalls.positions.positions_of import (
    label,
    poles_asked,
    rows_of,
    short_label,
    states_apart,
)
from foedus.rollcalls.positions.settings import Mode, Settings
from foedus.rollcalls.records.chosen_votes import ChosenVotes, chosen_votes
from foedus.rollcalls.records.votes_asked import ALL, Asked, Record, issue_name, record_of
from foedus.rollcalls.sampling.chain_length import Length

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.diagnostics.diagnose import Diagnostics

Pole = str | int | Sequence[str | int]
SMOOTHING = 0.5


@dataclass(frozen=True)
class Change:
    """How much a distance grew from one period to another: mean and 90 % interval."""

    first: int
    last: int
    mean: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class IdealPoints(Estimates):
    """Ideal points (`Estimates`) that know their record and the names of states.

    Parameters
    ----------
    chosen : ChosenVotes
        The votes, and what is in them.
    named : tuple
        States or actors asked for; empty for all.
    """

    chosen: ChosenVotes
    named: tuple[str | int, ...]

    def rows(self, actor: Any) -> NDArray[np.int64]:
        """Rows of a state or actor, by period; a state by name, ISO code or COW number."""
        return rows_of(self.chosen, actor)

    def positions(self) -> pd.DataFrame:
        """Positions of those asked for: state, name, period, year, votes, mean, sd, low, high.

        Columns of `frame` follow ``period``; ``year`` is empty where periods are no years.
        """
        import pandas as pd

        every = self.frame()
        rows = [self.rows(name) for name in self.named] or [np.arange(len(self))]
        out = every.iloc[np.concatenate(rows)].reset_index(drop=True)
        keys = list(zip(out["actor"], out["period"], strict=True))
        heads = {
            "state": [short_label(self.chosen, a, p) for a, p in keys],
            "name": [label(self.chosen, a, p) for a, p in keys],
            "period": out["period"],
            "year": pd.array([self.chosen.year(int(p)) for _, p in keys], dtype="Int64"),
        }
        return pd.concat([pd.DataFrame(heads), out.drop(columns=["actor", "period"])], axis=1)

    def diagnostics(self) -> Diagnostics:
        """What a referee would ask: see `foedus.rollcalls.diagnostics.ideal_point_checks.diagnostics`."""
        from foedus.rollcalls.diagnostics.ideal_point_checks import diagnostics

        return diagnostics(self)

    def change(self, one: Any, two: Any) -> Change | None:
        """Change of a distance between the first and the last period both have.

        Periods with few items count only where there are no others; None with one period.
        """
        a, b = self.rows(one), self.rows(two)
        both = np.intersect1d(self.period[a], self.period[b])
        settled = np.intersect1d(both, self.chosen.settled)
        ends = settled if len(settled) else both
        if len(ends) < 2:
            return None
        at = ends[[0, -1]]
        gap = self.draws(a[np.isin(self.period[a], at)]).astype(np.float64)
        gap -= self.draws(b[np.isin(self.period[b], at)])
        apart = np.sqrt((gap**2).sum(axis=2))
        grown = apart[:, 1] - apart[:, 0]
        low, high = np.quantile(grown, (0.05, 0.95)).tolist()
        return Change(int(at[0]), int(at[1]), float(grown.mean()), low, high)


def ideal_points(
    states: str | int | Sequence[str | int] = (),
    first: int | None = None,
    last: int | None = None,
    *,
    issue: str = ALL,
    mode: Mode = "fast",
    record: Record | None = None,
    votes: str | Path | None = None,
    without: Sequence[str | int] = (),
    special: bool | None = None,
    paragraphs: bool | None = None,
    linked: bool | None = None,
    dimensions: int = 1,
    sweeps: int | None = None,
    burn: int | None = None,
    chains: int | None = None,
    seed: int = SEED,
    smoothing: float | None = None,
    orient: tuple[Pole, Pole] | None = None,
    progress: Callable[[int, int], None] | None = None,
    checkpoint: str | Path | None = None,
    data: str | Path | None = None,
) -> IdealPoints:
    """Estimate ideal points from recorded votes.

    Parameters
    ----------
    states
        States or actors to show in `IdealPoints.positions`; all are estimated.
    first, last
        Years: session s of the Assembly opened in 1945 + s. Calendar years of the Council,
        periods of a file. As far as the record reaches where None.
    issue
        ``all``, ``human_rights``, ``nuclear``, ``no_nukes``, ``middle_east``,
        ``colonialism``, ``economic``, ``disarmament`` or ``important``.
    mode
        ``fast`` answers in seconds, ``foedus`` samples the model of foedus, ``faithful``
        the published scheme.
    record
        ``library`` (to 2025), ``published`` (to 2019) or ``council``. Left out: published for
        the mode faithful and for important and no_nukes, else library.
    votes
        A roll-call file in place of a record (`foedus.rollcalls.records.read_file`).
    without
        States or actors left out.
    special
        Whether special sessions count (library).
    paragraphs, linked
        Whether paragraphs to 1989 count, and repeated items share parameters (published).
    dimensions
        1, or 2 in the mode foedus.
    sweeps, burn, chains, seed
        Of the samplers (`foedus.rollcalls.positions.estimates.Settings`).
    smoothing
        Of the mode faithful; .5 as published.
    orient
        Who stands above, and who below: one or several states or actors each.
    progress
        Called with steps done and steps in all.
    checkpoint
        File from which an interrupted sampler goes on.
    data
        Folder with raw files.

    Returns
    -------
    IdealPoints
        ``frame()`` has one row a position, ``positions()`` those of `states` by name and
        year, ``distance(a, b)`` the distance by period with its 90 % interval.

    Raises
    ------
    FoedusError
        For unknown names, years out of reach, settings that make no sense, a file with
        faults, too few votes; `SourceMissing` where the votes are not here.

    Examples
    --------
    >>> import tempfile
    >>> rows = [f"{i},{n},{'yn'[n > i % 5 + 1]},2001" for i in range(40) for n in range(8)]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "votes.csv")
    ...     _ = file.write_text("\\n".join(["item,actor,vote,year", *rows]))
    ...     found = ideal_points(["0", "7"], votes=file, orient=("7", "0"))
    >>> found.positions()["mean"].is_monotonic_increasing, found.chosen.votes.actors[:2]
    (True, ('0', '1'))
    """
    named = (states,) if isinstance(states, (str, int)) else tuple(states)
    asked = Asked(record, votes, first, last, issue, tuple(without), special, paragraphs, linked)
    settings = Settings(
        mode,
        sweeps,
        burn,
        chains,
        seed,
        dimensions,
        SMOOTHING if smoothing is None else smoothing,
        nuclear=mode == "faithful" and issue_name(issue) == "nuclear",
    )
    check_settings(settings, burn, chains, smoothing, checkpoint)
    record_of(asked, mode)
    chosen = chosen_votes(asked, mode=mode, data=data)
    states_apart(chosen, named)
    settings = replace(settings, orient=poles_asked(chosen, orient))
    found = estimate(chosen.votes, settings, progress=progress, checkpoint=checkpoint)
    parts = {f.name: getattr(found, f.name) for f in fields(found)}
    return IdealPoints(**parts, chosen=chosen, named=named)


def check_settings(
    settings: Settings,
    burn: int | None,
    chains: int | None,
    smoothing: float | None,
    checkpoint: str | Path | None = None,
) -> None:
    """What makes no sense is refused before votes are read."""
    if settings.mode != "faithful" and smoothing is not None:
        raise FoedusError(
            f"The mode {settings.mode} has no smoothing to set.", "Take the mode faithful."
        )
    if settings.dimensions not in (1, 2):
        raise FoedusError(f"{settings.dimensions} dimensions.", "Take 1 or 2.")
    if settings.mode != "fast":
        Length(*settings.length, settings.seed)
        return
    if settings.seed < 0:
        raise FoedusError(f"The seed is {settings.seed}.", "Seeds are whole numbers from 0.")
    if settings.sweeps is not None and settings.sweeps < 1:
        raise FoedusError(f"{settings.sweeps} sweeps.", "Take at least one.")
    for name, given in (("burn", burn), ("chains", chains), ("checkpoint", checkpoint)):
        if given is not None:
            raise FoedusError(
                f"The mode fast runs no chains: {name} cannot be set.",
                "Leave it out, or take the mode foedus or faithful.",
            )

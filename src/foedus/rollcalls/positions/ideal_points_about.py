"""What ideal points rest on and how far to trust them, as sentences and as a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.diagnostics.item_table import null_share
from foedus.rollcalls.positions.positions_of import label, span_words
from foedus.rollcalls.sampling.poles import UN_POLES

if TYPE_CHECKING:
    from foedus.rollcalls.positions.ideal_points import Change, IdealPoints

MODES = {
    "fast": "dynamic ordinal probit by variational EM, intervals from the curvature",
    "foedus": "the identified dynamic ordinal model of foedus, sampled",
    "faithful": "the scheme of Bailey, Strezhnev and Voeten (2017), sampled",
}
CONVERGED, SHARE = 1.1, 0.99
"""R-hat that this share of positions must stay below."""


def short(value: float) -> str:
    """Two decimals without the idle zero.

    Examples
    --------
    >>> short(0.408), short(-0.071), short(1.2)
    ('.41', '-.07', '1.20')
    """
    text = f"{value:.2f}".replace("-0.00", "0.00")
    return text.replace("0.", ".", 1) if abs(value) < 0.995 else text


def bounds(low: float, high: float) -> str:
    """An interval as figures: ``.90 to 1.50``."""
    return f"{short(low)} to {short(high)}"


def about(found: IdealPoints) -> list[str]:
    """Mode, votes, fit, convergence, scale, what is in the record, sources: one each."""
    kept = (_mode(found), _votes(found), _fit(found), *_convergence(found), _scale(found))
    return [*kept, *found.chosen.notes, *_sources(found)]


def record(found: IdealPoints) -> dict[str, Any]:
    """The same for programs."""
    chosen, settings = found.chosen, found.settings
    sampler = found.sampled is not None
    sweeps, burn, chains = settings.length if sampler else (settings.sweeps, None, None)
    return {
        "record": chosen.record,
        "title": chosen.title,
        "issue": chosen.issue,
        "mode": settings.mode,
        "dimensions": settings.dimensions,
        "seed": settings.seed,
        "sweeps": sweeps,
        "burn": burn,
        "chains": chains,
        "smoothing": settings.smoothing if settings.mode == "faithful" else None,
        "votes": len(found.votes),
        "items": chosen.items,
        "divided_items": len(found.votes.calls),
        "actors": len(found.actors),
        "periods": [int(found.period.min()), int(found.period.max())],
        "share_items_predicted_issue": _rounded(chosen.predicted),
        "predicted": _rounded(found.predicted),
        "null": _rounded(null_share(found)),
        "scale": "mean 0 and sd 1 over all points of this run",
        "interval": 0.9,
        **(convergence(found) if sampler else {}),
        "notes": list(chosen.notes),
        "sources": list(chosen.sources),
    }


def convergence(found: IdealPoints) -> dict[str, Any]:
    """Worst, 99 % quantile and median R-hat; worst and median effective sample size."""
    assert found.sampled is not None
    r_hat, ess = found.sampled.r_hat, found.sampled.ess
    share = float(np.nanquantile(r_hat, SHARE))
    return {
        "r_hat_worst": _rounded(float(np.nanmax(r_hat))),
        "r_hat_q99": _rounded(share),
        "r_hat_median": _rounded(float(np.nanmedian(r_hat))),
        "ess_worst": round(float(np.nanmin(ess))),
        "ess_median": round(float(np.nanmedian(ess))),
        "converged": share <= CONVERGED,
    }


def unmet(period: NDArray[np.int64], worst: NDArray[np.float64]) -> tuple[int, int, float] | None:
    """First and last period in which chains disagree, where others have met, and R-hat of these.

    None where chains disagree all over the record, or nowhere.

    Parameters
    ----------
    period, worst : ndarray, shape (points,)
        Period and worst R-hat of each position.

    Examples
    --------
    >>> unmet(np.arange(10), np.where(np.arange(10) < 3, 1.5, 1.02))
    (0, 2, 1.02)
    """
    apart = np.unique(period[worst > CONVERGED])
    if not len(apart):
        return None
    for first, last in ((apart[0], p) for p in apart):
        rest = worst[(period < first) | (period > last)]
        if not len(rest) or 2 * len(rest) < len(worst):
            break
        if float(np.nanquantile(rest, SHARE)) <= CONVERGED:
            return int(first), int(last), float(np.nanquantile(rest, SHARE))
    return None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _mode(found: IdealPoints) -> str:
    settings = found.settings
    text = f"Mode {settings.mode}: {MODES[settings.mode]}"
    if found.sampled is not None:
        sweeps, burn, chains = settings.length
        text += f"; {chains} chain{'s' * (chains > 1)} of {sweeps:,} sweeps, {burn:,} not kept"
    if settings.mode == "faithful":
        text += f", smoothing {settings.smoothing:g}"
    if settings.dimensions > 1:
        text += f"; {settings.dimensions} dimensions"
    return f"{text}; seed {settings.seed}."


def _votes(found: IdealPoints) -> str:
    chosen = found.chosen
    number, divided = chosen.items, len(found.votes.calls)
    items = f"{divided:,} items on which votes differ"
    if number > divided:
        items += f" (of {number:,})"
    periods = len(np.unique(found.period))
    if chosen.before:
        first, last = int(found.period.min()), int(found.period.max())
        when = f"{periods} sessions, {first} to {last} ({span_words(chosen)})"
    else:
        when = f"{periods} {'years' if chosen.before == 0 else 'periods'}, {span_words(chosen)}"
    who = "states" if chosen.states else "actors"
    text = f"{len(found.votes):,} votes of {len(found.actors):,} {who} on {items}; {when}."
    if chosen.predicted == 0:
        text += " All issues are coded, none predicted."
    elif chosen.predicted is not None:
        text += (
            f" {100 * chosen.predicted:.0f} % of the items have a predicted, not a coded, issue."
        )
    return text


def _fit(found: IdealPoints) -> str:
    null = null_share(found)
    cut = (found.predicted - null) / (1 - null)
    return (
        f"{100 * found.predicted:.1f} % of the votes are predicted; each item's most common vote "
        f"alone gives {100 * null:.1f} % (errors cut by {100 * cut:.0f} %)."
    )


def _convergence(found: IdealPoints) -> Iterator[str]:
    if found.sampled is None:
        yield "The mode fast has no chains: there is no R-hat or effective sample size."
        return
    c = convergence(found)
    yield (
        f"R-hat: worst {c['r_hat_worst']:.2f}, median {c['r_hat_median']:.2f}; effective sample "
        f"size: worst {c['ess_worst']:,}, median {c['ess_median']:,}."
    )
    if not c["converged"]:
        yield (
            f"NOT CONVERGED: R-hat of one position in a hundred is above {c['r_hat_q99']:.2f}; take "
            f"more sweeps (--sweeps).{_where(found)}"
        )
    stability = getattr(found.sampled, "stability", None)
    if found.settings.dimensions > 1 and stability is not None:
        yield f"Axes: draws correlate {stability:.2f} with their mean after rotation."


def _where(found: IdealPoints) -> str:
    assert found.sampled is not None
    part = unmet(found.period, np.nanmax(found.sampled.r_hat, axis=1))
    if part is None:
        return ""
    year = found.chosen.year
    first, last = (year(p) or p for p in part[:2])
    return f" The chains disagree in {first}-{last}; outside these years {part[2]:.2f}."


def _scale(found: IdealPoints) -> str:
    return (
        "Scale: mean 0 and standard deviation 1 over all positions of this run, so that figures "
        f"of different runs are not comparable as numbers. {_direction(found)}"
    )


def _direction(found: IdealPoints) -> str:
    orient = found.settings.orient
    if orient is not None:
        up, down = (_called(found, side) for side in orient)
        verb = "stand" if " and " in up else "stands"
        return f"{up} {verb} above {down}" + (" on average." if verb == "stand" else ".")
    if found.chosen.states and set(UN_POLES[0]) & {int(a) for a in found.actors}:
        return "The United States and its allies are above."
    return "Which side is above is arbitrary; --orient A:B puts A above B."


def _called(found: IdealPoints, side: tuple[Any, ...]) -> str:
    last = int(found.period.max())
    names = list(dict.fromkeys(label(found.chosen, actor, last) for actor in side))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _sources(found: IdealPoints) -> Iterator[str]:
    from foedus.sources.registry import origin

    if found.chosen.sources:
        named = [f"{origin(n).title} (`foedus cite {n}`)" for n in found.chosen.sources]
        yield f"Sources: {'; '.join(named)}."


def pair_finding(found: IdealPoints, one: str | int, two: str | int) -> str:
    """How far two stand apart, then and now, in plain words.

    A period with few items is passed over where there are others.
    """
    apart = found.distance(one, two)
    if not len(apart):
        return f"{one} and {two} have no period in common."
    rows = {int(r["period"]): r for r in apart.to_dict("records")}
    settled = [p for p in rows if p in set(found.chosen.settled.tolist())]
    last = (settled or list(rows))[-1]
    now = rows[last]
    a, b = (_named_in(found, name, last) for name in (one, two))
    text = (
        f"{a} and {b} stand {short(now['mean'])} apart in {_when(found, last)} "
        f"(90 % {bounds(now['low'], now['high'])})"
    )
    change = found.change(one, two)
    if change is None:
        return f"{text}."
    then = f"{short(rows[change.first]['mean'])} in {_when(found, change.first)}"
    if not change.clear:
        ends = bounds(change.low, change.high)
        return f"{text}, against {then}. The change is not clear (90 % {ends})."
    way = "closer" if change.mean < 0 else "further apart"
    return f"{text}, against {then}. They are {way} by {short(abs(change.mean))} (90 % {_sizes(change)})."


def _sizes(change: Change) -> str:
    ends = sorted((abs(change.low), abs(change.high)))
    return bounds(ends[0], ends[1])


def _named_in(found: IdealPoints, name: str | int, period: int) -> str:
    rows = found.rows(name)
    at = rows[found.period[rows] == period][0]
    return label(found.chosen, found.actors[found.actor[at]], period)


def _when(found: IdealPoints, period: int) -> str:
    year = found.chosen.year(period)
    return f"period {period}" if year is None else str(year)

"""The distance of two states by their UN votes, in sentences."""

from __future__ import annotations

from foedus.assessment.voting_record import Moved
from foedus.rollcalls.positions.pair_paths import FEWEST_VOTES
from foedus.rollcalls.positions.reference_points import Model

LIMIT = (
    "A position is one number: two states near each other may still vote differently on some "
    "subjects, so read it beside their agreement."
)


def two(value: float) -> str:
    """A distance with two places, with a true minus.

    Examples
    --------
    >>> two(-0.151), two(0.0)
    ('−0.15', '0.00')
    """
    return f"{value:.2f}".replace("-", "−")


def where_words(
    model: Model,
    names: tuple[str, str],
    year: int,
    asked: int,
    place: tuple[float, float, float],
    nearer: float | None,
) -> str:
    """Where the two stood in the last session up to the year asked about.

    Parameters
    ----------
    model
        The published scheme is named as such, the model of foedus goes unnamed.
    names
        As they stand in a sentence.
    year, asked
        Year in which the session opened, and the year asked about.
    place
        Distance, lower and upper end of its interval.
    nearer
        Share of all pairs that stood further apart; left out where None.
    """
    mean, low, high = place
    figure = f"{two(mean)} (90 % interval {two(low)} to {two(high)})"
    last = f"the last with {FEWEST_VOTES} votes or more of both, " if year != asked else ""
    if model == "faithful":
        return f"By the published scheme, re-estimated, the distance was {figure} in {year}."
    beside = f", {rank_words(nearer)} of all pairs of states" if nearer is not None else ""
    return (
        f"By all recorded votes of the session that opened in {year}, {last}{names[0]} and "
        f"{names[1]} stood {figure} apart{beside}; 1 is the standard deviation of all positions."
    )


def rank_words(nearer: float) -> str:
    """A place among all pairs, told from the nearer end.

    Examples
    --------
    >>> rank_words(0.84), rank_words(0.004)
    ('nearer than 84 %', 'further than 99 %')
    """
    if nearer >= 0.5:
        return f"nearer than {min(round(100 * nearer), 99)} %"
    return f"further than {min(round(100 * (1 - nearer)), 99)} %"


def since_words(c: Moved) -> str:
    """How the distance changed, and whether that is settled.

    Examples
    --------
    >>> from foedus.core.interval import Interval
    >>> since_words(Moved("foedus", 2015, 2025, 0.4, 0.3, -0.1, Interval(-0.2, 0.05, 0.9, "")))
    'Since 2015 it fell by 0.10 (change −0.20 to 0.05): whether it moved is not settled.'
    """
    way = "grew" if c.change > 0 else "fell"
    end = (
        f"they moved {'apart' if c.change > 0 else 'together'}, and the interval leaves out zero"
        if c.settled
        else "whether it moved is not settled"
    )
    return (
        f"Since {c.first} it {way} by {two(abs(c.change))} (change {two(c.interval.low)} to "
        f"{two(c.interval.high)}): {end}."
    )

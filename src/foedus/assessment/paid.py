"""What each side paid in the other's hours of need, judged with written bounds.

A direction pays when the 90 % interval of its paid share lies above `SELDOM`, and does
not when it lies below `OFTEN`; between the two it is left open. The bounds are
conventions, not estimates: a tenth of the hours of need is an exception, a quarter is
more than one. Few episodes give a wide interval and therefore no judgement.
"""

from __future__ import annotations

from foedus.assessment.record import Record, Responses, Share
from foedus.core.interval import Interval

OFTEN = 0.25
SELDOM = 0.10


def pays(responses: Responses) -> bool | None:
    """Whether the actor pays in the partner's hours of need; None where it cannot be told.

    Examples
    --------
    >>> from foedus.ledger.responses import wilson
    >>> none, some = Share(0, 0, None), Share(3, 10, wilson(3, 10))
    >>> pays(Responses("A", "B", 10, some, some, some, none, {}, 1.0, 40, none, none))
    True
    """
    interval = responses.paid.interval
    if interval is None:
        return None
    if interval.low > SELDOM:
        return True
    return False if interval.high < OFTEN else None


def either_pays(record: Record) -> bool | None:
    """True where one side pays, False where neither does, None where it cannot be told."""
    answers = [pays(r) for r in record.responses]
    if True in answers:
        return True
    return False if answers and all(a is False for a in answers) else None


def told(responses: Responses, actor: str, toward: str) -> str:
    """One direction in a sentence."""
    if responses.paid.of == 0:
        return f"{actor} is untested in {toward}'s hours of need."
    return (
        f"In {toward}'s assessable hours of need {actor} gave something material in "
        f"{responses.material.words} and paid in {responses.paid.words}{_between(responses.paid)}."
    )


def _between(share: Share) -> str:
    return f" ({bounds(share.interval)})" if share.interval else ""


def bounds(interval: Interval) -> str:
    """An interval in percent: ``5 to 41 %``."""
    return f"{interval.low:.0%} to {interval.high:.0%}".replace("%", "", 1).replace("%", " %")

"""What was found on profession and practice, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.documents.concepts.speakers import short_name

if TYPE_CHECKING:
    from foedus.assessment.professed.gap import Part
    from foedus.assessment.professed.practice import Practice

AGAINST: dict[Part, str] = {
    "conduct": "force begun",
    "votes": "votes on others' breaches",
    "both": "both together",
}

CEILING = 0.9
"""Mean support from which on a gap against votes says nothing of the votes."""


def finding(found: Practice) -> list[str]:
    """A sentence for each state asked about, and those on the pair."""
    out = []
    for code in found.pair:
        out.append(_state(found, code))
    for part, (value, interval, first, last, years) in found.pair_gap.items():
        one, two = (short_name(c) for c in found.pair)
        if interval.low > 0 or interval.high < 0:
            said = f"{one}'s gap is the {'wider' if value > 0 else 'narrower'} one"
        else:
            said = "the two gaps are not told apart"
        out.append(
            f"Against {AGAINST[part]}, {first}-{last} ({years} years): {said}, {one} less {two} "
            f"{value:+.2f} ({interval.low:+.2f} to {interval.high:+.2f})."
        )
    return out


def _state(found: Practice, code: int) -> str:
    rows = [r for r in found.of(code) if r.rate is not None]
    name = short_name(code)
    if not rows:
        return f"{name}: not assessable, too few documents."
    last = rows[-1]
    interval = last.rate_interval
    bounds = f" ({interval.low:.2f} to {interval.high:.2f})" if interval else ""
    places = f" ({last.rank_interval[0]} to {last.rank_interval[1]})" if last.rank_interval else ""
    parts: tuple[Part, ...] = ("conduct", "votes")
    shares = []
    for part in parts:
        known = [r.gap[part] for r in rows if part in r.gap]
        if known:
            above = sum(i.low > 0 for _, i in known)
            below = sum(i.high < 0 for _, i in known)
            mean = float(np.mean([v for v, _ in known]))
            shares.append(
                f"against {AGAINST[part]} mean gap {mean:+.2f}, above zero beyond its interval in "
                f"{above} of {len(known)} years, below in {below}"
            )
        else:
            shares.append(f"against {AGAINST[part]} not assessable in any year")
    voted = [r.support for r in rows if r.support is not None]
    if voted and np.mean(voted) >= CEILING:
        shares.append(
            f"its votes support the rule at {np.mean(voted):.2f} of 1 on average, so that a gap "
            "against votes only says that it names the principles more often than others"
        )
    return (
        f"{name} names the principles {last.rate:.2f}{bounds} times per 1,000 words in the window "
        f"to {last.year}, place {last.rank}{places} of {last.of} states; {'; '.join(shares)}."
    )

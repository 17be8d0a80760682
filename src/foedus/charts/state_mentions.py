"""How often documents name some states over the years, as shares of all states named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.assessment.result import Series, Timeline
from foedus.charts.chart import Chart, Size
from foedus.charts.timeline import timeline_chart
from foedus.states.table import systems

if TYPE_CHECKING:
    from foedus.documents.mentions.state_rates import StateRate

MOST = 3
"""Lines with a colour of their own."""
_ROLES = ("first", "second", "joint")
_DECADE = 5
"""A decade stands at its middle."""


def mention_timeline(found: Sequence[StateRate], corpus: str, source: str) -> Timeline:
    """The shares as lines, with their intervals; groups that are no years are left out.

    Parameters
    ----------
    found
        By year or decade, of up to three states.
    corpus
        Its name.
    source
        What the figures rest on.
    """
    lines = []
    for role, ccode in zip(_ROLES, dict.fromkeys(one.ccode for one in found), strict=False):
        rows = [one for one in found if one.ccode == ccode and one.group[:4].isdigit()]
        bounds = [one.share.by_documents or one.share.exact for one in rows]
        lines.append(
            Series(
                systems().states[ccode].names.en,
                role,
                tuple(int(o.group[:4]) + _DECADE * o.group.endswith("s") for o in rows),
                tuple(o.share.value for o in rows),
                (),
                tuple(None if b is None else b.low for b in bounds),
                tuple(None if b is None else b.high for b in bounds),
            )
        )
    level = next((b.level for o in found if (b := o.share.exact)), 0.95)
    decades = any(one.group.endswith("0s") for one in found)
    middle = "; a decade stands at its middle" if decades else ""
    return Timeline(
        "states named",
        f"{corpus}: states named",
        f"Share of all mentions of states; bands are {level:.0%} intervals{middle}",
        "share",
        f"{source} Computed by foedus.",
        tuple(lines),
    )


def mention_chart(
    found: Sequence[StateRate], corpus: str, source: str, size: Size = "wide"
) -> Chart | None:
    """Draw the lines; None where there is no figure."""
    timeline = mention_timeline(found, corpus, source)
    years = [year for line in timeline.series for year in line.years]
    if not years:
        return None
    return timeline_chart(timeline, size, (min(years), max(years)), name=f"mentions-{size}")

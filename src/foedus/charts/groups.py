"""How a group of states votes over the years: alike, in pairs, and with the majority."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedus.assessment.result import Series, Timeline
from foedus.charts.chart import Chart, Size
from foedus.charts.timeline import timeline_chart
from foedus.rollcalls.groups.group_issues import ALL, last_of

if TYPE_CHECKING:
    from foedus.rollcalls.groups.group_measures import Measure
    from foedus.rollcalls.groups.group_result import GroupVotes

LINES: tuple[tuple[Measure, str, str], ...] = (
    ("identical", "All alike", "first"),
    ("cohesion", "Mean pair agreement", "joint"),
    ("majority", "With the majority of the UN", "second"),
)
"""Measure, name at the end of its line, role (which is its colour)."""


def group_timeline(found: GroupVotes, issue: str = ALL) -> Timeline:
    """The figures of a group as lines; a period stands at its middle year."""
    drawn = []
    for measure, label, role in LINES:
        rows = found.pick(measure, "", issue)
        years = tuple(int(y) for y in (rows["from"] + rows["to"]) // 2)
        values, low, high = (
            tuple(None if math.isnan(v) else round(float(v), 4) for v in rows[c])
            for c in ("value", "low", "high")
        )
        drawn.append(Series(label, role, years, values, (), low, high))
    on = "" if issue == ALL else f" on {issue.replace('_', ' ')}"
    return Timeline(
        f"group votes{on}",
        f"{found.name}: votes in the UN General Assembly{on}",
        f"Share of recorded votes; bands hold {found.level:.0%} of {found.draws} resamplings "
        "of each year's resolutions",
        "share",
        "Source: UN Digital Library, recorded votes on adopted resolutions. "
        f"{_coded(found, issue)}Computed by foedus.",
        tuple(drawn),
        domain=(0.0, 1.0),
    )


def _coded(found: GroupVotes, issue: str) -> str:
    """From which year on the issue is predicted, as a sentence; empty where nowhere."""
    foretold = (found.columns["issue"] == issue) & (found.columns["predicted"] > 0)
    if issue == ALL or not foretold.any():
        return ""
    first = max(int(found.columns["from"][foretold].min()), last_of(issue) + 1)
    return f"Issue codes: Voeten; from {first} on predicted. "


def group_chart(found: GroupVotes, size: Size = "wide", issue: str = ALL) -> Chart | None:
    """Draw the lines; None where there is no figure."""
    return timeline_chart(group_timeline(found, issue), size, found.years, name=f"group-{size}")

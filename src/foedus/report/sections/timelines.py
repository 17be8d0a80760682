"""Each dimension over the years, with the comparison pairs."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment
from foedus.charts.chart import Size
from foedus.charts.frame import margins
from foedus.charts.timeline import timeline_chart
from foedus.report.picture import picture
from foedus.report.sources import SourceNumbers
from foedus.report.span import page_years

_SIZES: tuple[Size, Size] = ("narrow", "wide")
TITLE = "Over the years"


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """One picture a dimension; dimensions without a value are named, not drawn."""
    years = page_years(assessment)
    room = {size: margins(assessment.timelines, size) for size in _SIZES}
    pictures, empty = [], []
    for place, timeline in enumerate(assessment.timelines):
        name = f"timeline-{place}"
        narrow, wide = (
            timeline_chart(
                timeline, size, years, asked=assessment.year, name=f"{name}-{size}", room=room[size]
            )
            for size in _SIZES
        )
        drawn = picture(narrow, wide)
        if drawn:
            pictures.append(drawn)
        else:
            empty.append((timeline.title, timeline.source_line))
    first, second = (actor.name for actor in assessment.pair)
    return {
        "pictures": pictures,
        "empty": empty,
        "first": first,
        "second": second,
        "compared": [c.name for c in assessment.comparisons],
        "since": years[0],
    }

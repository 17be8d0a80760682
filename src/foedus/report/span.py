"""The years that the charts of a page share."""

from __future__ import annotations

from foedus.assessment.result import Assessment

START = 1946


def page_years(assessment: Assessment) -> tuple[int, int]:
    """First and last year of every axis: from 1946 (or earlier) to the last year shown.

    The last year is the year asked about, or a later one that a line or the history reaches.
    """
    years = [y.year for y in assessment.history]
    for timeline in assessment.timelines:
        for series in timeline.series:
            years += [y for y, v in zip(series.years, series.values, strict=True) if v is not None]
    last = max([assessment.year, *years])
    first = min([START, assessment.year, *years])
    return first, last if last > first else first + 1

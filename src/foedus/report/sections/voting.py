"""How far apart the two stand by their UN votes, how that moved, and which votes moved it."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment
from foedus.assessment.voting_record import Driver, Drivers
from foedus.charts.chart import Size
from foedus.charts.timeline import timeline_chart
from foedus.report.picture import picture
from foedus.report.sources import SourceNumbers
from foedus.report.span import page_years
from foedus.report.words import sentence_case

_SIZES: tuple[Size, Size] = ("narrow", "wide")
TITLE = "How far apart they vote"
ABOUT = (
    "Influence is agreement with the resolutions less agreement without them. It tells which votes "
    "weighed, not why they were cast."
)


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """Sentences, a chart of the distance, and what moved it; None without any of it."""
    v = assessment.voting
    if v is None:
        return None
    drawn = None
    if v.timeline is not None:
        years = page_years(assessment)
        narrow, wide = (
            timeline_chart(
                v.timeline, size, years, asked=assessment.year, name=f"voting-distance-{size}"
            )
            for size in _SIZES
        )
        drawn = picture(narrow, wide)
    return {
        "text": " ".join(v.sentences) or v.why_null,
        "picture": drawn,
        "drivers": v.drivers,
        "counted": counted(v.drivers) if v.drivers else "",
        "columns": columns(v.drivers) if v.drivers else [],
        "about": ABOUT,
        "why_no_drivers": v.why_no_drivers,
    }


def counted(d: Drivers) -> str:
    """How often the two voted alike.

    Examples
    --------
    >>> counted(Drivers(2016, 2025, 874, 700, (), (), (), ()))
    'From 2016 to 2025 both voted on 874 resolutions, on 700 of them alike.'
    """
    span = f"From {d.first} to {d.last}" if d.first < d.last else f"In {d.first}"
    return f"{span} both voted on {d.votes:,} resolutions, on {d.same:,} of them alike."


def columns(d: Drivers) -> list[tuple[str, list[tuple[Driver, str]], str]]:
    """Heading, titles with their votes in words, and the subjects of either side."""
    return [
        (
            title,
            [(one, driver_words(one)) for one in found],
            "; ".join(f"{subject(s.name)} ({s.same} of {s.votes} alike)" for s in subjects),
        )
        for title, found, subjects in (
            ("What drove them apart", d.apart, d.subjects_apart),
            ("What held them together", d.together, d.subjects_together),
        )
    ]


def driver_words(d: Driver) -> str:
    """Votes on a title and how much they weighed.

    Examples
    --------
    >>> driver_words(Driver("Death penalty", 4, 0, -0.0042, -0.011, "2024-12-17", ""))
    '4 votes, 0 alike, the last on 2024-12-17; influence −0.0042'
    """
    votes = f"{d.votes} vote{'s' * (d.votes != 1)}"
    weight = f"{d.agreement:+.4f}".replace("-", "−")
    return f"{votes}, {d.same} alike, the last on {d.last}; influence {weight}"


def subject(heading: str) -> str:
    """The Library's heading as it reads in a sentence.

    Examples
    --------
    >>> subject("NUCLEAR DISARMAMENT"), subject("PALESTINE QUESTION")
    ('Nuclear disarmament', 'Palestine question')
    """
    return sentence_case(heading.lower())

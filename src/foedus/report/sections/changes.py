"""What changed since a date, and which dated act did it."""

from __future__ import annotations

from typing import Any

from foedus.assessment.change_record import Shift
from foedus.assessment.result import Assessment
from foedus.report.sources import SourceNumbers
from foedus.report.words import TESTS, direction_text

TITLE = "What changed"


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """The change of type, of answers and figures, and the acts since; None without a date."""
    c = assessment.changes
    if c is None:
        return None
    names = (assessment.pair[0].name, assessment.pair[1].name)
    return {
        "changes": c,
        "coded": assessment.record is not None and assessment.record.coded,
        "title": f"What changed since {c.since}",
        "answers": [answer_words(s) for s in c.answers],
        "figures": [figure_words(f, names) for f in c.figures],
        "decisive": [a for a in c.acts if a.id in c.decisive],
        "others": [a for a in c.acts if a.id not in c.decisive],
    }


def answer_words(s: Shift) -> tuple[str, str]:
    """The test and how its answer moved.

    Examples
    --------
    >>> answer_words(Shift("alliance", "alliance", "No", "Yes", "They owe each other defence."))[1]
    'from No to Yes. They owe each other defence.'
    """
    title = next((t.title for name, t in TESTS.items() if name == s.name), s.label)
    return title, f"from {s.before} to {s.now}. {s.note}".rstrip()


def figure_words(s: Shift, names: tuple[str, str]) -> tuple[str, str]:
    """A figure with its direction, and how it moved.

    Examples
    --------
    >>> moved = Shift("credit_line", "Credit line", "1", "0", "first to second")
    >>> figure_words(moved, ("China", "Russia"))
    ('Credit line, China to Russia', '1 to 0')
    """
    way = direction_text(s.note, *names) if s.note else ""
    return f"{s.label}, {way}" if way else s.label, f"{s.before} to {s.now}"

"""How far apart the two vote, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from foedus.assessment.result import Assessment
from foedus.assessment.voting_record import Driver, Moved
from foedus.assessment.voting_words import two
from foedus.report.sections import voting
from foedus.report.sources import SourceNumbers

Plain = Callable[[str], str]
Table = Callable[[Sequence[str], Iterable[Sequence[str]]], str]


def how_far_apart(
    assessment: Assessment, sources: SourceNumbers, plain: Plain, table: Table
) -> Iterator[str]:
    """Sentences, the changes of the distance, and the votes that moved it."""
    v = assessment.voting
    if v is None:
        return
    yield f"## {voting.TITLE}"
    yield plain(" ".join(v.sentences) or v.why_null)
    if v.moved:
        head = ["Model", "From", "To", "Distance then", "Distance now", "Change", "90 % interval"]
        yield table([*head, "Settled"], (_moved(c) for c in v.moved))
    if not v.drivers:
        yield plain(v.why_no_drivers)
        return
    yield plain(voting.counted(v.drivers))
    for title, found, subjects in voting.columns(v.drivers):
        if found:
            yield f"{title}:"
            yield "\n".join(_driver(d, text, plain) for d, text in found)
        if subjects:
            yield f"By subject: {plain(subjects)}."
    yield voting.ABOUT


def _moved(c: Moved) -> list[str]:
    name = {"foedus": "Our model", "faithful": "Published scheme"}[c.model]
    interval = f"{two(c.interval.low)} to {two(c.interval.high)}"
    ends = [two(c.before), two(c.now), two(c.change), interval]
    return [name, str(c.first), str(c.last), *ends, "yes" if c.settled else "no"]


def _driver(d: Driver, text: str, plain: Plain) -> str:
    link = f" <{d.url}>" if d.url.startswith("https://") else ""
    return f"- {plain(d.name)}: {plain(text)}{link}"

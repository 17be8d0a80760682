"""The ledger's sections as Markdown: changes, hours of need, weak spots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from foedus.assessment.record import Act, Seen, Weakness
from foedus.assessment.result import Assessment
from foedus.report.sections import changes, episodes, weakest
from foedus.report.sections.episodes import HourRow, RateRow
from foedus.report.sources import SourceNumbers

Plain = Callable[[str], str]
Table = Callable[[Sequence[str], Iterable[Sequence[str]]], str]


def hours_of_need(
    assessment: Assessment, sources: SourceNumbers, plain: Plain, table: Table
) -> Iterator[str]:
    """Rates of both directions and of the comparison pairs, then the episodes."""
    made = episodes.build(assessment, sources)
    if made is None:
        return
    yield f"## {episodes.TITLE}"
    if not made["coded"]:
        yield plain(made["uncoded"])
        return
    head = ["Who for whom", "Material response", "Paid", "Something refused", "Promises"]
    yield table(head, (_rate(r, plain) for r in (*made["rates"], *made["others"])))
    for way in made["directions"]:
        yield f"### {plain(way['title'])}"
        if not way["rows"]:
            yield "No hour of need is coded in this direction: untested."
            continue
        columns = ["Years", "Need", "Asked", "Done", "Refused or unanswered", "Cost", "Account"]
        yield table(columns, (_hour(h, plain) for h in way["rows"]))
        yield "\n".join(_sources(h, plain) for h in way["rows"])
    yield plain(made["uncoded"])
    yield plain(made["effort"])


def _rate(r: RateRow, plain: Plain) -> list[str]:
    return [
        plain(r.who),
        plain(f"{r.material} ({r.material_range})" if r.material_range else r.material),
        plain(f"{r.paid} ({r.paid_range})" if r.paid_range else r.paid),
        plain(r.refused),
        plain(r.promises),
    ]


def _hour(h: HourRow, plain: Plain) -> list[str]:
    account = h.summary + (f" The other reading: {h.dispute}" if h.dispute else "")
    return [h.years, *map(plain, (h.title, h.asked, h.done, h.held_back, h.paid, account))]


def _sources(h: HourRow, plain: Plain) -> str:
    return f"- {h.years}, {plain(h.title)}: {seen_list(h.sources, plain) or 'no source cited'}"


def seen_list(sources: Iterable[Seen], plain: Plain) -> str:
    """Sources with their addresses and grades, by semicolon."""
    return "; ".join(
        " ".join(
            part
            for part in (
                plain(s.title + (f", {s.publisher}" if s.publisher else "")),
                f"<{s.url}>" if s.url else "",
                s.grades,
            )
            if part
        )
        for s in sources
    )


def weak_spots(assessment: Assessment, sources: SourceNumbers, plain: Plain) -> Iterator[str]:
    """Where the tie is weakest, for each side."""
    made = weakest.build(assessment, sources)
    if made is None:
        return
    yield f"## {weakest.TITLE}"
    for name, _, found in made["columns"]:
        yield f"### For {plain(name)}"
        if not found:
            yield "Nothing on file." if made["coded"] else "No case file."
        for title, weak in found:
            yield f"{title}:"
            yield "\n".join(_weak(w, plain) for w in weak)
    if made["both"]:
        yield "Between the two:"
        yield "\n".join(_weak(w, plain) for w in made["both"])


def _weak(w: Weakness, plain: Plain) -> str:
    cited = seen_list(w.sources, plain)
    return f"- {plain(w.when)}: {plain(w.text)}" + (f" ({cited})" if cited else "")


def what_changed(assessment: Assessment, sources: SourceNumbers, plain: Plain) -> Iterator[str]:
    """What changed since a date; nothing where none was given."""
    made = changes.build(assessment, sources)
    if made is None:
        return
    c = made["changes"]
    yield f"## {plain(made['title'])}"
    yield plain(c.sentence)
    for title, lines in (
        ("Answers that changed", [f"{t} {text}" for t, text in made["answers"]]),
        ("Treaties", [f"{t.label}, {t.now}: {t.note}" for t in c.treaties]),
        ("Figures observed anew", [f"{label}: {moved}" for label, moved in made["figures"]]),
    ):
        if lines:
            yield f"{title}:"
            yield "\n".join(f"- {plain(line)}" for line in lines)
    for title, acts in (
        ("Acts without which an answer would be another", made["decisive"]),
        ("Other acts on file", made["others"]),
    ):
        if acts:
            yield f"{title}:"
            yield "\n".join(_act(a, plain) for a in acts)


def _act(a: Act, plain: Plain) -> str:
    return f"- {a.start}: {plain(a.summary)} ({seen_list(a.sources, plain)})"

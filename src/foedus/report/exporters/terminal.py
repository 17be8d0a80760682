"""The assessment for a terminal: 80 columns, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

from foedus.assessment.result import Assessment
from foedus.charts.elements import clean
from foedus.core.finding import Finding
from foedus.report.figures import lead_figure
from foedus.report.sections import changes, episodes, experts, programme, voting
from foedus.report.sections.episodes import RateRow
from foedus.report.sections.tests import further, reason
from foedus.report.sections.verdict import (
    first_text,
    limits_text,
    membership_text,
    runner_up_text,
)
from foedus.report.sources import SourceNumbers
from foedus.report.words import (
    TESTS,
    direction_text,
    pair_title,
    rank_text,
    score,
    score_between,
    sentence_case,
    value_text,
)

WIDTH = 80


def render(assessment: Assessment) -> str:
    """Verdict, one entry a criterion, evidence against, what would change it, reach of sources."""
    blocks = [
        [f"{pair_title(*(a.name for a in assessment.pair))}, {assessment.year}", "=" * WIDTH],
        list(_verdict(assessment)),
        *_ledger(assessment),
        ["TESTS", *(line for f in assessment.criteria for line in _test(f, assessment))],
        *_voting(assessment),
        *_experts(assessment),
        *_programme(assessment),
        ["STRONGEST EVIDENCE AGAINST", *_paragraph(assessment.verdict.against or "None recorded.")],
        ["WHAT WOULD CHANGE IT", *_paragraph(assessment.verdict.flip or "None recorded.")],
        ["HOW FAR EACH SOURCE REACHES", *_reach(assessment)],
        *(
            [["NOTES", *(line for note in assessment.notes for line in _paragraph(note))]]
            if assessment.notes
            else []
        ),
    ]
    lines = [
        fitted(line)
        for i, block in enumerate(blocks)
        for line in (*([""] if i > 1 else []), *block)
    ]
    return "\n".join(lines) + "\n"


def _verdict(assessment: Assessment) -> Iterator[str]:
    v = assessment.verdict
    yield sentence_case(v.printed or "not assessable").upper()
    facts = [
        membership_text(assessment) or "No type can be told from the inputs there are",
        first_text(assessment),
        runner_up_text(assessment),
        f"Confidence: {v.confidence}, because {v.confidence_reason}"
        if v.confidence_reason
        else f"Confidence: {v.confidence}",
        limits_text(v.limits),
        f"Also holds: {'; '.join(v.labels)}" if v.labels else "",
    ]
    for fact in facts:
        if fact:
            yield from _paragraph(fact.rstrip(".") + ".")
    if v.sentence:
        yield ""
        yield from _paragraph(v.sentence)


def _ledger(assessment: Assessment) -> Iterator[list[str]]:
    """What changed, and the hours of need in numbers; each row is in `foedus episodes`."""
    sources = SourceNumbers(assessment)
    if (changed := changes.build(assessment, sources)) is not None:
        c = changed["changes"]
        told = [c.sentence, *(f"{title}: {text}" for title, text in changed["answers"])]
        told += [f"{t.label}: {t.now}." for t in c.treaties]
        told += [f"{a.start}: {a.summary} [{a.id}]" for a in changed["decisive"]]
        coded = assessment.record is not None and assessment.record.coded
        told.append(f"{len(c.acts)} acts on file since then." if coded else "No case file of acts.")
        yield [changed["title"].upper(), *(x for line in told for x in _paragraph(line))]
    if (made := episodes.build(assessment, sources)) is not None:
        told = [_rate(r) for r in made["rates"]] or [made["uncoded"]]
        if made["rates"]:
            codes = " ".join(a.iso3 for a in assessment.pair)
            told.append(f"Each hour of need: foedus episodes {codes}.")
        yield [episodes.TITLE.upper(), *(x for line in told for x in _paragraph(line))]


def _voting(assessment: Assessment) -> Iterator[list[str]]:
    """How far apart they vote, and the votes that weighed most."""
    v = assessment.voting
    if v is None:
        return
    told = [" ".join(v.sentences) or v.why_null]
    if v.drivers:
        told.append(voting.counted(v.drivers))
        told += [
            f"{title}: {subjects or '; '.join(d.name for d, _ in found)}."
            for title, found, subjects in voting.columns(v.drivers)
            if found
        ]
    elif v.timeline:
        told.append(v.why_no_drivers)
    yield [voting.TITLE.upper(), *(x for line in told for x in _paragraph(line))]


def _experts(assessment: Assessment) -> Iterator[list[str]]:
    """What experts say; tables and pieces are in the written report."""
    found = assessment.experts
    if found is None:
        return
    told = [*found.sentences, *found.about]
    if not found.why_null:
        told.append("Each piece and its codes: add -o report.html or report.md.")
    yield [experts.TITLE.upper(), *(x for line in told for x in _paragraph(line))]


def _programme(assessment: Assessment) -> Iterator[list[str]]:
    """What joint texts oppose and propose; each clause is in the written report."""
    found = assessment.programme
    if found is not None:
        told = [*found.sentences, *found.about]
        yield [programme.TITLE.upper(), *(x for line in told for x in _paragraph(line))]


def _rate(r: RateRow) -> str:
    return (
        f"{r.who}: material response in {r.material}, paid in {r.paid}"
        f"{f' ({r.paid_range})' if r.paid_range else ''}, something refused in {r.refused}."
    )


def _test(finding: Finding, assessment: Assessment) -> Iterator[str]:
    """Name, answer, score; then the lead figure with its ranks, or why there is no answer."""
    held = "" if finding.score is None else score(finding.score)
    bounds = f" ({score_between(finding.interval)})" if held and finding.interval else ""
    yield f"  {padded(TESTS[finding.name].title, 22)}{padded(finding.answer, 16)}{held}{bounds}"
    if finding.met is None:
        yield from _paragraph(reason(finding), 6)
    names = (assessment.pair[0].name, assessment.pair[1].name)
    parts = further(finding, names)
    if parts:
        yield from _paragraph(
            "; ".join([parts[0], *(p[:1].lower() + p[1:] for p in parts[1:])]) + ".", 6
        )
    figure = lead_figure(finding)
    if figure is not None:
        carried = f" (of {figure.data_year})" if figure.status == "carried" else ""
        ranks = ", ".join(rank_text(r) for r in figure.ranks)
        way = direction_text(figure.direction, *names)
        label = f"{figure.label}, {way}" if way else figure.label
        yield from _paragraph(
            f"{label}: {value_text(figure)}{carried}{'; ' + ranks if ranks else ''}.", 6
        )


def _reach(assessment: Assessment) -> Iterable[str]:
    if not assessment.coverage:
        return _paragraph("No source reaches this pair in this year.")
    return [
        f"  {padded(shortened(r.title, 40), 42)}{r.first}-{r.last}  {shortened(r.status, 24)}"
        for r in assessment.coverage
    ]


def _paragraph(text: str, indent: int = 2) -> list[str]:
    """`text` wrapped to the width, counting wide letters as two columns."""
    room = WIDTH - indent
    lines = [""]
    for word in clean(" ".join(text.split())).split(" "):
        rest = word
        if lines[-1] and columns(lines[-1]) + 1 + columns(rest) > room:
            lines.append("")
        while columns(rest) > room:
            part = shortened(rest, room).removesuffix("…")
            lines[-1:] = [part, ""]
            rest = rest[len(part) :]
        lines[-1] = f"{lines[-1]} {rest}" if lines[-1] else rest
    return [" " * indent + line for line in lines]


def columns(text: str) -> int:
    """Columns a text takes up: two for wide letters, none for combining marks.

    Examples
    --------
    >>> columns("China"), columns("中国")
    (5, 4)
    """
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """`text` with spaces up to `width` columns, and at least one."""
    return text + " " * max(1, width - columns(text))


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` columns, with an ellipsis where it was cut."""
    text = clean(" ".join(text.split()))
    if columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def fitted(line: str) -> str:
    """A line that cannot run over the width: what does not fit is cut."""
    indent = line[: len(line) - len(line.lstrip())]
    body = clean(line.strip())
    return (
        line.rstrip()
        if columns(line) <= WIDTH and body == line.strip()
        else (indent + shortened(body, WIDTH - len(indent)))
    )

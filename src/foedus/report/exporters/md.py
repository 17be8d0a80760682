"""The assessment as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from foedus.assessment.result import Assessment
from foedus.charts.elements import clean
from foedus.charts.history import spells
from foedus.core.finding import Figure
from foedus.report.exporters.md_experts import what_experts_say
from foedus.report.exporters.md_ledger import hours_of_need, weak_spots, what_changed
from foedus.report.exporters.md_programme import grievance_or_programme
from foedus.report.exporters.md_voting import how_far_apart
from foedus.report.figures import FigureRow, figure_row, lead_figure
from foedus.report.sections.sources import address, text
from foedus.report.sections.tests import further, reason
from foedus.report.sections.verdict import (
    first_text,
    limits_text,
    membership_text,
    runner_up_text,
)
from foedus.report.sources import SourceNumbers
from foedus.report.words import (
    ANSWERS,
    TESTS,
    direction_text,
    pair_title,
    rank_text,
    score,
    score_between,
    sentence_case,
    value_text,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$])")


def render(assessment: Assessment) -> str:
    """Verdict, tests, history, evidence, comparisons, reach, sources, notes as Markdown."""
    sources = SourceNumbers(assessment)
    title = pair_title(*(a.name for a in assessment.pair))
    blocks = [
        f"# {plain(title)}, {assessment.year}",
        *_verdict(assessment),
        *what_changed(assessment, sources, plain),
        *hours_of_need(assessment, sources, plain, table),
        "## Tests",
        _tests(assessment, sources),
        *_history(assessment),
        *how_far_apart(assessment, sources, plain, table),
        *what_experts_say(assessment, sources, plain, table),
        *grievance_or_programme(assessment.programme, assessment.year, plain, table),
        "## Evidence",
        *_evidence(assessment, sources),
        *weak_spots(assessment, sources, plain),
        *_comparisons(assessment),
        "## How far each source reaches",
        _reach(assessment, sources),
        *_works(assessment),
        *_thresholds(assessment),
        *(["## Notes", _bullets(plain(n) for n in assessment.notes)] if assessment.notes else []),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def plain(text: str) -> str:
    """`text` so that Markdown and the HTML made from it show it letter for letter.

    Examples
    --------
    >>> print(plain("a|b <i>"))
    a\\|b \\<i\\>
    """
    return _SPECIAL.sub(r"\\\1", clean(" ".join(text.split())))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table of cells that are already plain."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _notes(numbers: Iterable[int]) -> str:
    return "".join(f" \\[{n}\\]" for n in numbers)


def _verdict(assessment: Assessment) -> Iterator[str]:
    v = assessment.verdict
    yield f"**{plain(sentence_case(v.printed or 'not assessable'))}**"
    facts = [membership_text(assessment), first_text(assessment), runner_up_text(assessment)]
    yield plain(" ".join(f"{f.rstrip('.')}." for f in facts if f))
    yield f"Confidence: {v.confidence}. {plain(sentence_case(v.confidence_reason))}"
    yield plain(v.sentence)
    yield f"Also holds: {plain('; '.join(v.labels))}." if v.labels else ""
    if v.limits:
        yield f"{limits_text(v.limits)}:"
        yield _bullets(
            f"{plain(x.name)} ({ANSWERS[x.met].lower()}): {plain(x.text)}" for x in v.limits
        )
    yield f"**Strongest evidence against.** {plain(v.against or 'None recorded.')}"
    yield f"**What would change it.** {plain(v.flip or 'None recorded.')}"


def _tests(assessment: Assessment, sources: SourceNumbers) -> str:
    names = (assessment.pair[0].name, assessment.pair[1].name)
    rows = []
    for f in assessment.criteria:
        figure = lead_figure(f)
        why = [reason(f), *(f"{p}." for p in further(f, names))]
        held = "" if f.score is None else score(f.score)
        bounds = f" ({score_between(f.interval)})" if held and f.interval else ""
        rows.append(
            [
                TESTS[f.name].title,
                f.answer,
                held + bounds,
                plain(" ".join(why)) + _notes(sources.of(f.sources)),
                plain(_named(figure, names)) if figure else "",
                plain("; ".join(rank_text(r) for r in figure.ranks)) if figure else "",
            ]
        )
    return table(["Test", "Answer", "0 to 1", "Why", "Figure", "Rank"], rows)


def _named(figure: Figure, names: tuple[str, str]) -> str:
    way = direction_text(figure.direction, *names)
    return f"{figure.label}{', ' + way if way else ''}: {value_text(figure)}"


def _history(assessment: Assessment) -> Iterator[str]:
    if assessment.history:
        yield "## The type of every year"
        yield table(
            ["Years", "Type", "Inputs"],
            (
                [s.years, plain(s.kind), "carried" if s.carried else "observed"]
                for s in spells(assessment.history)
            ),
        )


def _evidence(assessment: Assessment, sources: SourceNumbers) -> Iterator[str]:
    for finding in assessment.criteria:
        rows = [
            figure_row(
                f, (assessment.pair[0].name, assessment.pair[1].name), assessment.year, sources
            )
            for f in finding.figures
        ]
        if rows:
            yield f"### {TESTS[finding.name].title}"
            yield table(
                ["Figure", "Direction", "Value", "Interval", "Rank", "Year", "Note"],
                map(_figure_cells, rows),
            )


def _figure_cells(row: FigureRow) -> list[str]:
    return [
        plain(row.label),
        plain(row.direction),
        plain(f"{row.value} {row.unit}".strip()) + _notes(row.numbers),
        plain(row.interval),
        plain("; ".join(row.ranks)),
        row.year,
        plain(row.note),
    ]


def _comparisons(assessment: Assessment) -> Iterator[str]:
    if not assessment.comparisons:
        return
    own: dict[str, bool | None] = {f.name: f.met for f in assessment.criteria}
    pairs = [
        (pair_title(*(a.name for a in assessment.pair)), assessment.verdict.printed, own),
        *((c.name, c.printed, c.answers) for c in assessment.comparisons),
    ]
    names = [name for name in TESTS if any(name in answers for _, _, answers in pairs)]
    yield "## Other pairs by the same rules"
    yield table(
        ["Pair", "Type", *(TESTS[n].title for n in names)],
        (
            [
                plain(pair),
                plain(sentence_case(printed)),
                *(ANSWERS[answers[n]] if n in answers else "Not tested" for n in names),
            ]
            for pair, printed, answers in pairs
        ),
    )


def _reach(assessment: Assessment, sources: SourceNumbers) -> str:
    if not assessment.coverage:
        return "No source reaches this pair in this year."
    return table(
        ["", "Source", "Version", "Licence", "Years", f"In {assessment.year}", "Note"],
        (
            [
                str(sources.of([r.source])[0]),
                plain(r.title),
                plain(r.version),
                plain(r.licence),
                f"{r.first}–{r.last}",
                plain(r.status),
                plain(r.note),
            ]
            for r in assessment.coverage
        ),
    )


def _works(assessment: Assessment) -> Iterator[str]:
    if assessment.citations:
        yield "## Works cited"
        yield _bullets(
            plain(text(c)) + (f" <{address(c)}>" if address(c) else "")
            for c in assessment.citations
        )


def _thresholds(assessment: Assessment) -> Iterator[str]:
    if assessment.thresholds:
        yield "## Thresholds"
        yield table(
            ["Threshold", "Meaning", "Value", "Set from"],
            (
                [plain(name), plain(meaning), f"{value:g}", plain(origin)]
                for name, meaning, value, origin in assessment.thresholds
            ),
        )

"""The answer as blocks: verdict, limits, tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.assessment.result import Assessment
from foedus.charts.memberships import memberships_chart
from foedus.report.documents.blocks import (
    Block,
    Heading,
    Paragraph,
    Points,
    Span,
    Table,
    words,
)
from foedus.report.documents.drawings import drawing
from foedus.report.documents.footnotes import Footnotes
from foedus.report.sections import tests, verdict
from foedus.report.sections.tests import AnswerRow
from foedus.report.sources import SourceNumbers
from foedus.report.words import sentence_case

AGAINST = "No evidence against is recorded."
FLIP = "No change of the inputs that would change the type is recorded."
NO_TYPE = "No type can be told from the inputs there are."


def answer(assessment: Assessment, notes: Footnotes) -> Iterator[Block]:
    """Type, membership, confidence, sentence, and what else holds."""
    v = assessment.verdict
    yield Paragraph(words(sentence_case(v.printed or "not assessable")), "type")
    if v.sentence:
        yield Paragraph(words(Span(v.sentence, notes=notes.said(v.sentence))), "sentence")
    facts = [
        verdict.membership_text(assessment) or NO_TYPE,
        verdict.first_text(assessment),
        verdict.runner_up_text(assessment),
    ]
    said = " ".join(closed(f) for f in facts if f)
    yield Paragraph(words(Span(said, notes=notes.rules() if v.type else ())))
    reason = f" {closed(sentence_case(v.confidence_reason))}" if v.confidence_reason else ""
    yield Paragraph(words(Span(f"Confidence: {v.confidence}.", bold=True), reason))
    if v.labels:
        yield Paragraph(words(Span("Also holds: ", role="soft"), f"{'; '.join(v.labels)}."))


def against_and_flip(assessment: Assessment, notes: Footnotes) -> Iterator[Block]:
    """The strongest evidence against, and what would change the type."""
    v = assessment.verdict
    for title, text, otherwise in (
        ("Strongest evidence against. ", v.against, AGAINST),
        ("What would change it. ", v.flip, FLIP),
    ):
        said = Span(text or otherwise, notes=notes.said(text))
        yield Paragraph(words(Span(title, bold=True), said))


def limits(assessment: Assessment, notes: Footnotes) -> Iterator[Block]:
    """The tested limits of a partnership, and the drawing of memberships."""
    v = assessment.verdict
    drawn = memberships_chart(v)
    if drawn is not None:
        yield drawing(drawn, width=0.5)
    if v.limits:
        yield Heading("Its limits, tested", 2)
        yield Paragraph(words(f"{verdict.limits_text(v.limits)}."), "lead")
        answers = {True: "limited", False: "not limited", None: "not assessable"}
        yield Points(
            tuple(
                words(
                    Span(f"{sentence_case(x.name)}: {answers[x.met]}. ", bold=True),
                    Span(x.text, notes=notes.said(x.text)),
                )
                for x in v.limits
            )
        )


def test_table(assessment: Assessment, sources: SourceNumbers, notes: Footnotes) -> Iterator[Block]:
    """The tests with answer, reason, figure and rank."""
    yield Heading(tests.TITLE)
    yield Paragraph(
        words(
            "Each answer is yes, no, or not assessable; the number under it, from 0 to 1, says how "
            "fully the test is met. Ranks count from the highest value."
        ),
        "lead",
    )
    rows: list[AnswerRow] = tests.build(assessment, sources)["rows"]
    by_name = {f"evidence-{f.name}": f.sources for f in assessment.criteria}
    yield Table(
        (words("Test"), words("Answer"), words("Why"), words("Figure and rank")),
        tuple(_test(r, tested_on(r, by_name[r.anchor], notes)) for r in rows),
        (0.17, 0.14, 0.42, 0.27),
    )


def tested_on(r: AnswerRow, names: Iterable[str], notes: Footnotes) -> tuple[int, ...]:
    """Numbers of what a test rests on: its data sets, and the case file where it counts hours."""
    return tuple(sorted({*notes.data(names), *notes.told_of_need(r.why)}))


def _test(r: AnswerRow, numbers: tuple[int, ...]) -> tuple[tuple[Span, ...], ...]:
    held = f"\n{r.score}{f' ({r.interval})' if r.interval else ''}" if r.score else ""
    parts = "".join(f" {closed(p)}" for p in r.parts)
    figure = ""
    if r.figure:
        way = f", {r.figure.direction}" if r.figure.direction else ""
        carried = f" ({r.figure.year})" if r.figure.status == "carried" else ""
        value = f"{r.figure.value} {r.figure.unit}".strip()
        figure = "\n".join([f"{r.figure.label}{way}: {value}{carried}", *r.figure.ranks])
    return (
        words(Span(r.title, bold=True)),
        words(Span(r.answer, bold=True), Span(held, role="soft")),
        words(Span(f"{closed(r.why)}{parts}", notes=numbers)),
        words(
            Span(figure, notes=r.figure.numbers if r.figure else ())
            if figure
            else Span("No figure", role="soft")
        ),
    )


def closed(text: str) -> str:
    """`text` with a full stop at its end.

    Examples
    --------
    >>> closed("So it is"), closed("Is it so?"), closed("")
    ('So it is.', 'Is it so?', '')
    """
    return text if not text or text.endswith((".", "?", "!", "…", "”", '"')) else f"{text}."

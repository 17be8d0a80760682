"""The coded corpora named in a question: which of them says what about the pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.assessment.case import Case
from foedus.assessment.experts.experts import CODEBOOK as VIEWS
from foedus.assessment.experts.experts import experts
from foedus.assessment.experts.experts_finding import cited, expert_finding
from foedus.assessment.experts.experts_record import Experts
from foedus.assessment.programme.programme import programme
from foedus.assessment.programme.programme_record import Programme
from foedus.assessment.programme.programme_words import reading_words
from foedus.core.errors import FoedusError
from foedus.core.finding import Finding
from foedus.documents.programme.clauses import CODEBOOK as CLAUSES
from foedus.documents.views.opened import codebooks_of


def read_corpora(
    case: Case, names: Sequence[str], seed: int
) -> tuple[Experts | None, Programme | None]:
    """What the corpora say, by the codebooks that they are coded by.

    Parameters
    ----------
    case
        The pair and the year.
    names
        Of corpora. One coded by "partnerships" says what experts hold; one coded by
        "programme" what the two oppose and propose. A corpus may be coded by both.
    seed
        Of drawings.

    Raises
    ------
    FoedusError
        If a corpus is not there, or coded by neither, or two are coded by the same codebook.
    """
    by: dict[str, list[str]] = {VIEWS: [], CLAUSES: []}
    for name in dict.fromkeys(names):
        used = [book for book in by if book in codebooks_of(name)]
        if not used:
            raise FoedusError(
                f"Corpus {name!r} is coded neither by {VIEWS!r} nor by {CLAUSES!r}.",
                f"Code it: foedus texts code {name} --codebook {VIEWS} --coder NAME.",
            )
        for book in used:
            by[book].append(name)
    for book, found in by.items():
        if len(found) > 1:
            raise FoedusError(
                f"The corpora {', '.join(found)} are all coded by {book!r}.",
                "Name one of them, or add their documents to one corpus.",
            )
    views = experts(case, by[VIEWS][0], seed=seed) if by[VIEWS] else None
    clauses = programme(case, by[CLAUSES][0], seed=seed) if by[CLAUSES] else None
    return views, clauses


def with_texts(
    findings: Sequence[Finding], views: Experts | None, clauses: Programme | None, case: Case
) -> tuple[Finding, ...]:
    """The findings with what texts say of norms beside them, and the experts' own at the end.

    No answer, score or interval of the others changes.
    """
    names = (case.actors[0].name, case.actors[1].name)
    kept = []
    for finding in findings:
        made = finding
        if made.name == "norms" and views is not None:
            made = cited(made, views, names)
        if made.name == "norms" and clauses is not None and not clauses.why_null:
            made = replace(made, text=f"{made.text} {reading_words(clauses)}")
        kept.append(made)
    return tuple(kept) if views is None else (*kept, expert_finding(views, names))

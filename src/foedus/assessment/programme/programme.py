"""Whether a pair shares a grievance or a programme, from the clauses of what it issues together.

Evidence of its own: it moves no verdict. Negative votes are shown but not counted among what
the texts oppose and propose, since a vote against can only oppose.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from foedus.assessment.case import Case
from foedus.assessment.programme.programme_record import Programme, Proposal, Reading
from foedus.assessment.programme.programme_words import sentences_of
from foedus.documents.coding.units import UnitKind
from foedus.documents.programme.clauses import CODEBOOK, Clauses, clauses_of
from foedus.documents.programme.measured import Measured, measure
from foedus.documents.views.agreement import agreement_of
from foedus.documents.views.opened import check_pair, open_views
from foedus.documents.views.views import Views

SHIPPED = "statements"
"""Name of the corpus of clauses that comes with foedus."""
HALF = 0.5
AIMED = "aims_us"
"""The code whose label ends the sentence on whom what is opposed aims at."""


def programme(
    case: Case, corpus: str = SHIPPED, *, seed: int, unit: UnitKind = "sentence"
) -> Programme:
    """What the clauses of a corpus say up to the case's year.

    Parameters
    ----------
    case
        The pair and the year.
    corpus
        Name of a corpus coded by the codebook "programme".
    seed
        Of drawings.
    unit
        What counts as a clause of a corpus on this machine.

    Raises
    ------
    FoedusError
        If there is no such corpus, it is not coded so, or it is about another pair.
    """
    views = check_pair(
        open_views(corpus, CODEBOOK, unit=unit), {a.ccode: a.name for a in case.actors}
    )
    known = views.until(case.year)
    clauses = clauses_of(known)
    why = _why_null(views, known, clauses, case)
    measured = None if why else measure(clauses, seed)
    years = [d.year for d in clauses.documents if d.year]
    found = Programme(
        corpus=views.corpus,
        codebook=views.codebook.key,
        shipped=views.shipped,
        documents=len(clauses.documents),
        clauses=len(clauses.pieces),
        span=(min(years), max(years)) if years else None,
        reading=reading_of(measured),
        measured=measured,
        proposals=_proposals(clauses),
        reliability=agreement_of(known, [c.id for c in known.codebook.codable], seed),
        machine_only=known.machine_only(),
        about=views.about,
        left_out=len(views.pieces) - len(clauses.pieces),
        why_null=why,
    )
    names = (case.actors[0].name, case.actors[1].name)
    return replace(found, sentences=sentences_of(found, names, views.codebook.code(AIMED).name()))


def reading_of(measured: Measured | None) -> Reading:
    """Grievance, programme, or mixed, by what the intervals leave sure.

    Parameters
    ----------
    measured
        None where nothing can be told.
    """
    if measured is None or measured.texts.difference.interval is None:
        return "not_assessable"
    bounds = measured.texts.difference.interval
    if bounds.low > 0:
        return "grievance"
    named = measured.named.interval
    if bounds.high < 0 and named is not None and named.low >= HALF:
        return "programme"
    return "mixed"


def _why_null(views: Views, known: Views, clauses: Clauses, case: Case) -> str:
    if not views.pieces:
        return "no clause of the corpus was read by a coder"
    if not known.pieces:
        return f"no clause of the corpus is dated up to {case.year}"
    if not clauses.pieces:
        return "no clause of the corpus has an act"
    return ""


def _proposals(clauses: Clauses) -> tuple[Proposal, ...]:
    """The most specific first, the latest first among equals; those without specificity last."""
    places = np.flatnonzero(clauses.act == "propose").tolist()
    made = [
        Proposal(
            clauses.pieces[k],
            -1 if np.isnan(clauses.specific[k]) else int(clauses.specific[k]),
            bool(clauses.order[k]),
        )
        for k in places
    ]
    latest = sorted(made, key=lambda p: (p.piece.date, p.piece.id), reverse=True)
    return tuple(sorted(latest, key=lambda p: -p.specific))

"""What clauses do and how specifically: over all documents, by kind, by period, over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.programme.clauses import VOTE, Bools, Clauses
from foedus.documents.programme.estimates import Estimate, apart, estimate, slope
from foedus.documents.programme.periods import periods
from foedus.documents.programme.profiles import (
    DocumentProfile,
    Profile,
    document_profile,
    mean_of,
    profile,
    rows_of,
    share_of,
)

KINDS = {
    "statements": ("joint_statement", "declaration", "treaty"),
    "sponsored texts": ("draft_resolution", "draft_treaty"),
    "negative votes": (VOTE,),
}
"""Kinds of documents that are told apart, by name."""
SUMMARY, SEEN = "summary", "clauses seen in the text itself"
DECADE = 10.0


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures on a corpus of clauses.

    Parameters
    ----------
    texts
        Statements and sponsored texts, negative votes left out: a vote against can only oppose.
    seen
        As `texts`, without clauses known from a summary by others; None where there are none.
    kinds, periods
        By kind of document (votes included), and by span of years (votes left out).
    statement_periods
        Statements alone by span of years, since the mix of kinds may change over time.
    documents
        Each document.
    trend, trend_statements, trend_specific
        Change by decade of oppose (+1) against propose (-1), over all texts and over statements
        alone, and of the specificity of proposals.
    order_specific, matter_specific, order_apart
        Mean specificity of proposals about the order of the world, of other proposals, and the
        first less the second.
    named
        Of the proposals about the order, the share that name an instrument or more.
    aims_us
        Of what is opposed, the share aimed at the United States or its allies.
    """

    texts: Profile
    seen: Profile | None
    kinds: tuple[Profile, ...]
    periods: tuple[Profile, ...]
    statement_periods: tuple[Profile, ...]
    documents: tuple[DocumentProfile, ...]
    trend: Estimate
    trend_statements: Estimate
    trend_specific: Estimate
    order_specific: Estimate
    matter_specific: Estimate
    order_apart: Estimate
    named: Estimate
    aims_us: Estimate


def measure(clauses: Clauses, seed: int = 0) -> Measured:
    """All figures, with intervals by documents drawn again.

    Parameters
    ----------
    clauses
    seed
        Of the drawing.

    Examples
    --------
    >>> from foedus.documents.programme.clauses import clauses_of
    >>> from foedus.documents.views.shipped import shipped_views
    >>> found = measure(clauses_of(shipped_views("statements")))
    >>> round(sum(e.value for e in found.texts.shares.values()), 6)
    1.0
    """
    texts = ~clauses.of_kind((VOTE,))
    proposed = texts & (clauses.act == "propose") & ~np.isnan(clauses.specific)
    about = proposed & clauses.order
    other = proposed & ~clauses.order
    opposed = texts & (clauses.act == "oppose")
    statements = clauses.of_kind(KINDS["statements"])
    told = np.array([p.read == SUMMARY for p in clauses.pieces], bool)
    return Measured(
        texts=profile(clauses, texts, "statements and sponsored texts", seed),
        seen=profile(clauses, texts & ~told, SEEN, seed) if told.any() else None,
        kinds=tuple(profile(clauses, clauses.of_kind(k), n, seed) for n, k in KINDS.items()),
        periods=_periods(clauses, texts, "", seed),
        statement_periods=_periods(clauses, statements, "statements, ", seed),
        documents=tuple(document_profile(clauses, k) for k in range(len(clauses.documents))),
        trend=_trend(clauses, texts, _sign(clauses), seed),
        trend_statements=_trend(clauses, statements, _sign(clauses), seed),
        trend_specific=_trend(clauses, proposed, clauses.specific, seed),
        order_specific=mean_of(clauses, about, seed),
        matter_specific=mean_of(clauses, other, seed),
        order_apart=_apart(clauses, about, other, seed),
        named=share_of(clauses, about & (clauses.specific >= 2), about, seed),
        aims_us=share_of(clauses, opposed & clauses.aims_us, opposed, seed),
    )


def _periods(clauses: Clauses, chosen: Bools, label: str, seed: int) -> tuple[Profile, ...]:
    """The chosen clauses by spans of years that hold enough documents each."""
    years = [clauses.documents[k].year for k in rows_of(clauses, chosen & (clauses.years > 0))]
    return tuple(
        profile(
            clauses,
            chosen & (clauses.years >= a) & (clauses.years <= b),
            f"{label}{a} to {b}",
            seed,
        )
        for a, b in periods(years)
    )


def _apart(clauses: Clauses, one: Bools, two: Bools, seed: int) -> Estimate:
    both = one | two
    rows = rows_of(clauses, both)
    columns = [clauses.by_document(both)]
    for chosen in (one, two):
        total = np.where(chosen, clauses.specific, 0.0)
        columns += [clauses.by_document(chosen), clauses.by_document(total)]
    return estimate(np.column_stack(columns)[rows], apart, seed=seed)


def _sign(clauses: Clauses) -> NDArray[np.float64]:
    """+1 of a clause that opposes, -1 of one that proposes, 0 of the others."""
    against, forward = clauses.act == "oppose", clauses.act == "propose"
    return np.asarray(against.astype(float) - forward.astype(float))


def _trend(clauses: Clauses, chosen: Bools, y: NDArray[np.float64], seed: int) -> Estimate:
    """Change by decade; clauses without a year are left out."""
    kept = chosen & (clauses.years > 0)
    rows = rows_of(clauses, kept)
    x = (clauses.years - clauses.years[kept].mean() if kept.any() else clauses.years) / DECADE
    value = np.where(kept, y, 0.0)
    columns = [kept, kept * x, kept * x * x, value, value * x]
    return estimate(
        np.column_stack([clauses.by_document(c)[rows] for c in columns]), slope, seed=seed
    )

"""Which words mark one set of documents against another, and how surely.

G2 and chi-squared take tokens as independent of each other, which makes them too sure: one
document that names a word fifty times is enough. The bounds of the log ratio come from
documents drawn again, and they say how far a word marks the set and not one of its texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.comparing.association import (
    Floats,
    Likelihood,
    benjamini_hochberg,
    chi_squared,
    log_ratio,
    signed_g2,
)
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.log_ratio_bounds import document_bounds, token_bounds
from foedus.documents.comparing.quantiles import chi2_above
from foedus.documents.comparing.resampling import FEWEST_DOCUMENTS, check_level
from foedus.documents.comparing.rows import Places, places

if TYPE_CHECKING:
    import pandas as pd

Bounds = Literal["documents", "tokens", "none"]
COLUMNS = {
    "feature": "Word or other feature",
    "focus": "Tokens of it in the first set",
    "against": "Tokens of it in the second set",
    "focus_documents": "Documents of the first set that hold it",
    "against_documents": "Documents of the second set that hold it",
    "focus_rate": "Per 1,000 tokens in the first set",
    "against_rate": "Per 1,000 tokens in the second set",
    "log_ratio": "Binary logarithm of the ratio of the rates; a count of 0 taken as a half",
    "low": "Lower bound of the log ratio; minus infinite where the first set lacks it",
    "high": "Upper bound of the log ratio; infinite where the second set lacks it",
    "g2": "Signed log-likelihood ratio; negative where rarer in the first set",
    "chi2": "Pearson's chi-squared",
    "chi2_yates": "The same with Yates's correction",
    "p": "Probability of so large a G2 by chance, tokens taken as independent",
    "p_adjusted": "The same after Benjamini and Hochberg",
}
"""Columns of `Keyness.frame`, in order."""


@dataclass(frozen=True, eq=False)
class Keyness:
    """Words of one set of documents against another, strongest first.

    Parameters
    ----------
    columns
        Arrays of equal length, named as in `COLUMNS`, from the highest signed G2 to the lowest.
    documents, tokens
        Documents and tokens of the two sets.
    likelihood
        Form of G2.
    level, basis
        Nominal coverage of the bounds, and what was varied to get them.
    why
        Why nothing can be compared; empty otherwise.
    why_no_bounds
        Why the log ratio has no bounds; empty otherwise.
    notes
        What to know before reading the figures.
    """

    columns: dict[str, NDArray[Any]]
    documents: tuple[int, int]
    tokens: tuple[int, int]
    likelihood: Likelihood
    level: float
    basis: str
    why: str
    why_no_bounds: str
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.columns["feature"])

    def frame(self) -> pd.DataFrame:
        """One row a feature, columns `COLUMNS`."""
        import pandas as pd

        return pd.DataFrame({name: self.columns[name] for name in COLUMNS})


def keyness(
    counts: DocumentCounts,
    focus: Places,
    against: Places,
    *,
    least: int = 5,
    likelihood: Likelihood = "binomial",
    bounds: Bounds = "documents",
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 1,
) -> Keyness:
    """Words that mark the focus against the other documents.

    Parameters
    ----------
    counts
        Counts by document.
    focus, against
        The two sets: names of documents, masks or places.
    least
        Features with fewer tokens in both sets together are left out (and not among the
        tests that the adjustment counts).
    likelihood
        Form of G2, see `signed_g2`.
    bounds
        Of the log ratio: ``documents`` drawn again (at least ten in each set), ``tokens``
        for exact bounds that take them as independent, or ``none``.
    level, draws, seed
        Nominal coverage, resamplings, seed.

    Raises
    ------
    UnknownName
        If there is no such document, likelihood or kind of bounds.
    FoedusError
        If a set is empty, a document is in both, or the level is no share.

    References
    ----------
    Dunning, T. (1993). Computational Linguistics 19: 61-74. Hardie, A. (2014). Log Ratio: an
    informal introduction. CASS, Lancaster. Benjamini, Y. and Hochberg, Y. (1995). Journal of
    the Royal Statistical Society B 57: 289-300.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> counts = count_words({"old": ["bloc"] * 6 + ["trade"] * 4, "new": ["trade"] * 10})
    >>> found = keyness(counts, ["new"], ["old"], bounds="tokens")
    >>> found.columns["feature"].tolist(), found.columns["g2"].round(2).tolist()
    (['trade', 'bloc'], [10.97, -10.97])
    """
    if bounds not in get_args(Bounds):
        raise unknown("kind of bounds", bounds, get_args(Bounds))
    check_level(level, draws)
    one, two = _sets(counts, focus, against)
    n = int(one.tokens.sum()), int(two.tokens.sum())
    documents = len(one), len(two)
    if not all(n):
        why = f"not assessable: the {'second' if n[0] else 'first'} set has no tokens"
        empty = {name: np.zeros(0, object if name == "feature" else float) for name in COLUMNS}
        return Keyness(empty, documents, n, likelihood, level, "", why, why, ())
    held = int((one.totals + two.totals > 0).sum())
    kept = np.flatnonzero(one.totals + two.totals >= max(least, 1))
    one, two = one.only(kept), two.only(kept)
    columns = _figures(one, two, n, likelihood)
    low, high, basis, why = _bounded(one, two, n, bounds, level, draws, seed)
    columns |= {"low": low, "high": high}
    order = np.lexsort((columns["feature"].astype(str), -columns["g2"]))
    rare = held - len(kept)
    notes = _notes(rare, least, bounds)
    ordered = {name: columns[name][order] for name in COLUMNS}
    return Keyness(ordered, documents, n, likelihood, level, basis, "", why, notes)


def _sets(
    counts: DocumentCounts, focus: Places, against: Places
) -> tuple[DocumentCounts, DocumentCounts]:
    one, two = (places("document", named, counts.documents) for named in (focus, against))
    if not (len(one) and len(two)):
        which = "second" if len(one) else "first"
        raise FoedusError(f"The {which} set holds no document.", "Name at least one for each set.")
    both = np.intersect1d(one, two)
    if len(both):
        raise FoedusError(
            f"The document {counts.documents[both[0]]!r} is in both sets.",
            "Put each document into one set.",
        )
    return counts.of(one), counts.of(two)


def _figures(
    one: DocumentCounts, two: DocumentCounts, n: tuple[int, int], likelihood: Likelihood
) -> dict[str, NDArray[Any]]:
    a, b = one.totals, two.totals
    given = (a, n[0], b, n[1])
    g2 = signed_g2(*given, likelihood)
    p = chi2_above(np.abs(g2), 1)
    return {
        "feature": np.array(one.features, dtype=object),
        "focus": a,
        "against": b,
        "focus_documents": one.spread,
        "against_documents": two.spread,
        "focus_rate": a * 1000 / n[0],
        "against_rate": b * 1000 / n[1],
        "log_ratio": log_ratio(*given),
        "g2": g2,
        "chi2": chi_squared(*given, yates=False),
        "chi2_yates": chi_squared(*given, yates=True),
        "p": p,
        "p_adjusted": benjamini_hochberg(p),
    }


def _bounded(
    one: DocumentCounts,
    two: DocumentCounts,
    n: tuple[int, int],
    bounds: Bounds,
    level: float,
    draws: int,
    seed: int,
) -> tuple[Floats, Floats, str, str]:
    """Bounds of the log ratio, what they rest on, or why there are none."""
    nothing = np.full(len(one.features), np.nan)
    if bounds == "none":
        return nothing, nothing, "", "none were asked for"
    if bounds == "tokens":
        low, high = token_bounds(one.totals, n[0], two.totals, n[1], level)
        return low, high, "exact intervals given both counts, tokens taken as independent", ""
    if min(len(one), len(two)) < FEWEST_DOCUMENTS:
        why = (
            f"not assessable by documents: {len(one)} and {len(two)}, at least "
            f"{FEWEST_DOCUMENTS} needed in each set; bounds='tokens' takes tokens as independent"
        )
        return nothing, nothing, "", why
    low, high = document_bounds(one, two, level, draws, seed)
    basis = f"{draws:,} resamplings of {len(one):,} and {len(two):,} documents"
    return low, high, basis, ""


def _notes(rare: int, least: int, bounds: Bounds) -> tuple[str, ...]:
    notes = ["p takes tokens as independent of each other, which makes it too small"]
    if rare:
        notes.append(f"{rare:,} features with fewer than {least} tokens are left out")
    if bounds == "tokens":
        notes.append("the bounds take tokens as independent, which makes them too narrow")
    return tuple(notes)

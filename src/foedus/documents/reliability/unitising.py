"""Krippendorff's u-alpha family: chance-corrected agreement on marking passages.

Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. (2016) On the reliability of
unitizing textual continua: further developments. Quality & Quantity 50: 2347-2364. Four
questions of one coding: where and what (u-alpha), where (|u-alpha), what, given where
(cu-alpha), and what for each label ((k)u-alpha). Chance pairs characters of any two
passages, but never a passage with itself; a gap is so many single characters.

Here the continuum is a corpus. Documents lie end to end, spans do not cross from one to the
next, and each document counts only the coders who read it (the paper has one set of coders).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from foedus.documents.reliability.figures import Figure, figures
from foedus.documents.reliability.resampling import DRAWS
from foedus.documents.reliability.span_pieces import GAP, NOT_READ, Pieces, pieces
from foedus.documents.reliability.spans import Spans

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_NEVER_TWO = "no document was read by two coders"
_NOTHING = "nobody marked anything, or everybody everything"


@dataclass(frozen=True, slots=True)
class Unitising:
    """Agreement on marking passages, of two coders or more.

    Parameters
    ----------
    coders
        Who coded.
    n_documents
        Documents that two coders or more read.
    n_characters
        Code points of these documents.
    marked
        Share of the code points each coder read that the coder marked.
    position
        |u-alpha: marked or not, whatever the label.
    position_and_label
        u-alpha.
    label
        cu-alpha: labels where two coders marked the same characters.
    by_label
        (k)u-alpha of each label, by name.
    coverage
        Share of what was marked with each label that another coder marked too, with
        whatever label: what (k)u-alpha rests on.
    """

    coders: tuple[Hashable, ...]
    n_documents: int
    n_characters: int
    marked: dict[Hashable, float | None]
    position: Figure
    position_and_label: Figure
    label: Figure
    by_label: dict[str, Figure]
    coverage: dict[str, float | None]

    @property
    def text(self) -> str:
        """The result in plain sentences."""
        parts = (self.position, self.position_and_label, self.label)
        return (
            "; ".join(p.text for p in parts)
            + f" ({len(self.coders)} coders, {self.n_documents:,} documents)."
        )


def unitising(
    spans: Spans,
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 0,
    fewest_documents: int = 8,
) -> Unitising:
    """The u-alpha family on the documents that two coders or more read.

    Spans of one coder that overlap count as one passage. Where they have different labels
    the label coefficients are not assessable: look at each label on its own
    (``spans.only(labels=[...])``).

    Parameters
    ----------
    spans
        Marked passages.
    level, draws, seed
        Of the intervals from resampled documents.
    fewest_documents
        Documents below which nothing is resampled.

    Examples
    --------
    >>> import pandas as pd
    >>> from foedus.documents.reliability.spans import from_tables
    >>> rows = [("d", "a", 3, 9, "x"), ("d", "b", 3, 7, "x")]
    >>> columns = ["document", "coder", "start", "end", "label"]
    >>> length = pd.DataFrame({"document": ["d"], "length": [20]})
    >>> found = unitising(from_tables(pd.DataFrame(rows, columns=columns), length, "all"))
    >>> round(found.position.value, 3)
    0.747
    """
    used = spans.read_by(2)
    cut = pieces(used)
    q, d = len(used.labels), len(used.documents)
    sums = _sums(cut, used.read, q) if d else np.zeros((0, (q + 1) ** 2 + q + 1))
    crossed = int(cut.crossed.sum())
    mixed = f"{crossed} spans overlap with a span of the same coder and another label"
    names = {
        "position (|u-alpha)": _NOTHING if d else _NEVER_TWO,
        "position and label (u-alpha)": mixed if crossed else _NOTHING if d else _NEVER_TWO,
        "label where both marked (cu-alpha)": mixed
        if crossed
        else "too little marked by two coders, or with one label alone",
    }
    per_label = {
        f"label {name!r} (k-u-alpha)": mixed
        if crossed
        else "too little marked by two coders, or with no other label"
        for name in used.labels
    }
    found = figures(
        sums,
        partial(_family, labels=q, crossed=crossed > 0),
        names | per_label,
        level=level,
        draws=draws,
        seed=seed,
        fewest_documents=fewest_documents,
    )
    return Unitising(
        coders=used.coders,
        n_documents=d,
        n_characters=int(used.lengths.sum()),
        marked=_marked(cut, used),
        position=found[0],
        position_and_label=found[1],
        label=found[2],
        by_label=dict(zip(used.labels, found[3:], strict=True)),
        coverage=_coverage(sums.sum(axis=0), used.labels),
    )


def _sums(cut: Pieces, read: NDArray[np.bool_], q: int) -> Floats:
    """Each document: coincidences by length, squares of units, squares of shared units."""
    readers = read.sum(axis=1)
    d, k = len(readers), q + 1
    together = np.zeros(d * k * k)
    shared = np.zeros((d, q))
    own = np.zeros(d)
    for i in range(read.shape[1]):
        gap = cut.mark[:, i] == GAP
        # A gap has no structure: each of its characters stands alone.
        own += np.bincount(cut.document[gap], cut.length[gap], minlength=d)
        length, document, _ = _units(cut, i, cut.length)
        own += np.bincount(document, length**2, minlength=d)
    for i, j in permutations(range(read.shape[1]), 2):
        one, two = cut.mark[:, i], cut.mark[:, j]
        both = (one != NOT_READ) & (two != NOT_READ)
        cell = (cut.document[both] * k + one[both]) * k + two[both]
        weight = cut.length / (readers[cut.document] - 1)
        together += np.bincount(cell, weight[both], minlength=d * k * k)
        length, document, label = _units(cut, i, cut.length * (two > GAP))
        share = length**2 / (readers[document] - 1)
        shared += np.bincount(document * q + label, share, minlength=d * q).reshape(d, q)
    return np.concatenate([together.reshape(d, k * k), own[:, None], shared], axis=1)


def _units(cut: Pieces, coder: int, length: Ints) -> tuple[Floats, Ints, Ints]:
    """Length, document and label of each of the coder's units."""
    inside = cut.unit[:, coder] >= 0
    unit, first = cut.unit[inside, coder], np.flatnonzero(inside)
    n = int(unit.max()) + 1 if len(unit) else 0
    # The pieces of a unit lie side by side: its first piece has its document and label.
    head = first[np.searchsorted(unit, np.arange(n))]
    total = np.bincount(unit, length[inside], minlength=n).astype(float)
    return total, cut.document[head], cut.mark[head, coder] - 1


def _family(sums: Floats, labels: int, crossed: bool) -> Floats:
    """The coefficients, shape (..., 3 + labels)."""
    k = labels + 1
    together = sums[..., : k * k].reshape(*sums.shape[:-1], k, k)
    own, shared = sums[..., k * k], sums[..., k * k + 1 :]
    margins = together.sum(axis=-1)
    binary = np.stack([margins[..., 0], margins[..., 1:].sum(axis=-1)], axis=-1)
    apart = 2 * together[..., 0, 1:].sum(axis=-1)
    agree = np.trace(together, axis1=-2, axis2=-1)
    marked = together[..., 1:, 1:]
    kept = marked.sum(axis=-1)
    whole, same = kept.sum(axis=-1), np.trace(marked, axis1=-2, axis2=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        position = _ratio(apart, binary, own)
        both = _ratio(margins.sum(axis=-1) - agree, margins, own)
        label = _ratio(whole - same, kept, shared.sum(axis=-1))
        # Expected over observed margin of the label, times its observed over expected
        # disagreement; the correction of the denominators cancels.
        diagonal = np.diagonal(marked, axis1=-2, axis2=-1)
        rest = whole[..., None] - kept
        each = 1 - (kept * whole[..., None] - shared) / kept * (kept - diagonal) / (kept * rest)
    enough = (whole**2 > shared.sum(axis=-1) * (1 + 1e-9))[..., None]
    each = np.where(
        (kept > 0) & (rest > 1e-9) & enough & (kept * whole[..., None] > shared), each, np.nan
    )
    if crossed:
        both, label, each = both * np.nan, label * np.nan, each * np.nan
    return np.concatenate([np.stack([position, both, label], axis=-1), each], axis=-1)


def _ratio(observed: Floats, margins: Floats, squares: Floats) -> Floats:
    """One less observed over expected disagreement, units never paired with themselves."""
    n = margins.sum(axis=-1)
    crossed = n**2 - (margins**2).sum(axis=-1)
    # What rounding leaves of a difference of squares is no expectation; nor is there one where
    # single units make up all pairs there are.
    fits = (crossed > 1e-9 * n**2) & (n**2 - squares > 1e-9 * n**2)
    return np.asarray(1 - observed * (n - squares / n) / np.where(fits, crossed, np.nan))


def _marked(cut: Pieces, spans: Spans) -> dict[Hashable, float | None]:
    read = ((cut.mark != NOT_READ) * cut.length[:, None]).sum(axis=0)
    marked = ((cut.mark > GAP) * cut.length[:, None]).sum(axis=0)
    pairs = zip(spans.coders, marked.tolist(), read.tolist(), strict=True)
    return {coder: m / n if n else None for coder, m, n in pairs}


def _coverage(total: Floats, labels: tuple[str, ...]) -> dict[str, float | None]:
    k = len(labels) + 1
    together = total[: k * k].reshape(k, k)
    shared, used = together[1:, 1:].sum(axis=1), together[1:].sum(axis=1)
    return {
        name: float(s / u) if u else None for name, s, u in zip(labels, shared, used, strict=True)
    }

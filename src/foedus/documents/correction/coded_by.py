"""Gold labels joined to the sample that was drawn: nothing outside it, nothing left out in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from foedus.core.errors import FoedusError, unknown
from foedus.documents.correction.coded import Coded, Floats, Ints, coded, fits
from foedus.documents.correction.gold_sample import GoldSample
from foedus.documents.correction.groups import placed

Uncoded = Literal["refuse", "as random within strata"]
UNCODED: tuple[Uncoded, ...] = get_args(Uncoded)


def coded_by(
    sample: GoldSample,
    machine: ArrayLike,
    labels: Mapping[Any, float | None] | ArrayLike,
    *,
    uncoded: Uncoded = "refuse",
    of: Sequence[Any] | None = None,
) -> Coded:
    """Put scores and labels together with the sample that was drawn.

    Parameters
    ----------
    sample
        The record.
    machine : array_like, shape (rows,)
        Scores, in the order of the sample's units, or of `of`.
    labels : mapping or array_like
        Gold label by unit id; or one a row, nan where there is none.
    uncoded
        What to do when a drawn unit has no label: refuse, or take those missing as random within
        their strata (their number is noted with every estimate).
    of : sequence, shape (rows,), optional
        The sample's unit of each row, where documents were drawn and passages are estimated;
        `labels` is then an array.

    Returns
    -------
    Coded

    Raises
    ------
    FoedusError
        If rows and units do not fit, a label belongs to a unit that was not drawn, or a drawn unit
        has none.

    Examples
    --------
    >>> from foedus.documents.correction.draw import draw
    >>> sample = draw(["a", "b", "c", "d"], 2, seed=1)
    >>> given = dict.fromkeys(sample.to_code(), 1)
    >>> coded_by(sample, [0.9, 0.2, 0.8, 0.1], given).weight.tolist()
    [2.0, 2.0]
    """
    if uncoded not in UNCODED:
        raise unknown("treatment of uncoded units", uncoded, UNCODED)
    place = {u: k for k, u in enumerate(sample.units)}
    if of is not None and isinstance(labels, Mapping):
        raise FoedusError(
            "Labels by unit do not say which of its passages have the code.",
            "Where documents were drawn, give labels as an array with one value a passage.",
        )
    unit = np.arange(len(sample)) if of is None else _of(sample, place, of)
    gold = _labels(sample, place, labels, unit)
    drawn, has = sample.drawn[unit], ~np.isnan(gold)
    if (has & ~drawn).any():
        k = int(unit[np.argmax(has & ~drawn)])
        raise FoedusError(
            f"Unit {sample.units[k]!r} has a gold label, but was not drawn.",
            "Leave out labels from outside the sample: their probability is not known.",
        )
    cell, pi = sample.cells[1], sample.pi[unit]
    notes: tuple[str, ...] = ()
    lacking = np.unique(unit[drawn & ~has])
    if lacking.size:
        if uncoded == "refuse":
            raise FoedusError(
                f"{lacking.size} of {sample.n} drawn units have no gold label "
                f"(first: {sample.units[int(lacking[0])]!r}).",
                "Code them, or pass uncoded='as random within strata' and say so.",
            )
        pi, gold, notes = _thinned(sample, lacking, unit, gold)
    documents = placed(sample.documents, len(sample), "document")
    made = coded(machine, gold, pi, documents=documents[unit], drawn_as=unit, notes=notes)
    fixed = len(sample.waves) == 1
    out = replace(made, stratum=placed(cell[unit], len(gold), "stratum"), fixed=fixed)
    if fixed:
        fits(out)
    return out


def _of(sample: GoldSample, place: dict[str, int], of: Sequence[Any]) -> Ints:
    strange = next((str(u) for u in of if str(u) not in place), None)
    if strange is not None:
        raise FoedusError(
            f"Unit {strange!r} is not in the sample's record (drawn from {sample.drawn_from!r}).",
            "Draw from the corpus as it is now, or leave out what came later.",
        )
    unit = np.array([place[str(u)] for u in of], np.int64)
    if len(np.unique(unit)) != len(sample):
        gone = len(sample) - len(np.unique(unit))
        raise FoedusError(
            f"{gone} units of the sample's record have no row.",
            f"Use the version it was drawn from: {sample.drawn_from!r}.",
        )
    return unit


def _labels(
    sample: GoldSample, place: dict[str, int], labels: Mapping[Any, float | None] | ArrayLike,
    unit: Ints,
) -> Floats:  # fmt: skip
    if not isinstance(labels, Mapping):
        gold = np.asarray(labels, float)
        if len(gold) != len(unit):
            raise FoedusError(f"{len(unit)} rows, but {len(gold)} labels.", "Give one a row.")
        return gold
    by_unit = np.full(len(sample), np.nan)
    for name, value in labels.items():
        if str(name) not in place:
            raise FoedusError(
                f"There is no unit {str(name)!r} in the sample's record.",
                "Check that labels and record belong together.",
            )
        by_unit[place[str(name)]] = np.nan if value is None else float(value)
    return np.asarray(by_unit[unit])


def _thinned(
    sample: GoldSample, lacking: Ints, unit: Ints, gold: Floats
) -> tuple[Floats, Floats, tuple[str, ...]]:
    _, cell = sample.cells
    drawn = np.bincount(cell, sample.drawn)
    left = drawn - np.bincount(cell[lacking], minlength=len(drawn))
    if (left[drawn > 0] == 0).any():
        raise FoedusError(
            "A stratum has no gold label left at all.", "Code units of every stratum."
        )
    kept = np.isin(unit, lacking, invert=True)
    pi = sample.pi * np.where(drawn > 0, left / np.maximum(drawn, 1), 1.0)[cell]
    note = (
        f"{lacking.size} of {sample.n} drawn units without a label, taken as random within strata"
    )
    return pi[unit], np.where(kept, gold, np.nan), (note,)

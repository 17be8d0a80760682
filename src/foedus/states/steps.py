"""Codes that pass from one holder to another, looked up for whole columns at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from foedus.states.names import fold
from foedus.states.system import LAST_YEAR
from foedus.states.table import rows

Scheme = Literal["iso3", "un_seat", "name"]
Start = date | None
NONE = -1


@dataclass(frozen=True, slots=True)
class Steps:
    """Who holds a code from which day on; the first holder also has the time before."""

    starts: npt.NDArray[np.int64]
    holders: tuple[int | str, ...]

    def at(self, days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Positions in `holders` on the given days."""
        return np.maximum(np.searchsorted(self.starts, days, side="right") - 1, 0)


def mapped(
    values: Iterable[object],
    days: npt.NDArray[np.int64],
    steps_of: Callable[[Any], Steps | None],
    missing: int | str = NONE,
) -> npt.NDArray[Any]:
    """Map each distinct value once, then by its steps where it has several holders."""
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    place = {v: i for i, v in enumerate(dict.fromkeys(listed))}
    at = np.fromiter(map(place.__getitem__, listed), np.int64, len(listed))
    days = np.broadcast_to(days, at.shape)
    steps = [steps_of(v) for v in place]
    single = np.array([s.holders[0] if s else missing for s in steps] or [missing])
    result = single[at]
    for i, s in enumerate(steps):
        if s is not None and len(s.holders) > 1:
            here = at == i
            result[here] = np.array(s.holders)[s.at(days[here])]
    return result


def days_of(years: npt.ArrayLike, dates: npt.ArrayLike | None = None) -> npt.NDArray[np.int64]:
    """Days since 1970: the exact ones, else 31 December of the year; a missing year is the last."""
    year = np.nan_to_num(np.asarray(years, dtype=np.float64), nan=LAST_YEAR).astype(np.int64)
    ends = (year - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) - 1
    if dates is None:
        return ends
    exact = np.asarray(dates).astype("datetime64[D]")
    return np.where(np.isnat(exact), ends, exact.astype(np.int64))


def integers(values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Whole numbers of a column that may have gaps; a gap becomes -1."""
    numbers = np.asarray(values, dtype=np.float64)
    return np.where(np.isnan(numbers), NONE, numbers).astype(np.int64)


def make_steps(pairs: Sequence[tuple[Start, int | str]]) -> Steps:
    """Steps from pairs of first day (None: from the beginning) and holder."""
    ordered = sorted(pairs, key=lambda p: p[0] or date.min)
    starts = [(s or date.min).toordinal() - date(1970, 1, 1).toordinal() for s, _ in ordered]
    return Steps(np.array(starts, np.int64), tuple(h for _, h in ordered))


@cache
def changes(scheme: Scheme) -> dict[str, Steps]:
    """The codes of a scheme that changed hands; -1 from where nobody has them."""
    pairs: dict[str, list[tuple[Start, int | str]]] = {}
    for r in rows("code_changes.csv"):
        if r["scheme"] == scheme:
            code = fold(r["code"]) if scheme == "name" else r["code"]
            holder = int(r["ccode"]) if r["ccode"] else NONE
            pairs.setdefault(code, []).append((date.fromisoformat(r["start"]), holder))
    return {code: make_steps(p) for code, p in pairs.items()}

"""Share of each code by side, language, institution, period, with the passages behind each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.documents.correction.coded import Coded, Ints
from foedus.documents.correction.estimate import means_of, places
from foedus.documents.correction.groups import Groups
from foedus.documents.correction.how import How
from foedus.documents.correction.result import Corrected

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"
"""Name of the split, and of the cell, of all passages."""
COLUMNS = {
    "code": "Code",
    "by": "What passages are divided by; all for no division",
    "cell": "Which of them",
    "value": "Corrected share (or mean); missing where not assessable",
    "se": "Its standard error, clustered by document",
    "low": "Lower bound",
    "high": "Upper bound",
    "level": "Nominal coverage of the bounds",
    "method": "dsl or ppi",
    "reason": "Why it is not assessable; empty where it is",
    "more": "About how many more gold labels it needs",
    "gold": "Gold labels in the cell",
    "gold_documents": "Documents they are from",
    "rows": "Passages in the cell",
    "naive": "Share by the machine alone",
    "naive_low": "Its lower bound",
    "naive_high": "Its upper bound",
    "gold_only": "Share by the gold labels alone, weighted",
    "gold_only_low": "Its lower bound",
    "gold_only_high": "Its upper bound",
    "passages": "Passages with the code: by people where they coded, else by the machine",
}
"""Columns of `ShareTable.frame`, in order."""
Coder = Literal["people", "machine"]


@dataclass(frozen=True, slots=True)
class Row:
    """One cell: a code in a group."""

    code: str
    by: str
    cell: str
    found: Corrected
    passages: int


@dataclass(frozen=True, eq=False)
class ShareTable:
    """Corrected shares of several codes, overall and by groups.

    Parameters
    ----------
    rows
        Cells: by code, then by division in the order given, then by name.
    units
        Ids of the passages.
    codes
        Scores and labels of each code.
    cells
        For each division, names of its groups and the group of each passage.
    level
        Nominal coverage of intervals.
    """

    rows: tuple[Row, ...]
    units: tuple[str, ...]
    codes: Mapping[str, Coded]
    cells: Mapping[str, tuple[list[str], Ints]]
    level: float

    def cell(self, code: str, by: str = ALL, cell: str = ALL) -> Corrected:
        """One cell.

        Raises
        ------
        UnknownName
            If there is no such code, division or group.
        """
        self._known(code, by, cell)
        return next(r.found for r in self.rows if (r.code, r.by, r.cell) == (code, by, cell))

    def passages(
        self, code: str, by: str = ALL, cell: str = ALL, coder: Coder | None = None
    ) -> list[tuple[str, Coder]]:
        """Passages of a cell that have the code, and who says so.

        Where people coded a passage their word stands, also against the machine. Of a code that is
        a number, all passages of the cell that have one.

        Parameters
        ----------
        code, by, cell
            Which cell.
        coder
            Only those by ``people`` or by the ``machine``; None: both.

        Returns
        -------
        list of (id, coder)

        Raises
        ------
        UnknownName
            If there is no such code, division or group.
        """
        self._known(code, by, cell)
        made = self.codes[code]
        names, place = self.cells[by]
        inside = place == names.index(cell)
        human = ~np.isnan(made.gold)
        has = _with_code(made)
        said: tuple[tuple[Coder, Any], ...] = (("people", human), ("machine", ~human))
        return [
            (self.units[k], who)
            for who, by_whom in said
            if coder in (None, who)
            for k in np.flatnonzero(inside & has & by_whom)
        ]

    def frame(self) -> pd.DataFrame:
        """The table, one row a cell, columns `COLUMNS`."""
        import pandas as pd

        return pd.DataFrame([self._line(r) for r in self.rows], columns=list(COLUMNS))

    def _line(self, row: Row) -> dict[str, Any]:
        found = row.found
        line: dict[str, Any] = {
            "code": row.code, "by": row.by, "cell": row.cell, "level": self.level,
            "method": found.method, "reason": found.reason, "more": found.more,
            "gold": found.n_gold, "gold_documents": found.gold_documents, "rows": found.n_all,
            "passages": row.passages,
        }  # fmt: skip
        for start, one in (("", found.estimate), ("naive", found.naive),
                           ("gold_only", found.gold_only)):  # fmt: skip
            if one is not None:
                line[start or "value"] = one.value
                join = f"{start}_" if start else ""
                line[f"{join}low"], line[f"{join}high"] = one.interval.low, one.interval.high
                line[f"{join}se"] = one.se
        return line

    def _known(self, code: str, by: str, cell: str) -> None:
        if code not in self.codes:
            raise unknown("code", code, self.codes)
        if by not in self.cells:
            raise unknown("division", by, self.cells)
        if cell not in self.cells[by][0]:
            raise unknown(f"group of {by}", cell, self.cells[by][0])


def share_table(
    codes: Mapping[str, Coded],
    by: Mapping[str, Groups],
    units: Sequence[Any],
    *,
    how: How | None = None,
) -> ShareTable:
    """Estimate the share of each code, overall and in each group of each division.

    Parameters
    ----------
    codes : mapping of str to Coded
        Scores and labels of each code, over the same passages.
    by : mapping of str to sequence, shape (n,)
        Divisions: side, language, institution, period, or several crossed (`crossed`). A missing
        group leaves a passage out of that division.
    units : sequence, shape (n,)
        Ids of the passages.
    how
        Method and level. Without covariates the divisions are taken as what the machine's errors
        may depend on.

    Returns
    -------
    ShareTable

    Raises
    ------
    FoedusError
        If lengths differ, there is no code, or a division is called "all".

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> rng = np.random.default_rng(2)
    >>> truth = rng.random(2000) < 0.3
    >>> gold = np.where(rng.random(2000) < 0.1, truth, np.nan)
    >>> made = coded(np.where(rng.random(2000) < 0.9, truth, ~truth), gold, 0.1)
    >>> table = share_table({"trade": made}, {"side": np.repeat(["CHN", "RUS"], 1000)}, range(2000))
    >>> [(r.by, r.cell, r.found.assessable) for r in table.rows]
    [('all', 'all', True), ('side', 'CHN', True), ('side', 'RUS', True)]
    """
    chosen = how or How()
    if not codes or ALL in by:
        raise FoedusError("A table needs a code, and no division called 'all'.", "See `by`.")
    ids = tuple(str(u) for u in units)
    cells: dict[str, tuple[list[str], Ints]] = {ALL: ([ALL], np.zeros(len(ids), np.int64))}
    for code, made in codes.items():
        if len(made) != len(ids):
            raise FoedusError(
                f"{len(ids)} passages, but {len(made)} of the code {code!r}.", "Give one a passage."
            )
    first = next(iter(codes.values()))
    cells |= {name: places(first, groups) for name, groups in by.items()}
    if chosen.guess is not None and len(codes) > 1:
        raise FoedusError("One prediction cannot serve several codes.", "Make a table for each.")
    if chosen.covariates is None:
        said = {name: np.array([*names, "missing"])[place]
                for name, (names, place) in cells.items() if name != ALL}  # fmt: skip
        chosen = replace(chosen, covariates=said)
    rows = [row for code, made in codes.items() for row in _rows(code, made, cells, chosen)]
    return ShareTable(tuple(rows), ids, dict(codes), cells, chosen.level)


def _rows(
    code: str,
    made: Coded,
    cells: Mapping[str, tuple[list[str], Ints]],
    how: How,
) -> list[Row]:
    # The prediction of gold labels is the same for all divisions: it is made once.
    once = replace(how, guess=how.guesses(made)) if how.method == "dsl" else how
    has = _with_code(made)
    rows = []
    for name, (names, place) in cells.items():
        what = [code if name == ALL else f"{code}, {cell}" for cell in names]
        passages = np.bincount(place[has & (place >= 0)], minlength=len(names))
        found = means_of(made, place, what, once)
        rows += [Row(code, name, cell, one, int(count))
                 for cell, one, count in zip(names, found, passages, strict=True)]  # fmt: skip
    return rows


def _with_code(made: Coded) -> Any:
    """Which passages have the code: people's word where they coded, else the machine's."""
    said = np.where(np.isnan(made.gold), made.machine, made.gold)
    return said >= 0.5 if made.share else ~np.isnan(said)

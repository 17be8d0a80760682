"""Share of each code in a corpus by side, language, institution, period: corrected, or by people.

A machine's share is never given as the share. With a gold sample it is corrected; where people
read every passage of a cell their count stands; elsewhere there is no number, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.correction.coded import coded
from foedus.documents.correction.corpus_gold import coded_code, units_for
from foedus.documents.correction.divisions import divided
from foedus.documents.correction.estimate import means_of, places
from foedus.documents.correction.gold_sample import GoldSample
from foedus.documents.correction.how import How
from foedus.documents.correction.result import Estimate
from foedus.documents.correction.said import Said, asked_codes, said_of
from foedus.documents.correction.share_table import ALL, Row, share_table

if TYPE_CHECKING:
    import pandas as pd

Basis = Literal["corrected", "people", "none"]
"""What a figure rests on: the correction, people who read all, or nothing that would do."""


@dataclass(frozen=True, slots=True)
class Share:
    """A code in a cell.

    Parameters
    ----------
    code : str
        Or "code=value" for one value of a scale or category.
    by, cell : str
        What passages are divided by, and which of them; "all" and "all" for no division.
    basis : {"corrected", "people", "none"}
    value, low, high : float or None
        Share and its bounds; None where not assessable. Bounds alone are None where people
        read all, but too few documents for bounds.
    reason : str
        Why there is no share, or no bounds.
    more : int or None
        About how many more gold labels it needs.
    gold, units : int
        Units that people coded for it (drawn ones, where there is a sample), and units.
    machine : float or None
        What the machine alone says of the units it read; no estimate.
    """

    code: str
    by: str
    cell: str
    basis: Basis
    value: float | None
    low: float | None
    high: float | None
    reason: str
    more: int | None
    gold: int
    units: int
    machine: float | None


@dataclass(frozen=True, eq=False)
class CorpusShares:
    """Shares of several codes in the cells of several divisions.

    Parameters
    ----------
    shares : tuple of Share
        By code, division and cell.
    unit : {"sentence", "paragraph", "document"}
    units : DataFrame
        `unit`, `document`, `start`, `stop` of every unit.
    said : mapping
        What people and the machine said of each unit, by code.
    cells : mapping
        For each division the names of its cells and the cell of each unit, -1 for none.
    people, machines : tuple of str
        Who coded: whose word is right, and whose codings are corrected.
    level : float
    method : str
        "dsl" or "ppi"; empty without a gold sample.
    notes : tuple of str
    """

    shares: tuple[Share, ...]
    unit: UnitKind
    units: pd.DataFrame
    said: Mapping[str, Said]
    cells: Mapping[str, tuple[list[str], NDArray[np.int64]]]
    people: tuple[str, ...]
    machines: tuple[str, ...]
    level: float
    method: str
    notes: tuple[str, ...]

    def passages(self, code: str, by: str = ALL, cell: str = ALL) -> tuple[NDArray[np.int64], ...]:
        """Units of a cell that have a code, as places in `units`: by people, by the machine.

        Where people read a unit their word stands, also against the machine.

        Raises
        ------
        UnknownName
            If there is no such code, division or cell.
        """
        if code not in self.said:
            raise unknown("code", code, self.said)
        if by not in self.cells:
            raise unknown("division", by, self.cells)
        names, place = self.cells[by]
        if cell not in names:
            raise unknown(f"cell of {by}", cell, names)
        one, inside = self.said[code], place == names.index(cell)
        human = ~np.isnan(one.people)
        return (
            np.flatnonzero(inside & (one.people == 1)),
            np.flatnonzero(inside & ~human & (one.machine == 1)),
        )


def corpus_shares(
    corpus: Corpus,
    codebook: Codebook,
    codes: Sequence[str] = (),
    by: Sequence[str] = (),
    *,
    gold: GoldSample | None = None,
    unit: UnitKind | None = None,
    people: Sequence[str] = (),
    machine: str | None = None,
    partly: bool = False,
    documents: Sequence[int] | None = None,
    how: How | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> CorpusShares:
    """Estimate the share of each code, overall and in each cell.

    Parameters
    ----------
    corpus
    codebook
        By which it was coded.
    codes
        Which, "code=value" for one value of a scale or category; all that somebody gave where
        none is named.
    by
        Of `divisions.DIVISIONS`.
    gold
        The record of the sample that people coded. Its units are those that shares are of.
    unit
        What shares are of; that of the sample where none is named, else documents. Of a sample
        of documents also sentences and paragraphs.
    people
        Whose word is right, the first who read a unit; all people where none is named, who
        then may not contradict each other.
    machine
        Name of the machine coder, or its beginning; needed where several looked for one code.
    partly
        Whether drawn units that nobody has coded may count as random within their strata.
    documents
        Without a sample: only units of these.
    how
        Method, level, seed of the correction.
    progress
        Called with codes corrected and codes in all.

    Raises
    ------
    FoedusError
        For names that are not there, a sample of another corpus, drawn units without labels,
        or people who contradict each other.
    """
    chosen = how or How()
    kind, table = units_for(corpus, gold, unit, documents)
    wanted = asked_codes(corpus, codebook, codes)
    said, who, models, notes = said_of(corpus, codebook, wanted, table, kind, people, machine)
    groups = divided(corpus, table, by)
    cells = {ALL: ([ALL], np.zeros(len(table), np.int64))}
    if gold is None:
        one = coded(np.zeros(len(table)), np.zeros(len(table)), 1.0)
        cells |= {name: places(one, values) for name, values in groups.items()}
        document = table["document"].to_numpy(int)
        plain = tuple(
            share
            for code, told in said.items()
            for share in _plain(code, told, cells, document, chosen.level)
        )
        return CorpusShares(
            plain, kind, table, said, cells, who, models, chosen.level, "", tuple(notes)
        )
    made = {
        code: coded_code(corpus, gold, kind, table, told, code, partly)
        for code, told in said.items()
    }
    notes += [note for one in made.values() for note in one.notes]
    cells |= {name: places(next(iter(made.values())), values) for name, values in groups.items()}
    shares: tuple[Share, ...] = ()
    units = table["unit"].tolist()
    for k, (code, one) in enumerate(made.items(), 1):
        rows = share_table({code: one}, groups, units, how=chosen).rows
        shares += tuple(
            _corrected(row, said[code].share_by_machine(_inside(cells, row.by, row.cell)))
            for row in rows
        )
        if progress is not None:
            progress(k, len(made))
    return CorpusShares(
        shares, kind, table, said, cells, who, models, chosen.level, chosen.method,
        tuple(dict.fromkeys(notes)),
    )  # fmt: skip


def _inside(
    cells: Mapping[str, tuple[list[str], NDArray[np.int64]]], by: str, cell: str
) -> NDArray[np.bool_]:
    names, place = cells[by]
    return np.asarray(place == names.index(cell))


def _corrected(row: Row, naive: float | None) -> Share:
    found, one = row.found, row.found.estimate
    return Share(
        row.code, row.by, row.cell,
        "none" if one is None else "corrected",
        None if one is None else one.value,
        None if one is None else one.interval.low,
        None if one is None else one.interval.high,
        found.reason, found.more, found.n_gold, found.n_all,
        naive,
    )  # fmt: skip


def _plain(
    code: str,
    told: Said,
    cells: Mapping[str, tuple[list[str], NDArray[np.int64]]],
    document: NDArray[np.int64],
    level: float,
) -> list[Share]:
    """Without a sample: people's count where they read all of a cell, else no number."""
    read = ~np.isnan(told.people)
    out = []
    for by, (names, place) in cells.items():
        bounds = _by_people(told.people, read, place, document, names, level)
        for k, cell in enumerate(names):
            inside = place == k
            n, done = int(inside.sum()), int((inside & read).sum())
            naive = told.share_by_machine(inside)
            share = Share(code, by, cell, "none", None, None, None, "", None, done, n, naive)
            if n and done == n:
                value = float(told.people[inside].mean())
                share = _with_bounds(replace(share, basis="people", value=value), bounds[k])
            else:
                share = replace(share, reason=_why(n, done, naive))
            out.append(share)
    return out


def _why(n: int, done: int, naive: float | None) -> str:
    if n == 0:
        return "no passages"
    start = f"people read {done:,} of {n:,}" if done else "nobody has read any"
    if naive is None:
        return f"{start}: code all, or draw a gold sample"
    return f"{start}, and a machine's share is not corrected: draw a gold sample"


def _with_bounds(share: Share, found: Estimate | None) -> Share:
    if found is None or not found.se > 0:
        return replace(share, reason="too few documents for bounds")
    return replace(share, low=found.interval.low, high=found.interval.high)


def _by_people(
    people: NDArray[np.float64],
    read: NDArray[np.bool_],
    place: NDArray[np.int64],
    document: NDArray[np.int64],
    names: list[str],
    level: float,
) -> list[Estimate | None]:
    """Bounds for the share in texts like these, documents as they come."""
    if not read.any():
        return [None] * len(names)
    made = coded(people[read], people[read], 1.0, documents=document[read])
    found = means_of(made, place[read], names, How(method="ppi", level=level))
    return [one.gold_only for one in found]

"""Rivalries as the two published lists have them, with their kinds.

The lists name rivalries of West Germany under the united Germany (255); a state that
stands in for another that is not in the system carries its rivalries, as in
`foedus.measures.hostility`. The weight foedus gives a rivalry is the measure ``rivalry``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.rivalry_spells import with_heirs
from foedus.measures.spell_years import years_of
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("spatial", "positional", "ideological", "interventionary")


def in_rivalry(listed: pd.DataFrame, frame: DyadFrame, last: int) -> NDArray[np.float64]:
    """1 where a rivalry of the list is in force in the year, else 0, shape (rows,)."""
    spells = np.array(with_heirs(listed.assign(end=listed["end"].fillna(last))), np.int64).reshape(
        -1, 4
    )
    which, year = years_of(spells[:, 2], spells[:, 3], frame.first, frame.last)
    return frame.undirected(spells[which, 0], spells[which, 1], year, np.ones(len(which)), empty=0)


def _rivalry_group(maker: str, words: str, source: str, last: int) -> Group:
    coverage, table = (1946, last), f"rivalries_{maker}"
    names = {f"rivalry_{maker}": ""} | {f"rivalry_{maker}_{kind}": kind for kind in KINDS}

    def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
        listed = tables[table]
        kinds = listed["kinds"].fillna("")
        return {
            name: clip_to(
                in_rivalry(listed[kinds.str.contains(kind)], frame, last), frame.year, coverage
            )
            for name, kind in names.items()
        }

    def offer(name: str, kind: str) -> Measure:
        which = f"{kind} rivalry" if kind else "rivalry"
        return Measure(
            name=name,
            label=f"{which.capitalize()} ({words})",
            unit="0/1",
            directed=False,
            bounds=(0, 1),
            coverage=coverage,
            sources=(source,),
            description=(
                f"1 where the list has a {which} of the two in the year; a rivalry may be of "
                f"several kinds."
            ),
        )

    return Group(
        name=table,
        tables=(table,),
        columns=tuple(Column(name, ships=False) for name in names),
        measures=tuple(offer(name, kind) for name, kind in names.items()),
        compute=compute,
        stored=False,
    )


THOMPSON = _rivalry_group("thompson", "Thompson and Dreyer", "thompson_rivalries", 2010)
TSS = _rivalry_group("tss", "Thompson, Sakuwa and Suhas", "tss_rivalries", 2020)

"""Who joined whose side: the cases of the prediction studies.

After each cut year t: j is in a dispute from its first day, which began in the five
years after t; i is in the system and not in that dispute from its first day. The event:
i comes in on j's side by t + 5. Rows are directed dyads (i, j) with at least one such dispute.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ties.inputs import evidence, say, tables
from foedus.measures.ties.alongside import participants

CUTS = tuple(range(1955, 2006, 5))
AHEAD = 5


@dataclass(frozen=True)
class Cases:
    """Directed dyads at a cut year, and whether the first joined the second's side.

    Parameters
    ----------
    cut, i, j, event
        Shape (cases,).
    row, side
        Place in the frame of `evidence` in the cut year.
    """

    cut: NDArray[np.int64]
    i: NDArray[np.int64]
    j: NDArray[np.int64]
    event: NDArray[np.int64]
    row: NDArray[np.int64]
    side: NDArray[np.int64]

    def take(self, keep: NDArray[Any]) -> Cases:
        """Some of the cases."""
        return Cases(*(getattr(self, f.name)[keep] for f in fields(self)))

    def at(self, values: NDArray[Any]) -> NDArray[Any]:
        """Values of shape (rows, 2) at the cases."""
        return np.asarray(values[self.row, self.side])


def all_cases(cuts: tuple[int, ...] = CUTS) -> Cases:
    """The cases of all cut years, one after the other."""
    say("cases of joining")
    part = participants(tables()["disputes_gml_all"], tables()["disputes_cow"])
    frame = evidence().frame
    first = part.groupby("dispnum")["year"].transform("min")
    pieces = []
    for cut in cuts:
        now = part[(first > cut) & (first <= cut + AHEAD) & (part["year"] <= cut + AHEAD)]
        members = frame.members[cut - frame.first].astype(np.int64)
        place = np.full(1000, -1)
        place[members] = np.arange(len(members))
        risk = np.zeros((len(members), len(members)), bool)
        event = np.zeros_like(risk)
        for _, dispute in now.groupby("dispnum"):
            code = place[dispute["ccode"].to_numpy()]
            side, origin = dispute["side"].to_numpy(), dispute["original"].to_numpy() == 1
            inside = code >= 0
            from_start = np.unique(code[origin & inside])
            entrants = np.ones(len(members), bool)
            entrants[from_start] = False
            for who, where in zip(code[origin & inside], side[origin & inside], strict=True):
                risk[entrants, who] = True
                came = np.unique(code[inside & ~origin & (side == where)])
                event[came[entrants[came]], who] = True
        np.fill_diagonal(risk, False)
        i, j = np.nonzero(risk)
        pieces.append((np.full(len(i), cut), members[i], members[j], event[i, j].astype(np.int64)))
    cut, i, j, event = (np.concatenate(x) for x in zip(*pieces, strict=True))
    row = frame.rows(i, j, cut)
    return Cases(cut, i, j, event, row, (i > j).astype(np.int64))

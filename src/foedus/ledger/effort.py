"""How far a pair's needs have been searched: what may be compared with what.

A pair is searched whole when every listed need since 1990, both ways, has its standard
queries; it is searched in the core when every core need has, the needs that are
searched for every partner of a state. Rates of other pairs are not to be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foedus.ledger.case_file import CaseFile
from foedus.ledger.episodes import Episode, episodes
from foedus.states.resolve import resolve

SINCE = 1990
"""Year from which the needs of every pair are to be searched; older ones stand apart."""
Reach = Literal["all", "core", "begun"]
REACHES: dict[str, str] = {
    "all": f"all needs since {SINCE}",
    "core": "the core needs",
    "begun": "begun",
}
"""In words."""


@dataclass(frozen=True, slots=True)
class Way:
    """One direction: needs of the second state, and how many the first's answers were sought for.

    Parameters
    ----------
    listed
        Needs on the list.
    whole
        Those with a row and its standard queries.
    begun
        Those with a row without them.
    core, core_whole
        The same of the core needs.
    """

    listed: int
    whole: int
    begun: int
    core: int
    core_whole: int


@dataclass(frozen=True, slots=True)
class Effort:
    """How far both directions are searched.

    Parameters
    ----------
    reach
        ``all`` needs since 1990, the ``core`` needs, or only ``begun``.
    ways
        The first state for the second, and the second for the first.
    """

    reach: Reach
    ways: tuple[Way, Way]


def effort_of(case: CaseFile) -> Effort:
    """How far a case file is searched.

    Examples
    --------
    >>> from foedus.ledger.case_file import case_file
    >>> effort_of(case_file("JPN", "USA")).reach
    'all'
    """
    one, two = (resolve(code) for code in case.pair)
    ways = tuple(_way(episodes(a, b)) for a, b in ((one, two), (two, one)))
    since = [_way(episodes(a, b, since=SINCE)) for a, b in ((one, two), (two, one))]
    if all(w.whole == w.listed for w in since):
        return Effort("all", (since[0], since[1]))
    if all(0 < w.core == w.core_whole for w in ways):
        return Effort("core", (since[0], since[1]))
    return Effort("begun", (since[0], since[1]))


def _way(found: tuple[Episode, ...]) -> Way:
    needs = [e for e in found if e.need]
    whole = [e for e in needs if e.row is not None and e.row.queries]
    return Way(
        listed=len(needs),
        whole=len(whole),
        begun=sum(e.row is not None for e in needs) - len(whole),
        core=sum(e.need.core for e in needs if e.need),
        core_whole=sum(e.need.core for e in whole if e.need),
    )

"""Which of its readings a form has: by the year, the speaker, and what the text named before.

A form of several states (Korea, Congo, 巴方) means the one of them that the text names
unmistakably nearest before it, or else nearest after it. Where it names none, the form
keeps its default reading as doubtful, or none, if it has no default.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from foedus.documents.mentions.alphabetic import Hit
from foedus.documents.mentions.context import CERTAIN, DOUBTFUL, LIKELY
from foedus.documents.mentions.table import ALWAYS, METONYMS, SELF, Kind, Reading

_SHARED = {"states", "rarely", "speaker"}
NEAR, FARTHEST = 500, 3000
"""Code points up to which another mention decides: against the usual reading, and at all."""


class Sense(NamedTuple):
    """A mention: where, which state, how it is named, how sure that is."""

    begin: int
    end: int
    ccode: int
    kind: Kind
    certainty: int


def senses(hits: Sequence[Hit], year: int | None, speaker: int | None) -> list[Sense]:
    """The reading of each form; forms without one in that year are left out.

    Parameters
    ----------
    hits
        Forms in the order of the text.
    year
        When the text was written; None: today.
    speaker
        Whose text it is (COW number), for "our country".
    """
    found: list[Sense | None] = []
    open_hits: list[tuple[int, Hit, list[Reading]]] = []
    known: dict[str, tuple[list[Reading], Reading | None]] = {}
    for hit in hits:
        form = hit.entry.form
        if form not in known:
            readings = _in_year(hit.entry.readings, year)
            known[form] = readings, _settled(readings, speaker)
        readings, chosen = known[form]
        if chosen is None and readings:
            open_hits.append((len(found), hit, readings))
        found.append(_sense(hit, chosen, hit.certainty, speaker) if chosen else None)
    anchors = [
        s for s in found if s is not None and s.certainty >= LIKELY and s.kind not in METONYMS
    ]
    starts = [s.begin for s in anchors]
    for place, hit, readings in open_hits:
        found[place] = _by_neighbours(hit, readings, anchors, starts, speaker)
    return [s for s in found if s is not None]


def _in_year(readings: tuple[Reading, ...], year: int | None) -> list[Reading]:
    fitting = [r for r in readings if r.holds(year)]
    dated = all((r.first, r.last) != ALWAYS for r in fitting)
    if len(fitting) > 1 and dated and not any(r.ambiguous & _SHARED for r in fitting):
        # Two in one year, as in 1990: the later, as for names of states.
        return [max(fitting, key=lambda r: r.first)]
    return fitting


def _settled(readings: list[Reading], speaker: int | None) -> Reading | None:
    """The reading, where neither year nor speaker leaves a choice."""
    if len(readings) > 1:
        own = [r for r in readings if r.ccode == speaker]
        if own:
            return own[0]
        readings = [r for r in readings if "speaker" not in r.ambiguous]
    if len(readings) != 1 or "cue" in readings[0].ambiguous:
        return None
    return readings[0]


def _sense(hit: Hit, reading: Reading, certainty: int, speaker: int | None) -> Sense | None:
    ccode, kind = reading.ccode, reading.kind
    if ccode == SELF:
        if speaker is None:
            return None
        ccode = speaker
    if reading.ambiguous & {"states", "speaker", "cue"}:
        certainty = min(certainty, LIKELY)
    elif "rarely" in reading.ambiguous:
        certainty = DOUBTFUL
    return Sense(hit.begin, hit.end, ccode, hit.kind or kind, certainty)


def _by_neighbours(
    hit: Hit,
    readings: list[Reading],
    anchors: list[Sense],
    starts: list[int],
    speaker: int | None,
) -> Sense | None:
    by_state = {r.ccode: r for r in readings}
    usual = [r for r in readings if "rarely" not in r.ambiguous]
    default = usual[0] if len(usual) == 1 else None
    chosen = _nearest(hit, by_state.keys(), anchors, starts, FARTHEST)
    if chosen is not None and default is not None and chosen != default.ccode:
        chosen = _nearest(hit, by_state.keys(), anchors, starts, NEAR)
    if chosen is not None:
        return _sense(hit, by_state[chosen], min(hit.certainty, LIKELY), speaker)
    if default is None:
        return None
    if "cue" in default.ambiguous:
        plain = hit.certainty == CERTAIN and hit.kind is None
        return _sense(hit, default, DOUBTFUL, speaker) if plain else None
    certainty = LIKELY if default.kind == "sign" else DOUBTFUL
    return _sense(hit, default, min(hit.certainty, certainty), speaker)


def _nearest(
    hit: Hit, states: Collection[int], anchors: list[Sense], starts: list[int], farthest: int
) -> int | None:
    """The state that is named nearest before, or else nearest after."""
    at = bisect_left(starts, hit.begin)
    for k in range(at - 1, -1, -1):
        if hit.begin - starts[k] > farthest:
            break
        if anchors[k].ccode in states:
            return anchors[k].ccode
    for k in range(at, len(anchors)):
        if starts[k] - hit.end > farthest:
            break
        if anchors[k].ccode in states:
            return anchors[k].ccode
    return None

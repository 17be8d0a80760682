"""How often documents of a corpus name each state, in groups of them, with intervals.

The figures are those of `foedus.documents.comparing.rates`; documents are drawn again once for
all states of a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.comparing.rates import Rate, Share, rate, share
from foedus.documents.comparing.resampling import FEWEST_DOCUMENTS, drawn_sums, percentiles
from foedus.documents.mentions.mentions import Ints
from foedus.documents.mentions.read_states import NOT_SAID, Read

PER = 1000


@dataclass(frozen=True)
class StateRate:
    """How often one group of documents names one state.

    Parameters
    ----------
    group : str
    ccode : int
    naming : int
        Documents of the group that name it.
    rate : Rate
        Mentions per 1,000 words.
    share : Share
        Among mentions of all states.
    """

    group: str
    ccode: int
    naming: int
    rate: Rate
    share: Share


def state_rates(
    read: Read,
    ccodes: Sequence[int] | None = None,
    *,
    most: int = 10,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> list[StateRate]:
    """Rate and share of each state in each group; groups in order, states as they are given.

    Zero is a finding here: the documents were read, and do not name the state.

    Parameters
    ----------
    read
    ccodes
        COW numbers; where None, those that each group names most.
    most
        How many of these at most.
    level, draws, seed
        As for `foedus.documents.comparing.rates.rate`.
    """
    of = np.array(read.groups)
    names = sorted(set(read.groups), key=_order)
    every = read.count.sum(axis=1)
    found: list[StateRate] = []
    for name in names:
        which = np.flatnonzero(of == name)
        states = _named_most(read, which, most) if ccodes is None else list(ccodes)
        counts = np.array([read.of(ccode)[which] for ccode in states], np.int64)
        counts = counts.reshape(len(states), len(which)).T
        tokens = read.tokens[which]
        found += _of_group(name, states, counts, tokens, every[which], level, draws, seed)
    return found


def _named_most(read: Read, which: Ints, most: int) -> list[int]:
    """States that some documents name, the one named most first."""
    sums = read.count[which].sum(axis=0)
    order = np.argsort(-sums, kind="stable")[:most]
    return [int(ccode) for ccode in read.ccodes[order[sums[order] > 0]]]


def _order(name: str) -> tuple[bool, int, str]:
    """Numbers by size, words by their letters, what is not said last."""
    return name == NOT_SAID, int(name) if name.isdigit() else 0, name


def _of_group(
    name: str,
    ccodes: Sequence[int],
    counts: Ints,
    tokens: Ints,
    every: Ints,
    level: float,
    draws: int,
    seed: int,
) -> list[StateRate]:
    n = len(tokens)
    sums: NDArray[np.float64] | None = None
    if n >= FEWEST_DOCUMENTS:
        sums = drawn_sums(np.column_stack([counts, tokens, every]), draws, (seed,))
    basis = f"{draws:,} resamplings of {n:,} documents"
    found = []
    for k, ccode in enumerate(ccodes):
        one = int(counts[:, k].sum())
        plain_rate = rate(one, int(tokens.sum()), per=PER, level=level)
        plain_share = share(one, int(every.sum()), level=level)
        naming = int((counts[:, k] > 0).sum())
        bounds: list[Interval | None] = []
        why: list[str] = []
        for below, column, scale in ((tokens, -2, PER), (every, -1, 1)):
            reason = _too_few(int((below > 0).sum()), naming)
            why.append(reason)
            if sums is None or reason:
                bounds.append(None)
                continue
            with np.errstate(invalid="ignore"):
                low, high = percentiles(sums[:, k] / sums[:, column], level)
            bounds.append(Interval(low * scale, high * scale, level, basis))
        found.append(
            StateRate(
                name,
                ccode,
                naming,
                _with_documents(plain_rate, n, bounds[0], why[0]),
                _share_with_documents(plain_share, n, bounds[1], why[1]),
            )
        )
    return found


def _too_few(holding: int, naming: int) -> str:
    if holding < FEWEST_DOCUMENTS:
        return f"not assessable by documents: {holding} of them, at least {FEWEST_DOCUMENTS} needed"
    if naming < 2:
        return "not assessable by documents: fewer than two of them hold a mention"
    return ""


def _with_documents(found: Rate, n: int, bounds: Interval | None, why: str) -> Rate:
    if found.value is None:
        return replace(found, documents=n)
    return replace(found, documents=n, by_documents=bounds, why_no_documents=why)


def _share_with_documents(found: Share, n: int, bounds: Interval | None, why: str) -> Share:
    if found.value is None:
        return replace(found, documents=n)
    return replace(found, documents=n, by_documents=bounds, why_no_documents=why)

"""Which roll call of Voeten's is which recorded vote of the Library's.

The two files share no key. Symbols agree from the 18th session on, but one symbol can
stand for several roll calls (paragraphs, amendments, then the whole). So the votes
decide: two records are the same decision when the states on both voted alike on it,
and the symbol, the month and the kind of roll call break ties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from foedus.sources.symbols import base

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float32]

SAME_VOTES = 0.90  # share of states voting alike that the same resolution needs
SAME_VOTES_ALONE = 0.97  # the same where no symbol speaks for the pair
SHARED_STATES = 0.80  # of the states that voted on the item, found in the roll call
ROUNDS = 6


def link_roll_calls(
    items: pd.DataFrame,
    item_votes: pd.DataFrame,
    calls: pd.DataFrame,
    call_votes: pd.DataFrame,
) -> pd.DataFrame:
    """Pairs of the Library's items and Voeten's roll calls, one to one.

    Parameters
    ----------
    items, item_votes
        Tables ``un_items`` and ``un_votes``.
    calls, call_votes
        Tables ``roll_calls`` and ``roll_call_votes``.

    Returns
    -------
    pandas.DataFrame
        ``item``, ``rcid``, ``by`` (``symbol``, ``number`` or ``votes``) and ``alike``, the
        share of common voters that voted the same; ordered by item.
    """
    import pandas as pd

    parts = [
        _link_session(items, item_votes, calls[calls["session"] == s], call_votes, int(s))
        for s in np.unique(calls["session"])
    ]
    found = pd.concat(parts, ignore_index=True)
    best = found.sort_values(["score", "item"], ascending=[False, True], kind="stable")
    kept = best.drop_duplicates("item").sort_values("item", ignore_index=True)
    return kept[["item", "rcid", "by", "alike"]]


def item_issues(links: pd.DataFrame, issues: pd.DataFrame) -> pd.DataFrame:
    """Issue codes of the linked items: columns ``item``, ``issue``."""
    joined = links.merge(issues, on="rcid")[["item", "issue"]].drop_duplicates()
    return joined.sort_values(["item", "issue"], ignore_index=True)


def rows_of(keys: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Rows whose key is wanted, in order.

    Where the keys are sorted, as in the tables of votes, only the wanted ones are looked up.

    Parameters
    ----------
    keys, wanted
        Keys of all rows, and those looked for, each once.

    Examples
    --------
    >>> import numpy as np
    >>> rows_of(np.array([3, 3, 5, 8]), np.array([8, 3, 4])).tolist()
    [0, 1, 3]
    >>> rows_of(np.array([8, 3, 5, 3]), np.array([8, 3, 4])).tolist()
    [0, 1, 3]
    """
    if (keys[1:] < keys[:-1]).any():
        return np.flatnonzero(np.isin(keys, wanted))
    ordered = np.sort(wanted).astype(keys.dtype)
    first, end = (np.searchsorted(keys, ordered, side) for side in ("left", "right"))
    count = end - first
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    rows: npt.NDArray[np.int64] = np.repeat(first, count) + within
    return rows


def _link_session(
    items: pd.DataFrame,
    item_votes: pd.DataFrame,
    calls: pd.DataFrame,
    call_votes: pd.DataFrame,
    session: int,
) -> pd.DataFrame:
    """Links among one session's roll calls; special sessions may count under a neighbour."""
    import pandas as pd

    near = (items["session"] == session) | (
        items["special"] & (items["session"] - session).abs().le(1)
    )
    rows = items[near]
    if rows.empty or calls.empty:
        return pd.DataFrame(columns=["item", "rcid", "by", "alike", "score"])
    mine = rows_of(item_votes["item"].to_numpy(), rows["item"].to_numpy())
    states = np.unique(item_votes["ccode"].to_numpy()[mine])
    a = _ballots(item_votes, "item", rows["item"].to_numpy(), states)
    b = _ballots(call_votes, "rcid", calls["rcid"].to_numpy(), states)
    alike, shared = _agreement(a, b)
    exact, number = _symbol_matches(rows["symbol"], calls["symbol"])
    enough = (shared >= SHARED_STATES) & (
        (alike >= SAME_VOTES_ALONE) | ((alike >= SAME_VOTES) & (exact | number))
    )
    whole = (calls["para"].to_numpy() != 1) & (calls["amend"].to_numpy() != 1)
    score = alike + 0.04 * exact + 0.04 * number + 0.01 * _same_month(rows, calls) + 0.005 * whole
    pairs = _mutual_best(np.where(enough, score, -1.0))
    left, right = pairs[:, 0], pairs[:, 1]
    how = np.select([exact[left, right], number[left, right]], ["symbol", "number"], "votes")
    return pd.DataFrame(
        {
            "item": rows["item"].to_numpy()[left],
            "rcid": calls["rcid"].to_numpy()[right],
            "by": how,
            "alike": alike[left, right],
            "score": score[left, right],
        }
    )


def _ballots(votes: pd.DataFrame, key: str, ids: np.ndarray, states: np.ndarray) -> Floats:
    """Votes as a (ids, states, 3) array of ones and zeros."""
    keys = votes[key].to_numpy()
    mine = rows_of(keys, ids)
    ccode = votes["ccode"].to_numpy()[mine]
    column = np.searchsorted(states, ccode).clip(max=max(len(states) - 1, 0))
    known = states[column] == ccode if len(states) else np.zeros(len(mine), bool)
    mine, column = mine[known], column[known]
    order = np.argsort(ids)
    row = order[np.searchsorted(ids, keys[mine], sorter=order)]
    cells = np.zeros((len(ids), len(states), 3), dtype=np.float32)
    cells[row, column, votes["vote"].to_numpy()[mine].astype(np.int64) - 1] = 1
    return cells


def _agreement(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Share voting alike among common voters, and common voters as a share of the larger roll."""
    same = a.reshape(len(a), -1) @ b.reshape(len(b), -1).T
    voted_a, voted_b = a.sum(axis=2), b.sum(axis=2)
    both = voted_a @ voted_b.T
    largest = np.maximum(voted_a.sum(axis=1)[:, None], voted_b.sum(axis=1)[None, :])
    return same / np.maximum(both, 1), both / np.maximum(largest, 1)


def _symbol_matches(left: pd.Series, right: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Whether symbols are equal, and whether their resolution numbers are."""
    a, b = left.to_numpy(object), right.to_numpy(object)
    base_a = np.array([base(s) for s in a], dtype=object)
    base_b = np.array([base(s) for s in b], dtype=object)
    named = (b != "")[None, :] & (a != "")[:, None]
    return (a[:, None] == b[None, :]) & named, (base_a[:, None] == base_b[None, :]) & named


def _same_month(rows: pd.DataFrame, calls: pd.DataFrame) -> np.ndarray:
    """Voeten's days are unreliable before 1999, his months are not."""
    a = rows["date"].to_numpy("datetime64[M]")
    b = calls["date"].to_numpy("datetime64[M]")
    return np.asarray(a[:, None] == b[None, :])


def _mutual_best(score: np.ndarray) -> np.ndarray:
    """Pairs that are each other's best by positive score; rounds on what is left. Shape (n, 2)."""
    left = score.copy()
    pairs: list[np.ndarray] = []
    for _ in range(ROUNDS):
        best_b, best_a = left.argmax(axis=1), left.argmax(axis=0)
        rows = np.arange(len(left))
        ok = (best_a[best_b] == rows) & (left[rows, best_b] > 0)
        if not ok.any():
            break
        pairs.append(np.column_stack([rows[ok], best_b[ok]]))
        left[rows[ok], :] = -1.0
        left[:, best_b[ok]] = -1.0
    return np.concatenate(pairs) if pairs else np.zeros((0, 2), dtype=np.int64)

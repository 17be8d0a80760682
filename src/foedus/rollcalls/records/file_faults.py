"""What may be wrong with the rows of a roll-call file; every check gives all it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.records.file_rows import Coded

SHOWN, SHOWN_CODES, LONGEST = 3, 10, 40
_WORDS = {1: "yes", 2: "abstain", 3: "no", 0: "absent", -1: "unknown"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what to do about it."""

    problem: str
    remedy: str


def refuse(file: str, faults: Sequence[Fault]) -> None:
    """Raise one error that names every fault; nothing happens where there is none."""
    if not faults:
        return
    problems = [fault.problem for fault in faults]
    if len(problems) == 1:
        text = f"{file}: {problems[0]}."
    else:
        text = f"{file} has {len(problems)} faults:\n- " + ".\n- ".join(problems) + "."
    raise FoedusError(text, " ".join(dict.fromkeys(fault.remedy for fault in faults)))


def blanks(column: Coded, role: str) -> list[Fault]:
    """Rows that do not say which item, or who."""
    rows = column.where("")
    if not rows.size:
        return []
    first = int(rows[0]) + 1
    return [Fault(f"{has(rows.size)} no {role} (first: row {first})", f"Give each row its {role}.")]


def two_values(
    item: Coded, label: Coded, value: NDArray[np.int64], missing: int, what: str
) -> list[Fault]:
    """Items that have more than one period or date.

    Parameters
    ----------
    item, label
        Columns of the file.
    value : ndarray of int64, shape (labels,)
        What each label of `label` stands for, or `missing`.
    what
        Period or date, for the message.
    """
    given = value[label.code]
    known = given != missing
    last = np.full(len(item.labels), missing)
    last[item.code[known]] = given[known]
    differ = known & (given != last[item.code])
    if not differ.any():
        return []
    items = np.unique(item.code[differ])
    examples = []
    for k in items[:SHOWN]:
        seen = dict.fromkeys(label.labels[c] for c in label.code[(item.code == k) & known])
        examples.append(f"{cut(item.labels[k])} ({', '.join(map(cut, list(seen)[:SHOWN]))})")
    number = f"{len(items):,} items have" if len(items) > 1 else "1 item has"
    return [
        Fault(
            f"{number} more than one {what}: {_more(examples, len(items))}",
            f"An item is voted on once and has one {what}.",
        )
    ]


def repeated(
    key: NDArray[np.int64],
    order: NDArray[np.intp],
    item: Coded,
    actor: Coded,
    vote: NDArray[np.int8],
) -> list[Fault]:
    """The same actor twice on an item, also where one of the rows says absent.

    Parameters
    ----------
    key : ndarray of int64, shape (rows,)
        One number for each pair of item and actor.
    order : ndarray, shape (rows,)
        Rows ordered by `key`, equal ones as in the file.
    item, actor
        Columns of the file.
    vote : ndarray of int8, shape (rows,)
        Vote of each row.
    """
    ordered = key[order]
    again = np.flatnonzero(ordered[1:] == ordered[:-1])
    if not again.size:
        return []
    one, two = order[again], order[again + 1]
    differing = int((vote[one] != vote[two]).sum())
    examples = []
    for a, b in zip(one[:SHOWN].tolist(), two[:SHOWN].tolist(), strict=True):
        who, what = actor.labels[actor.code[a]], item.labels[item.code[a]]
        first, second = _WORDS[int(vote[a])], _WORDS[int(vote[b])]
        said = f"both {first}" if first == second else f"{first} and {second}"
        examples.append(f"{cut(who)} on {cut(what)} (rows {a + 1} and {b + 1}: {said})")
    return [
        Fault(
            f"{has(again.size)} an actor and item that an earlier row has, {differing:,} of them "
            f"with another vote: {_more(examples, again.size)}",
            "Keep one row for each actor and item.",
        )
    ]


def too_little(actors: Sequence[str], items: int, voted: int, divided: int) -> list[Fault]:
    """A file in which nobody can differ.

    Parameters
    ----------
    actors
        Who votes.
    items, voted, divided
        Number of items, of those with a vote, and of those on which votes differ.
    """
    remedy = "What actors want shows only where they differ; take a fuller record."
    if not voted:
        return [Fault(f"nobody votes on any of its {items:,} items", remedy)]
    if len(actors) == 1:
        return [Fault(f"only one actor votes, {cut(actors[0])}", remedy)]
    if not divided:
        return [Fault(f"all votes are equal on each of its {voted:,} items", remedy)]
    return []


def has(rows: int) -> str:
    """So many rows have."""
    return f"{rows:,} rows have" if rows > 1 else "1 row has"


def cut(text: str) -> str:
    """A label of unknown origin as one that a terminal can print."""
    return repr(text if len(text) <= LONGEST else text[:LONGEST] + "...")


def listed(labels: Sequence[str], counts: NDArray[np.int64]) -> str:
    """Labels with the number of their rows, the most frequent first."""
    ranked = sorted(zip(labels, counts.tolist(), strict=True), key=lambda p: (-p[1], p[0]))
    texts = [f"{cut(label) if label else 'nothing'} ({n:,})" for label, n in ranked[:SHOWN_CODES]]
    rest = len(ranked) - SHOWN_CODES
    return ", ".join(texts) + (f" and {rest:,} others" if rest > 0 else "")


def _more(examples: list[str], number: int) -> str:
    rest = number - len(examples)
    return ", ".join(examples) + (f" and {rest:,} more" if rest else "")

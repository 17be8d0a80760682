"""Checks of grid rows and need episodes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from foedus.ledger.check_fields import Place, check_fields
from foedus.ledger.check_items import as_list, cited, dates
from foedus.ledger.faults import Fault, choose
from foedus.ledger.layout import CELL, NEED, RESPONSE
from foedus.ledger.records import STANDARD
from foedus.ledger.words import ANSWERS, RESPONSES

EVIDENCED = frozenset({"given", "partly", "refused", "unanswered"})
"""Answers that say something happened: they name an item or a source."""
RULE = re.compile(r"(icb|mid):[1-9][0-9]*|supplement")


def check_row(
    plain: Mapping[str, Any],
    place: Place,
    needs: Mapping[str, str],
    toward: str,
    items: Container[str],
    sources: Container[str],
) -> Iterator[Fault]:
    """Faults of one grid row.

    Parameters
    ----------
    plain
        The row as parsed.
    place
        Where a field stands.
    needs
        Known need episodes and whose they are.
    toward
        The state in need, from the name of the file.
    items, sources
        Ids known in the folder.

    Yields
    ------
    Fault
        Each with its remedy.
    """
    yield from check_fields(plain, RESPONSE, place)
    need = plain.get("need")
    if not isinstance(need, str):
        need = ""  # reported by the check of the field
    if need and need not in needs:
        yield Fault(*place("need"), f'unknown need episode "{need}"', choose(need, needs))
    elif need and toward and needs[need] != toward:
        yield Fault(
            *place("need"), f'"{need}" is a need of {needs[need]}', f"This file is about {toward}."
        )
    queries = plain.get("queries")
    if isinstance(queries, list) and queries and len(queries) < STANDARD:
        yield Fault(
            *place("queries"),
            f"{len(queries)} of the {STANDARD} standard queries",
            "Run the others, so that every episode is searched alike.",
        )
    cells = plain.get("cells")
    if not isinstance(cells, dict) or not cells:
        yield Fault(*place("cells"), "no cells", "Write [response.cells] with an answer each.")
        return
    if not queries and not as_list(plain.get("extra")) and any(map(_searched, cells.values())):
        yield Fault(
            *place("queries"),
            '"queries" and "extra" are missing, but cells were searched',
            'Write what was run, or mark the cells "not_searched".',
        )
    for name, cell in cells.items():
        yield from _cell(name, cell, place, items, sources)


def _searched(cell: Any) -> bool:
    answer = cell.get("answer") if isinstance(cell, dict) else cell
    return answer != "not_searched"


def _cell(
    name: str, cell: Any, place: Place, items: Container[str], sources: Container[str]
) -> Iterator[Fault]:
    def here(_: str) -> tuple[str, int]:
        return place(name)

    if name not in RESPONSES:
        yield Fault(*place(name), f'unknown response "{name}"', choose(name, RESPONSES))
        return
    if isinstance(cell, str):
        cell = {"answer": cell}
    if not isinstance(cell, dict):
        yield Fault(*place(name), f'"{name}" holds {cell!r}', f"Use one of: {', '.join(ANSWERS)}.")
        return
    yield from check_fields(cell, CELL, here)
    for key, known in (("items", items), ("sources", sources)):
        for ref in as_list(cell.get(key)):
            if isinstance(ref, str) and ref not in known:
                yield Fault(
                    *here(key),
                    f'"{name}" names "{ref}", which is not in {key}',
                    "Add it, or mend the id.",
                )
    if cell.get("answer") in tuple(EVIDENCED) and not (cell.get("items") or cell.get("sources")):
        yield Fault(
            *here(""),
            f'"{name}" is {cell["answer"]} and names no evidence',
            "Name an item or a source.",
        )


def check_need(plain: Mapping[str, Any], place: Place, sources: Container[str]) -> Iterator[Fault]:
    """Faults of one need episode."""
    yield from check_fields(plain, NEED, place)
    for rule in as_list(plain.get("rule")):
        if isinstance(rule, str) and not RULE.fullmatch(rule):
            yield Fault(
                *place("rule"),
                f'"{rule}" is no rule',
                'Write "icb:458", "mid:4436" or "supplement".',
            )
    yield from dates(plain, place)
    yield from cited(plain, place, sources)

"""Similarity of votes on one issue: the Middle East, nuclear arms, disarmament, and so on.

Issues are Voeten's codes of roll calls, matched to the UN Library's items: his alone, none
that is predicted, so that each issue ends where his real codes end. Joint counts are made
from the raw files for the years asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.similarity_forms import Form, similarity
from foedus.measures.votes import count_years, stacked
from foedus.rollcalls.issues.vote_issues import COVERAGE, ISSUES, TABLES, items_by_issue, last_year
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

SOURCES = ("undl_ga_votes", "voeten_roll_call_issues")
_FORMS: dict[Form, tuple[str, str, tuple[float | None, float | None], tuple[str, ...]]] = {
    "n": ("votes in common", "votes", (0, None), ()),
    "agreement": ("share of identical votes", "share", (0, 1), ()),
    "s": ("S, absolute distances", "-1 to 1", (-1, 1), ("signorino_ritter1999",)),
    "kappa": ("kappa, squared distances", "chance-corrected", (-1, 1), ("cohen1968", "hage2011")),
}


@lru_cache(maxsize=1)
def _coded_votes(tables: Tables) -> pd.DataFrame:
    """Votes with the issue of their item: ``item, ccode, vote, year, issue``."""
    items = tables["un_items"][["item", "year"]]
    coded = items_by_issue(tables).merge(items, on="item")
    return tables["un_votes"].merge(coded, on="item")


def cells_of(issue: str) -> tuple[str, ...]:
    """Names of the nine joint counts of an issue."""
    return tuple(f"votes_{issue}_{a}{b}" for a in "yan" for b in "yan")


def _issue_group(issue: str, about: str) -> Group:
    cells = cells_of(issue)
    coverage = COVERAGE[0], last_year(issue)

    def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
        votes = _coded_votes(tables)
        counts = count_years(frame, votes[votes["issue"] == issue])
        # After the last coded year no vote has a code: missing there, not none.
        clipped = (clip_to(v, frame.year, coverage) for v in counts.T)
        return dict(zip(cells, clipped, strict=True))

    def offer(form: Form) -> Measure:
        label, unit, bounds, paper = _FORMS[form]
        return Measure(
            name=f"{form}_votes_{issue}",
            label=f"UN votes on {about}: {label}",
            unit=unit,
            directed=False,
            bounds=bounds,
            coverage=coverage,
            sources=SOURCES,
            paper=paper,
            description=(
                f"{label[0].upper() + label[1:]} over the recorded votes of the year on {about} "
                f"on which both voted; missing where none. Coded to {coverage[1]}."
            ),
            columns=cells,
            derive=lambda stored: similarity(stacked(stored, cells), form),
        )

    return Group(
        name=f"votes_{issue}",
        tables=("un_votes", "un_items", *TABLES),
        columns=tuple(Column(c, ships=False) for c in cells),
        measures=tuple(offer(form) for form in _FORMS),
        compute=compute,
        stored=False,
    )


ME, NU, DI, HR, CO, EC = (_issue_group(code, issue.about) for code, issue in ISSUES.items())

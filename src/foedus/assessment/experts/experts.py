"""Coded pieces of a corpus turned into what each side's experts say of the pair.

Evidence of its own: it moves no verdict. The finding asks whether the experts of the two
states see the partnership alike, and is left open where too few pieces tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.case import Case
from foedus.assessment.experts.experts_record import (
    OTHERS,
    SETTLED,
    Experts,
    MovedAround,
    Placed,
    Said,
)
from foedus.assessment.experts.experts_words import sentences_of
from foedus.core.interval import Interval
from foedus.documents.coding.codebook import Code, Codebook, Scalar
from foedus.documents.reliability.student import t_quantile
from foedus.documents.views.agreement import agreement_of
from foedus.documents.views.opened import check_pair, open_views
from foedus.documents.views.shares import FEWEST, LEVEL, Difference, differences, piece_share
from foedus.documents.views.views import APPLIED, Views

CODEBOOK = "partnerships"
COMPARED = ("basis", "limits")
"""Themes on which the sides are compared for the finding."""
VALUED = ("reactivity_us", "forecast")
_T_BASIS = "Student's t interval of a mean, pieces as independent"
Floats = NDArray[np.float64]


def experts(case: Case, corpus: str, *, seed: int) -> Experts:
    """What a corpus says of the case's pair up to its year.

    Parameters
    ----------
    case
        The pair and the year.
    corpus
        Name of a corpus coded by the codebook "partnerships".
    seed
        Of shuffles and resamplings.

    Raises
    ------
    FoedusError
        If there is no such corpus, it is not coded so, or it is about another pair.
    """
    views = check_pair(open_views(corpus, CODEBOOK), {a.ccode: a.name for a in case.actors})
    known = views.until(case.year)
    one, two = (a.iso3 for a in case.actors)
    groups = np.array([s if s in (one, two) else OTHERS for s in known.sides], object)
    sides = (one, two, OTHERS)
    codes = _asked(known.codebook)
    columns = [(c, v, known.has(c.id, v)) for c, v in codes]
    found = Experts(
        corpus=views.corpus,
        codebook=views.codebook.key,
        shipped=views.shipped,
        sides=sides,
        counts={s: int((groups == s).sum()) for s in sides},
        span=_span(known),
        said=_said(known, groups, sides, columns, seed),
        placed=tuple(
            _placed(known, groups, sides, c) for c in known.codebook.codable if c.kind == "scale"
        ),
        moved=(),
        not_moved=(),
        reliability=agreement_of(known, [c.id for c in known.codebook.codable], seed),
        machine_only=known.machine_only(),
        coders=tuple((name, known.coders[name].kind) for name in sorted(known.read)),
        pieces=known.pieces,
        about=views.about,
        undated=len(views.pieces) - len(known.pieces),
        why_null=_why_null(known, case),
    )
    moved, not_moved = _around(case, known, [x for x in columns if _compared(x[0])], seed)
    found = replace(found, moved=moved, not_moved=not_moved)
    names = (case.actors[0].name, case.actors[1].name)
    return replace(found, sentences=sentences_of(found, names))


def _asked(book: Codebook) -> list[tuple[Code, Scalar]]:
    """Flags, and each value of the categories."""
    out: list[tuple[Code, Scalar]] = []
    for code in book.codable:
        if code.kind == "flag":
            out.append((code, APPLIED))
        elif code.kind == "category":
            out += [(code, value.value) for value in code.values]
    return out


def _compared(code: Code) -> bool:
    return code.parent in COMPARED


def _span(views: Views) -> tuple[int, int] | None:
    years = [p.year for p in views.pieces if p.year is not None]
    return (min(years), max(years)) if years else None


def _why_null(views: Views, case: Case) -> str:
    if not views.pieces:
        return f"no piece of the corpus is dated up to {case.year}"
    if not any(views.leads):
        return "no piece of the corpus was read by a coder"
    return ""


def _said(
    views: Views,
    groups: NDArray[np.object_],
    sides: Sequence[str],
    columns: Sequence[tuple[Code, Scalar, Floats]],
    seed: int,
) -> tuple[Said, ...]:
    """Shares by side; the two states' compared, together for basis and limits, else alone."""
    if not views.pieces or not columns:
        return ()
    pair = (groups == sides[0]) | (groups == sides[1])
    clusters = [p.cluster for p, kept in zip(views.pieces, pair, strict=True) if kept]
    second = groups[pair] == sides[1]
    has = np.column_stack([x for _, _, x in columns])
    families = [
        np.flatnonzero([_compared(c) for c, _, _ in columns]),
        np.flatnonzero([not _compared(c) for c, _, _ in columns]),
    ]
    found: dict[int, Difference] = {}
    for family in families:
        if family.size:
            made = differences(has[pair][:, family], second, clusters, seed=seed)
            found |= dict(zip(family.tolist(), made, strict=True))
    ids = np.array([p.id for p in views.pieces], object)
    return tuple(
        Said(
            code=code.id if value == APPLIED else f"{code.id}={value}",
            label=_label(code, value),
            theme=_theme(views.codebook, code),
            shares={s: piece_share(column[groups == s]) for s in sides},
            difference=found[k],
            pieces={s: tuple(ids[(groups == s) & (column == 1)]) for s in sides},
        )
        for k, (code, value, column) in enumerate(columns)
    )


def _label(code: Code, value: Scalar) -> str:
    if value == APPLIED:
        return code.name()
    chosen = next(v for v in code.values if v.value == value)
    return chosen.label.get("en") or str(value)


def _theme(book: Codebook, code: Code) -> str:
    if code.kind == "category":
        return code.name()
    return book.by_id[code.parent].name() if code.parent else code.name()


def _placed(views: Views, groups: NDArray[np.object_], sides: Sequence[str], code: Code) -> Placed:
    values = np.array(
        [v if isinstance(v, (int, float)) else np.nan for v in views.values(code.id)], float
    )
    ends = (_label(code, code.values[0].value), _label(code, code.values[-1].value))
    bounds = (float(code.values[0].value), float(code.values[-1].value))
    means = {s: _mean(values[groups == s], bounds) for s in sides}
    return Placed(code.id, code.name(), ends, means)


def _mean(
    values: Floats, bounds: tuple[float, float]
) -> tuple[float | None, Interval | None, int, str]:
    """Mean of a scale with Student's t interval, kept within the scale."""
    seen = values[~np.isnan(values)]
    n = len(seen)
    if n < FEWEST:
        return None, None, n, f"{n} pieces could be placed; {FEWEST} are needed"
    mean, spread = float(seen.mean()), float(seen.std(ddof=1))
    if spread == 0:
        return mean, None, n, "all pieces have the same value, which leaves no interval"
    half = t_quantile((1 + LEVEL) / 2, n - 1) * spread / np.sqrt(n)
    low, high = max(bounds[0], mean - half), min(bounds[1], mean + half)
    return mean, Interval(float(low), float(high), LEVEL, _T_BASIS), n, ""


def _around(
    case: Case, views: Views, columns: Sequence[tuple[Code, Scalar, Floats]], seed: int
) -> tuple[tuple[MovedAround, ...], tuple[str, ...]]:
    """What moved around the years in which an hour of need of either state began.

    The years themselves, not the days, part the pieces, since many pieces are dated by year
    or month; each year's probability is multiplied by the number of years looked at.
    """
    years = np.array([p.year or 0 for p in views.pieces])
    clusters = [p.cluster for p in views.pieces]
    events: dict[int, list[str]] = {}
    for hour in case.record.hours:
        events.setdefault(hour.first, []).append(hour.title)
    usable = [y for y in sorted(events) if min((years < y).sum(), (years >= y).sum()) >= FEWEST]
    why = tuple(
        f"{y}: {(years < y).sum()} pieces before, {(years >= y).sum()} from then on"
        for y in sorted(events)
        if y not in usable
    )
    if not usable or not columns:
        return (), why
    has = np.column_stack([x for _, _, x in columns])
    moved = []
    for year in usable:
        made = differences(has, years >= year, clusters, seed=seed)
        for (code, value, _), d in zip(columns, made, strict=True):
            p = None if d.p is None else min(1.0, d.p * len(usable))
            if p is not None and p < SETTLED:
                event = "; ".join(events[year])
                label = _label(code, value)
                moved.append(MovedAround(year, event, code.id, label, replace(d, p=p)))
    none = [str(y) for y in usable if y not in {m.year for m in moved}]
    if none:
        why = (*why, f"{', '.join(none)}: nothing moved by more than chance")
    return tuple(moved), why

"""`foedus.assess`: one pair, one year, everything foedus can say about it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files

import numpy as np

from foedus import __version__
from foedus.assessment.case import Case
from foedus.assessment.criteria import findings
from foedus.assessment.draws import DRAWS, draw
from foedus.assessment.evidence import Evidence, Pair, gather_pairs, ordered
from foedus.assessment.limits import limited, limits
from foedus.assessment.result import Actor, Assessment, Comparison, Reach
from foedus.assessment.thresholds import thresholds
from foedus.assessment.timelines import history, timelines
from foedus.assessment.verdict import conclude, printed
from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.core.finding import Figure, Finding
from foedus.core.origin import Citation
from foedus.core.settings import SEED
from foedus.sources.registry import origin
from foedus.states.resolve import resolve, resolve_pair
from foedus.states.state import State
from foedus.store.reference import ReferencePanel, current

Name = str | int

LISTED = (
    "atop",
    "undl_ga_votes",
    "voeten_roll_call_issues",
    "tss_rivalries",
    "thompson_rivalries",
    "rivalry_supplement",
    "gml_mids",
    "cow_mids",
    "cow_nmc",
    "cow_igos",
    "sipri_arms",
    "mme_exercises",
    "russia_exercises",
    "dmdc_us_troops",
    "cow_trade",
    "imf_dots_russia",
    "fariss_gdp",
    "bfr_liquidity_lines",
    "vdem_regimes",
)


def assess(
    a: Name,
    b: Name,
    year: int | None = None,
    *,
    compare: Sequence[tuple[Name, Name]] | None = None,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Assessment:
    """How committed two states are to each other in a year, on what, and what would change it.

    Parameters
    ----------
    a, b
        States by COW or GW code, ISO3, or English, Chinese or Russian name.
    year
        Calendar year; the last year of the reference panel where None.
    compare
        Pairs to set beside this one; a mix of well-known pairs where None.
    seed, draws
        Seed and number of the draws behind the intervals.

    Returns
    -------
    Assessment
        Verdict, criteria, figures, timelines, coverage and citations; `as_dict` gives
        the documented JSON.

    Raises
    ------
    UnknownState, AmbiguousState, NotInSystem
        If a state cannot be resolved in that year.
    YearOutOfRange
        If the panel does not reach the year.

    Examples
    --------
    >>> import foedus
    >>> foedus.assess("China", "Россия", 2015).verdict.printed
    'limited strategic partnership'
    """
    panel = current()
    first, last = panel.manifest["years"]
    asked = last if year is None else year
    if not first <= asked <= last:
        raise YearOutOfRange(
            f"No source reaches {asked}.", f"Ask for a year from {first} to {last}."
        )
    one, two = resolve_pair(a, b, asked)
    pair = (one.ccode, two.ccode)
    others = _others(pair, compare, asked)
    evidence = gather_pairs([pair, *(p for _, p in others)], panel)
    own = evidence.of(pair)
    case = _case((one, two), own, asked, panel, seed, draws)
    found = findings(case)
    beside = [(label, e) for label, p in others if len((e := evidence.of(p)).inputs)]
    figures = _unique(found)
    return Assessment(
        pair=case.actors,
        year=asked,
        verdict=conclude(case, found),
        criteria=found,
        measures=figures,
        coverage=_coverage(asked),
        citations=_citations(figures),
        timelines=timelines(case.actors, own, beside),
        history=history(own),
        comparisons=tuple(
            c
            for label, p in others
            if (c := _comparison(label, p, evidence, asked, panel, seed)) is not None
        ),
        thresholds=tuple(
            (t.name, t.text, t.low, f"to {t.high:g} ({t.about}); {t.set}")
            for t in thresholds().values()
        ),
        notes=_notes(case, panel),
        version=__version__,
    )


def _case(
    states: tuple[State, State],
    own: Evidence,
    year: int,
    panel: ReferencePanel,
    seed: int,
    draws: int,
) -> Case:
    rows = np.flatnonzero(own.inputs.year == year)
    if rows.size == 0:
        raise FoedusError(
            f"{states[0].name_in(year)} and {states[1].name_in(year)} were not both in the state system in {year}.",
            "See `foedus states NAME` for the years of each.",
        )
    row = int(rows[0])
    counts = _vote_counts(own, row, panel)
    actors = (_actor(states[0], year), _actor(states[1], year))
    return Case(
        actors,
        year,
        own,
        row,
        draw(own, row, counts, panel.manifest["hazards"], draws=draws, seed=seed),
        panel,
    )


def _actor(state: State, year: int) -> Actor:
    return Actor(
        state.ccode,
        state.iso3_in(year),
        state.name_in(year),
        state.name_in(year, "zh"),
        state.name_in(year, "ru"),
    )


def _vote_counts(own: Evidence, row: int, panel: ReferencePanel) -> dict[str, np.ndarray]:
    """Joint counts of the votes behind the three-year kappas, shape (3, 3), by input."""
    from foedus.measures.votes import CELLS, NORM_CELLS

    one, two = int(own.inputs.ccode1[row]), int(own.inputs.ccode2[row])
    found = {}
    for name, column, cells in (
        ("kappa", "kappa_votes_3y", CELLS),
        ("kappa_norms", "kappa_norms_3y", NORM_CELLS),
    ):
        age = own.inputs.age[column][row]
        if not np.isfinite(age):
            continue
        year = int(own.inputs.year[row] - age)
        counts = panel.read(
            [*cells], f"ccode1 = {one} AND ccode2 = {two} AND year BETWEEN {year - 2} AND {year}"
        )
        found[name] = np.array([np.nansum(counts[c]) for c in cells]).reshape(3, 3)
    return found


def _others(
    pair: Pair, compare: Sequence[tuple[Name, Name]] | None, year: int
) -> list[tuple[str, Pair]]:
    named: list[tuple[State, State]] = []
    if compare is not None:
        named = [resolve_pair(x, y, year) for x, y in compare]
    else:
        given = tomllib.loads((files("foedus.assessment") / "comparisons.toml").read_text("utf-8"))
        for x, y in given["pairs"]:
            try:
                two = (resolve(x, year), resolve(y, year))
            except FoedusError:
                # A default pair that did not exist that year is simply not shown.
                continue
            if ordered((two[0].ccode, two[1].ccode)) != ordered(pair):
                named.append(two)
        named = named[: given["shown"]]
    return [(f"{_short(x, year)}–{_short(y, year)}", (x.ccode, y.ccode)) for x, y in named]


def _short(state: State, year: int) -> str:
    """A short name for charts: the state's own where it is called today's name that year."""
    name = state.name_in(year)
    return state.short if name == state.name else name


def _comparison(
    label: str, pair: Pair, evidence: Evidence, year: int, panel: ReferencePanel, seed: int
) -> Comparison | None:
    own = evidence.of(pair)
    rows = np.flatnonzero(own.inputs.year == year)
    if rows.size == 0:
        return None
    from foedus.states.table import systems

    states = (systems().state(pair[0]), systems().state(pair[1]))
    row = int(rows[0])
    actors = (_actor(states[0], year), _actor(states[1], year))
    case = Case(
        actors,
        year,
        own,
        row,
        draw(own, row, {}, panel.manifest["hazards"], draws=50, seed=seed),
        panel,
        False,
    )
    found = findings(case)
    tested = limits(case)
    words = printed(case.lead, limited(tested), tested)
    return Comparison(label, words, {f.name: f.met for f in found}, ())


def _unique(found: Sequence[Finding]) -> tuple[Figure, ...]:
    seen: dict[tuple[str, str], Figure] = {}
    for finding in found:
        for figure in finding.figures:
            seen.setdefault((figure.measure, figure.direction), figure)
    return tuple(seen.values())


def _coverage(year: int) -> tuple[Reach, ...]:
    out = []
    for name in LISTED:
        o = origin(name)
        first, last = o.coverage
        inside = first <= year <= last
        status = (
            "covered"
            if inside
            else "before"
            if year < first
            else f"ends {year - last} {'year' if year - last == 1 else 'years'} earlier"
        )
        out.append(Reach(name, o.title, o.version, o.licence, first, last, status))
    return tuple(out)


def _citations(figures: Sequence[Figure]) -> tuple[Citation, ...]:
    names = sorted({s for f in figures for s in f.sources})
    found = {c.key: c for name in names for c in origin(name).citations}
    return tuple(found[k] for k in sorted(found))


def _notes(case: Case, panel: ReferencePanel) -> tuple[str, ...]:
    notes = [
        "Membership is not probability: it says how far the written rules fit, not how likely a future is.",
        "Need episodes and the ledger of dated items are not part of this version; what either would pay is left open.",
        "China-Russia after 1990 was kept out of all threshold setting; the rules were designed from "
        "articles that reach a verdict on it, so agreement there is calibration, not confirmation.",
    ]
    if panel.manifest["inputs"].get("undl_ga_votes", {}).get("present") is False:
        notes.append("UN votes were not present when the reference panel was built.")
    return tuple(notes)

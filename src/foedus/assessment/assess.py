"""`foedus.assess`: one pair, one year, everything foedus can say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus import __version__
from foedus.assessment import ties
from foedus.assessment.beside import comparison, others_of
from foedus.assessment.case import Case
from foedus.assessment.change_record import Before
from foedus.assessment.changes import compared, year_before
from foedus.assessment.criteria import findings
from foedus.assessment.draws import DRAWS
from foedus.assessment.evidence import Evidence, gather_pairs
from foedus.assessment.limits import limited, limits
from foedus.assessment.make_case import FEW_DRAWS, make_case
from foedus.assessment.record import Record
from foedus.assessment.result import Assessment, Reach
from foedus.assessment.texts import read_corpora, with_texts
from foedus.assessment.thresholds import thresholds
from foedus.assessment.timelines import history, timelines
from foedus.assessment.verdict import conclude, printed
from foedus.assessment.voting import voting
from foedus.assessment.weakest import weakest
from foedus.core.errors import YearOutOfRange
from foedus.core.finding import Figure, Finding
from foedus.core.origin import Citation
from foedus.core.settings import SEED
from foedus.sources.registry import origin
from foedus.states.resolve import resolve_pair
from foedus.states.state import State
from foedus.store.reference import ReferencePanel, current

Name = str | int

LISTED = (
    "atop",
    "treaty_register",
    "undl_ga_votes",
    "voeten_roll_call_issues",
    "voeten_ideal_points",
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
    since: str | None = None,
    corpus: str | Sequence[str] | None = None,
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
    since
        A date (YYYY, YYYY-MM or YYYY-MM-DD); the result then says what changed since.
    corpus
        Names of coded corpora of texts on the pair: a user's own, or those that come with
        foedus. One coded by "partnerships" ("experts") adds what experts of either side say,
        one coded by "programme" ("statements") what the two together oppose and propose.
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
    FoedusError
        If there is no such corpus, or it is not coded, or not about the pair.

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
    if since is not None:
        earlier = max(year_before(since, asked), first)
    one, two = resolve_pair(a, b, asked)
    pair = (one.ccode, two.ccode)
    others = others_of(pair, compare, asked)
    evidence = gather_pairs([pair, *(p for _, p in others)], panel)
    own = evidence.of(pair)
    case = make_case((one, two), own, asked, panel, seed, draws)
    names = [corpus] if isinstance(corpus, str) else list(corpus or ())
    views, clauses = read_corpora(case, names, seed)
    found = with_texts(findings(case), views, clauses, case)
    beside = [(label, e) for label, p in others if len((e := evidence.of(p)).inputs)]
    figures = _unique(found)
    result = Assessment(
        pair=case.actors,
        year=asked,
        verdict=conclude(case, found),
        criteria=found,
        measures=figures,
        coverage=_coverage(asked),
        citations=_citations(figures),
        timelines=(ties.timeline(case.actors, own, beside), *timelines(case.actors, own, beside)),
        history=history(own),
        comparisons=tuple(
            c
            for label, p in others
            if (c := comparison(label, p, evidence, asked, panel, seed)) is not None
        ),
        thresholds=tuple(
            (t.name, t.text, t.low, f"to {t.high:g} ({t.about}); {t.set}")
            for t in thresholds().values()
        ),
        notes=_notes(case, panel),
        record=case.record,
        weakest=weakest(case),
        voting=voting(case),
        experts=views,
        programme=clauses,
        version=__version__,
    )
    if since is None:
        return result
    before = _before((one, two), own, earlier, panel, seed)
    return replace(result, changes=compared(case, result, before, since))


def _before(
    states: tuple[State, State], own: Evidence, year: int, panel: ReferencePanel, seed: int
) -> Before:
    """The pair in an earlier year; its answers and figures do not hang on the draws."""
    case = replace(make_case(states, own, year, panel, seed, FEW_DRAWS), placed=False)
    found, tested = findings(case), limits(case)
    return Before(year, printed(case.lead, limited(tested), tested), found, _unique(found))


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


def _ledger_notes(record: Record) -> list[str]:
    if not record.coded:
        return [
            "No case file of this pair is at hand; what either paid in the other's hours of need is left open."
        ]
    return [
        f"Hours of need and items are read from {record.since} to {record.until}. Coded by {coder}"
        for coder in record.coders
    ]


def _notes(case: Case, panel: ReferencePanel) -> tuple[str, ...]:
    notes = [
        "Membership is not probability: it says how far the written rules fit, not how likely a future is.",
        *_ledger_notes(case.record),
        "China-Russia after 1990 was kept out of all threshold setting; the rules were designed from "
        "articles that reach a verdict on it, so agreement there is calibration, not confirmation.",
    ]
    if panel.manifest["inputs"].get("undl_ga_votes", {}).get("present") is False:
        notes.append("UN votes were not present when the reference panel was built.")
    return tuple(notes)

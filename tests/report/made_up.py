"""Assessments with invented figures: the shape is real, no number in here is."""

from __future__ import annotations

from dataclasses import replace

from tests.report import made_up_experts, made_up_ledger, made_up_voting
from tests.report.made_up_findings import EXTRA, figures, findings
from tests.report.made_up_lines import LAST, history, timelines

from foedus.assessment.result import (
    Actor,
    Assessment,
    Comparison,
    Limit,
    Membership,
    Reach,
    Verdict,
)
from foedus.core.finding import Finding, Rank
from foedus.core.interval import Interval
from foedus.core.origin import Citation
from foedus.core.vocabulary import VERDICT_TYPES

CHINA = Actor(710, "CHN", "China", "中国", "Китай")
RUSSIA = Actor(365, "RUS", "Russia", "俄罗斯", "Россия")
HOSTILE = '<script>alert("x")</script>'


def _held(score: float, first_in: float, spread: float = 0.12) -> Membership:
    bounds = Interval(max(0, score - spread), min(1, score + spread), 0.9, "1,000 draws")
    return Membership(score, bounds, first_in)


def verdict() -> Verdict:
    scores = {
        "defence alliance": (0.0, 0.0),
        "security community": (0.12, 0.0),
        "strategic partnership": (0.78, 0.72),
        "dependency": (0.22, 0.02),
        "transactional tie": (0.41, 0.21),
        "consultation or non-aggression pact": (0.35, 0.05),
        "rivalry": (0.08, 0.0),
        "no alignment": (0.05, 0.0),
    }
    return Verdict(
        type="strategic partnership",
        printed="limited strategic partnership",
        sentence="They give each other arms, exercises and credit against a threat both feel from "
        "the United States, without a promise to fight.",
        labels=("consultation or non-aggression pact",),
        memberships={t: _held(*scores[t]) for t in VERDICT_TYPES},
        ranks_first=0.72,
        runner_up="transactional tie",
        condition="a military domain among the three strongest domains",
        confidence="low",
        confidence_reason="five of nine inputs end before 2022 and are carried "
        "forward by four to seven years",
        flip="Nearest change of a size seen before: joint exercises from nine to none. Among "
        "comparable pairs this happened within five years in 3 of 41. It would leave a "
        "transactional tie.",
        against="Russia’s arms deliveries fell to a tenth of their level of 2005, and China’s swap "
        "line lapsed in 2023.",
        limited=True,
        limits=(
            Limit("scope", True, "Four of six domains have depth; finance and politics have none."),
            Limit(
                "cost",
                None,
                "No need episode is coded yet for this pair. Coded episodes of "
                "both states since 1991 would make it assessable.",
            ),
            Limit("norms", True, "The two vote apart on human-rights texts in one of five cases."),
            Limit("autonomy", False, "Trade with the third party does not outweigh the tie."),
        ),
        draws=1000,
    )


def coverage() -> tuple[Reach, ...]:
    def one(name: str, title: str, first: int, last: int, note: str = "") -> Reach:
        age = LAST - last
        status = "observed" if age <= 0 else f"carried {age} year{'s' * (age > 1)}"
        return Reach(name, title, "1.0", "CC BY 4.0", first, last, status, note)

    return (
        one("undl_ga_votes", "UN General Assembly roll calls", 1946, 2025),
        one(
            "atop",
            "Alliance Treaty Obligations and Provisions",
            1815,
            2018,
            "Treaties after 2018 are not in it.",
        ),
        one("sipri_arms", "SIPRI Arms Transfers Database", 1950, 2024),
        one("cow_trade", "COW trade", 1870, 2014),
        one("imf_dots_russia", "IMF Direction of Trade, Russia", 1992, 2024),
        one("tss_rivalries", "Strategic rivalries", 1494, 2020),
        one("vdem_regimes", "Varieties of Democracy", 1789, 2024),
        Reach(
            "dmdc_us_troops",
            "US troops abroad",
            "2024-03",
            "public domain",
            1950,
            2024,
            "missing for this pair",
            "Troops of the United States only.",
        ),
    )


def comparisons() -> tuple[Comparison, ...]:
    f = figures()

    def one(name: str, printed: str, **answers: bool | None) -> Comparison:
        return Comparison(
            name,
            printed,
            answers,
            (
                replace(f["kappa"], value=0.5),
                replace(f["threat"], value=None, status="missing", note="No rivalry is listed."),
            ),
        )

    return (
        one(
            "United States and United Kingdom",
            "defence alliance",
            alliance=True,
            community=True,
            commitment=True,
            interests=True,
            norms=None,
            asymmetry=True,
        ),
        one(
            "United States and India",
            "strategic partnership, limits not assessable",
            alliance=False,
            community=False,
            commitment=None,
            interests=True,
            norms=None,
            asymmetry=False,
        ),
    )


def assessment() -> Assessment:
    """A full assessment: None answers, both directions, carried years, three scripts."""
    f = figures()
    return Assessment(
        (CHINA, RUSSIA),
        LAST,
        verdict(),
        findings(),
        tuple(f.values()),
        coverage(),
        (
            Citation(
                "leeds2002",
                "article",
                {
                    "author": "Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara "
                    "McLaughlin and Long, Andrew G.",
                    "title": "Alliance Treaty Obligations and Provisions, 1815-1944",
                    "journal": "International Interactions",
                    "year": "2002",
                    "doi": "10.1080/03050620213653",
                },
            ),
            Citation(
                "undl",
                "misc",
                {
                    "author": "United Nations Dag Hammarskjöld Library",
                    "title": "Voting data",
                    "year": "2026",
                    "url": "https://digitallibrary.un.org",
                },
            ),
        ),
        timelines(),
        history(),
        comparisons(),
        (
            ("hostility_open", "Open hostility begins", 0.3, "Reference pairs, 1946 to 2010"),
            ("economic_low", "Dependence counts from this quantile", 0.75, "Yearly quantiles"),
        ),
        (
            "Percentages of draws are not probabilities.",
            "China and Russia are kept out of all threshold setting.",
        ),
        "0.1.0",
        made_up_ledger.record(),
        made_up_ledger.weakest(),
        made_up_ledger.changes(),
        made_up_voting.voting(),
        made_up_experts.experts(),
    )


def bare() -> Assessment:
    """As little as an assessment can hold: nothing assessable, no lines, no comparison."""
    nothing = Verdict(
        None,
        "not assessable",
        "",
        (),
        {},
        0.0,
        None,
        "",
        "low",
        "no source reaches this pair in this year",
        "",
        "",
        None,
        (),
        0,
    )
    silent = tuple(
        Finding(
            name,
            None,
            None,
            None,
            "",
            why_null="No source reaches 1946 for this pair. A "
            "source for that year would make it assessable.",
            extra=EXTRA.get(name, {}),
        )
        for name in ("alliance", "community", "commitment", "interests", "norms", "asymmetry")
    )
    return Assessment((CHINA, RUSSIA), 1946, nothing, silent, (), (), ())


def hostile() -> Assessment:
    """Every free text carries markup that must come out as text."""
    base = assessment()
    actor = replace(CHINA, name=HOSTILE, name_zh=HOSTILE, name_ru=HOSTILE)
    figure = replace(
        figures()["kappa"],
        label=HOSTILE,
        unit=HOSTILE,
        note=HOSTILE,
        sources=(HOSTILE,),
        ranks=(Rank(HOSTILE, 1, 2),),
    )
    line = timelines()[0]
    line = replace(
        line,
        title=HOSTILE,
        subtitle=HOSTILE,
        source_line=HOSTILE,
        unit=HOSTILE,
        marks=((1950, HOSTILE),),
        dimension=HOSTILE,
        series=tuple(replace(s, label=HOSTILE) for s in line.series[:1]),
    )
    return replace(
        base,
        pair=(actor, RUSSIA),
        record=made_up_ledger.record(HOSTILE),
        weakest=made_up_ledger.weakest(HOSTILE),
        changes=made_up_ledger.changes(HOSTILE),
        voting=made_up_voting.voting(HOSTILE),
        experts=made_up_experts.experts(HOSTILE),
        timelines=(line,),
        notes=(HOSTILE, "\x1b[31mred\x1b[0m\u202e"),
        verdict=replace(
            base.verdict,
            printed=HOSTILE,
            sentence=HOSTILE,
            labels=(HOSTILE,),
            condition=HOSTILE,
            confidence_reason=HOSTILE,
            flip=HOSTILE,
            against=HOSTILE + "\x1b[2J",
            limits=(Limit(HOSTILE, None, HOSTILE),),
        ),
        criteria=(
            replace(
                base.criteria[0],
                text=HOSTILE,
                why_null=HOSTILE,
                figures=(figure,),
                sources=(HOSTILE,),
            ),
        ),
        coverage=(Reach(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1946, 2000, HOSTILE, HOSTILE),),
        citations=(
            Citation(
                HOSTILE, "misc", {"author": HOSTILE, "title": HOSTILE, "url": "javascript:alert(1)"}
            ),
        ),
        comparisons=(Comparison(HOSTILE, HOSTILE, {"alliance": None}, (figure,)),),
        thresholds=((HOSTILE, HOSTILE, 1.0, HOSTILE),),
    )

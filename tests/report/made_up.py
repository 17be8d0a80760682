"""Assessments with invented figures: the shape is real, no number in here is."""

from __future__ import annotations

import math
from dataclasses import replace

from tests.report import made_up_ledger

from foedus.assessment.result import (
    Actor,
    Assessment,
    Comparison,
    Limit,
    Membership,
    Reach,
    Series,
    Timeline,
    Verdict,
    YearVerdict,
)
from foedus.core.finding import Figure, Finding, Rank
from foedus.core.interval import Interval
from foedus.core.origin import Citation
from foedus.core.vocabulary import VERDICT_TYPES

CHINA = Actor(710, "CHN", "China", "中国", "Китай")
RUSSIA = Actor(365, "RUS", "Russia", "俄罗斯", "Россия")
HOSTILE = '<script>alert("x")</script>'
A_TO_B, B_TO_A = "first to second", "second to first"
LAST = 2025


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


def figures() -> dict[str, Figure]:
    ranks = (Rank("major-power dyads", 12, 66), Rank("dyads with any tie in ten years", 812, 4120))
    return {
        "obligation": Figure(
            "obligations",
            "Obligation class",
            2.0,
            unit="class 0 to 4",
            status="carried",
            data_year=2018,
            sources=("atop",),
        ),
        "kappa": Figure(
            "kappa_votes",
            "Chance-corrected voting agreement (kappa)",
            0.61,
            interval=Interval(0.55, 0.67, 0.9, "400 resamplings of the year's votes"),
            data_year=2025,
            ranks=ranks,
            sources=("undl_ga_votes",),
        ),
        "regime": Figure(
            "regime_gap",
            "Difference in electoral democracy",
            0.09,
            unit="0 to 1",
            data_year=2024,
            sources=("vdem_regimes",),
        ),
        "arms_ab": Figure(
            "arms",
            "Arms delivered in ten years",
            0.0,
            A_TO_B,
            "million TIV",
            data_year=2024,
            sources=("sipri_arms",),
        ),
        "arms_ba": Figure(
            "arms",
            "Arms delivered in ten years",
            4210.0,
            B_TO_A,
            "million TIV",
            data_year=2024,
            ranks=(Rank("major-power dyads", 2, 66),),
            sources=("sipri_arms",),
        ),
        "trade_ab": Figure(
            "trade_share",
            "Partner’s share in total trade",
            0.047,
            A_TO_B,
            "share",
            data_year=2024,
            ranks=(Rank("major-power dyads", 31, 66),),
            sources=("cow_trade", "imf_dots_russia"),
        ),
        "trade_ba": Figure(
            "trade_share",
            "Partner’s share in total trade",
            0.312,
            B_TO_A,
            "share",
            data_year=2024,
            ranks=(Rank("major-power dyads", 3, 66),),
            sources=("cow_trade", "imf_dots_russia"),
        ),
        "threat": Figure(
            "shared_threat",
            "Shared threat: United States",
            0.54,
            unit="0 to 1",
            status="carried",
            data_year=2020,
            interval=Interval(0.41, 0.66, 0.9, "draws over rivalry weights"),
            ranks=(Rank("major-power dyads", 2, 66),),
            sources=("tss_rivalries",),
        ),
        "troops": Figure(
            "troops",
            "Troops stationed with the partner",
            None,
            A_TO_B,
            "persons",
            status="missing",
            sources=("dmdc_us_troops",),
            note="The source covers troops of the United States only; a source on "
            "troops of other states would make it assessable.",
        ),
    }


def domains() -> tuple[Figure, ...]:
    def one(
        name: str,
        value: float | None,
        direction: str = "both",
        status: str = "observed",
        year: int | None = 2024,
    ) -> Figure:
        return Figure(
            f"domain_{name}",
            name.capitalize(),
            value,
            direction,
            "0 to 1",
            status,
            year,
            sources=("sipri_arms",),
        )  # type: ignore[arg-type]

    return (
        one("arms", 0.0, A_TO_B),
        one("arms", 0.83, B_TO_A),
        one("military", 0.71, status="carried", year=2016),
        one("economic", 0.22, A_TO_B),
        one("economic", 0.95, B_TO_A),
        one("financial", None, A_TO_B, "missing", None),
        one("financial", 0.0, B_TO_A),
        one("diplomatic", 0.64),
        one("political", 1.0, status="carried", year=2018),
    )


def findings() -> tuple[Finding, ...]:
    f = figures()
    return (
        Finding(
            "alliance",
            False,
            0.0,
            Interval(0, 0.02, 0.9, "draws"),
            "The treaty of 2001 promises non-aggression and consultation, no defence.",
            figures=(f["obligation"],),
            sources=("atop",),
            extra={"obligation": False, "life": "not assessable"},
        ),
        Finding(
            "community",
            False,
            0.12,
            Interval(0.05, 0.2, 0.9, "draws"),
            "A rivalry ended less than 25 years ago; the two vote alike on most texts.",
            figures=(f["kappa"], f["regime"]),
            sources=("undl_ga_votes", "vdem_regimes"),
            extra={
                "findings": {
                    "security_community": False,
                    "normative_agreement": True,
                    "shared_identity": None,
                }
            },
        ),
        Finding(
            "commitment",
            None,
            None,
            None,
            "Four of six domains are supplied; what either paid for the other is not coded.",
            why_null="No need episode of either state is coded, so what was paid cannot be "
            "told. Coded need episodes would make it assessable.",
            figures=(*domains(), f["arms_ab"], f["arms_ba"], f["troops"]),
            sources=("sipri_arms", "dmdc_us_troops"),
        ),
        Finding(
            "interests",
            True,
            0.54,
            Interval(0.41, 0.66, 0.9, "draws"),
            "The United States is a rival of both.",
            figures=(f["threat"], f["trade_ab"], f["trade_ba"]),
            sources=("tss_rivalries", "cow_trade"),
        ),
        Finding(
            "norms",
            None,
            None,
            None,
            "",
            why_null="No texts of the two states are coded. "
            "A corpus of their official documents would make it assessable.",
        ),
        Finding(
            "asymmetry",
            True,
            0.66,
            Interval(0.5, 0.8, 0.9, "draws"),
            "Russia depends on China more than China on Russia.",
            direction=B_TO_A,
            figures=(f["trade_ab"], f["trade_ba"], f["arms_ab"], f["arms_ba"]),
            sources=("cow_trade",),
        ),
    )


def _series(
    label: str,
    role: str,
    level: float,
    swing: float,
    *,
    last: int = LAST,
    seen: int = LAST,
    gap: tuple[int, int] | None = None,
    band: float = 0.0,
) -> Series:
    years = tuple(range(1946, last + 1))
    values: list[float | None] = []
    for y in years:
        value = level + swing * math.sin((y - 1946) / 9) + swing * math.sin(y / 2.3) / 4
        values.append(None if gap and gap[0] <= y <= gap[1] else round(value, 3))
    low = tuple(None if v is None else v - band for v in values) if band else ()
    high = tuple(None if v is None else v + band for v in values) if band else ()
    return Series(label, role, years, tuple(values), tuple(y > seen for y in years), low, high)


def timelines() -> tuple[Timeline, ...]:
    marks = ((1950, "Treaty of 1950"), (1960, "Split"), (1969, "Ussuri"), (2001, "Treaty of 2001"))
    votes = Timeline(
        "votes",
        "Voting in the General Assembly",
        "Chance-corrected agreement (kappa) on the resolutions of a year, with 90 % interval",
        "kappa",
        "UN Digital Library, roll calls; agreement computed by foedus.",
        (
            _series("China–Russia", "joint", 0.4, 0.3, gap=(1946, 1970), band=0.07),
            _series("United States–United Kingdom", "comparison", 0.6, 0.1),
            _series("United States–India", "comparison", 0.1, 0.2),
        ),
        None,
        marks,
    )
    arms = Timeline(
        "arms",
        "Arms supplied",
        "Deliveries over ten years",
        "million TIV",
        "SIPRI Arms Transfers Database.",
        (
            _series("China to Russia", "first", 300, 200, seen=2021),
            _series("Russia to China", "second", 9000, 6000, seen=2021),
            _series("United States to United Kingdom", "comparison", 7000, 2500, seen=2021),
        ),
    )
    steps = Series(
        "China–Russia",
        "joint",
        tuple(range(1950, 2019)),
        tuple(4.0 if y < 1980 else 0.0 if y < 2001 else 2.0 for y in range(1950, 2019)),
    )
    carried = Series(
        "China–Russia",
        "joint",
        tuple(range(1950, LAST + 1)),
        (*steps.values, *[2.0] * (LAST - 2018)),
        (*[False] * 69, *[True] * (LAST - 2018)),
    )
    pact = Timeline(
        "obligations",
        "Treaty obligations",
        "Class: 4 defence or offence, 3 neutrality, 2 consultation, 1 non-aggression",
        "class 0 to 4",
        "ATOP 5.1.",
        (
            carried,
            Series(
                "United States–United Kingdom",
                "comparison",
                carried.years,
                (4.0,) * len(carried.years),
                carried.carried,
            ),
        ),
        (0, 4),
        marks[:1] + marks[3:],
        True,
    )
    trade = Timeline(
        "trade",
        "Trade dependence",
        "Partner’s share in total trade",
        "%",
        "COW trade 4.0; after 2014 IMF.",
        (
            _series("China on Russia", "first", 8, 6, seen=2014, band=1.0),
            _series("Russia on China", "second", 14, 9, seen=2014, band=2.0),
            _series("India on Russia", "comparison", 6, 3, last=2014),
        ),
    )
    empty = Timeline(
        "troops",
        "Troops and bases",
        "Persons stationed",
        "persons",
        "No source reaches this pair.",
        (Series("China to Russia", "first", (2000, 2001), (None, None)),),
    )
    threat = Timeline(
        "threat",
        "Shared threat",
        "The larger of what both face, 0 to 1",
        "0 to 1",
        "Rivalries, disputes and capabilities.",
        (
            _series("China–Russia", "joint", 0.4, 0.25, seen=2020, band=0.1),
            _series("United States–India", "comparison", 0.3, 0.2, seen=2020),
        ),
        (0, 1),
    )
    return votes, pact, arms, trade, threat, empty


def history() -> tuple[YearVerdict, ...]:
    rows = []
    for year in range(1946, LAST + 1):
        kind, labels = "no alignment", ()
        if 1950 <= year < 1961:
            kind = "defence alliance"
        elif 1961 <= year < 1989:
            kind, labels = "rivalry", (("dead letter",) if year < 1980 else ())
        elif 1996 <= year < 2001:
            kind = "transactional tie"
        elif year >= 2001:
            kind = "strategic partnership"
        missing = year in (1946, 1947)
        rows.append(
            YearVerdict(
                year,
                None if missing else kind,  # type: ignore[arg-type]
                "" if missing else kind,
                None if missing else 0.7,
                year > 2021,
                labels,
            )
        )
    return tuple(rows)


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
    )


_EXTRA: dict[str, dict[str, object]] = {
    "alliance": {"obligation": None, "life": "not assessable"},
    "community": {
        "findings": dict.fromkeys(("security_community", "normative_agreement", "shared_identity"))
    },
}


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
            extra=_EXTRA.get(name, {}),
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

"""Invented figures and findings: the shape is real, no number in here is."""

from __future__ import annotations

from foedus.core.finding import Figure, Finding, Rank
from foedus.core.interval import Interval

A_TO_B, B_TO_A = "first to second", "second to first"


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


EXTRA: dict[str, dict[str, object]] = {
    "alliance": {"obligation": None, "life": "not assessable"},
    "community": {
        "findings": dict.fromkeys(("security_community", "normative_agreement", "shared_identity"))
    },
}

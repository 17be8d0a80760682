"""Made-up speeches of made-up views: known counts by state and year."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus

WORDS = re.findall(
    r"\w+",
    "river road school well town harbour lamp field bread winter market bridge music paper "
    "garden engine forest window silver stone letter wheel cotton island valley summer copper "
    "candle orchard mirror ladder basket feather lantern meadow anchor barrel chapel",
)
NAMED = "We stand for a multipolar world in which {who} is one of the poles. "
RULE = "We uphold sovereignty and territorial integrity. "


def speeches(years: range = range(1980, 1992)) -> list[dict[str, str]]:
    """China names multipolarity once a speech and Europe as a pole; Russia only from 1986 on.

    Both uphold the rules; India never does. China speaks of markets with it, Russia of armies.
    """
    rows = []
    rng = random.Random(1)

    def fill() -> str:
        # Different words, or the speeches would be taken for copies of each other.
        return " ".join(rng.choices(WORDS, k=60)).capitalize() + ". "

    for year in years:
        china = NAMED.format(who="Europe") + "Markets and trade grow in it. "
        russia = NAMED.format(who="India") + "Armies and weapons rule in it. "
        texts = {
            "CHN": fill() + china + RULE,
            "RUS": fill() + (russia if year >= 1986 else "") + RULE,
            "IND": fill() + "We build dams.",
        }
        rows += [
            {"text": text, "side": side, "date": str(year), "title": f"{side} {year}"}
            for side, text in texts.items()
        ]
    return rows


def corpus(folder: Path, rows: list[dict[str, str]], name: str = "debate") -> Corpus:
    """The speeches as a corpus; FOEDUS_CORPORA must be set."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "speeches.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    made = new_corpus(name)
    add_folder(made, folder, processes=0, text_column="text", language="en")
    return made

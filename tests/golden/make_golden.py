"""Make golden.csv: known pairs recomputed from the makers' raw files by plain loops.

Nothing of foedus is used, so that the numbers are a second opinion: the csv module,
dictionaries, and the definitions in the papers (Signorino and Ritter 1999 for S; Cohen 1968
for kappa; Haege 2011 for both on votes and alliances).

    python tests/golden/make_golden.py FOLDER

FOLDER holds the raw files in the layout the sources declare: the UN Library's votes
(un_ga_votes) and SIPRI transfers (sipri_tiv). Run it only when a raw file changes, and look at the difference.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

NAMES = {2: "USA", 200: "GBR", 365: "RUS", 710: "CHN", 740: "JPN", 750: "IND", 770: "PAK"}
OLDER = {"SUN": 365, "USR": 365}
"""The Soviet Union in the Library's file; all other codes are those of `NAMES`."""
PAIRS = ((2, 200), (2, 365), (2, 710), (2, 740), (365, 710), (365, 750), (710, 770), (750, 770))
YEARS = (1975, 1985, 1989, 1995, 2005, 2015, 2021)
PEOPLES_REPUBLIC = "1971-10-25"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a gzipped CSV file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def ballots(folder: Path) -> dict[int, dict[int, dict[str, int]]]:
    """Votes by year and state: item to 1 yes, 2 abstain, 3 no."""
    dates = {r["undl_id"]: r["date"] for r in rows(folder / "un_ga_votes/ga_resolutions.csv.gz")}
    code = {name: ccode for ccode, name in NAMES.items()} | OLDER
    out: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows(folder / "un_ga_votes/ga_votes.csv.gz"):
        choice = {"Y": 1, "A": 2, "N": 3}.get(row["ms_vote"])
        date = dates.get(row["undl_id"], "")
        ccode = code.get(row["ms_code"])
        if choice and ccode and date and not (ccode == 710 and date < PEOPLES_REPUBLIC):
            out[int(date[:4])][ccode][row["undl_id"]] = choice
    return out


def forms(x: list[int], y: list[int], reach: int) -> dict[str, float]:
    """Agreement, S and kappa of two lists of choices."""
    n = len(x)
    near = sum(abs(a - b) for a, b in zip(x, y, strict=True)) / (reach * n)
    square = sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) / (reach**2 * n)
    chance = sum((a - b) ** 2 for a in x for b in y) / (reach**2 * n * n)
    return {
        "n": n,
        "agreement": sum(a == b for a, b in zip(x, y, strict=True)) / n,
        "s": 1 - 2 * near,
        "s_squared": 1 - 2 * square,
        "kappa": 1 - square / chance,
    }


def transfers(folder: Path) -> dict[tuple[int, int], dict[int, int]]:
    """Volume by supplier, recipient and year."""
    out: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows(folder / "sipri_tiv/sipri_tiv_dyad_year_1950_2021.csv.gz"):
        if row["supplier_cown"] not in {"", "NA"} and row["recipient_cown"] not in {"", "NA"}:
            pair = int(float(row["supplier_cown"])), int(float(row["recipient_cown"]))
            out[pair][int(row["year"])] += int(float(row["value"]))
    return out


def golden(folder: Path) -> Iterator[tuple[int, int, int, str, float]]:
    """Keys, measure and value."""
    votes, sold = ballots(folder), transfers(folder)
    for one, two in PAIRS:
        for year in YEARS:
            both = sorted(votes[year][one].keys() & votes[year][two].keys())
            x, y = ([votes[year][s][item] for item in both] for s in (one, two))
            for form, value in forms(x, y, 2).items():
                yield one, two, year, f"{form}_votes", value
            decade = range(year - 9, year + 1)
            yield one, two, year, "arms_10y", sum(sold[one, two][y] for y in decade)
            yield two, one, year, "arms_10y", sum(sold[two, one][y] for y in decade)


def main() -> None:
    """Write golden.csv beside this script."""
    with Path(__file__).with_name("golden.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["ccode1", "ccode2", "year", "measure", "value"])
        for *key, value in golden(Path(sys.argv[1])):
            writer.writerow([*key, round(value, 6)])


if __name__ == "__main__":
    main()

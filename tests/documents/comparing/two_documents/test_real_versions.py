"""Real speeches and news: figures that others counted, and what a summit's read-outs say."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from foedus.documents.comparing.two_documents.comparison import compare
from foedus.documents.comparing.two_documents.records import word_records
from foedus.documents.comparing.two_documents.sides import Document, Side
from foedus.documents.corpora.reading.md import plain
from foedus.documents.language.clean import clean

CHINA, RUSSIA, US = 710, 365, 2
_CHINA = re.compile(r"\bChin(?:a|ese)\b")
_INDOCHINA = re.compile(r"\bIndo[-\s]+Chin(?:a|ese)\b")


def _decade(data: Path, first: int) -> Side:
    file = data / "un_general_debate" / "speeches.parquet"
    rows = duckdb.sql(
        f"SELECT year, text FROM '{file}' WHERE iso3 = 'RUS' AND year BETWEEN {first} AND {first + 9}"
        " ORDER BY year"
    ).fetchall()
    made = (Document(str(year), clean(text), "en", year, RUSSIA) for year, text in rows)
    return Side(f"{first} to {first + 9}", tuple(made))


@pytest.mark.parametrize(
    ("first", "matches", "indochina", "signs"),
    [(1975, 28, 11, 1), (1985, 4, 1, 0), (1995, 3, 0, 0), (2005, 7, 0, 0), (2015, 28, 0, 0)],
)
def test_russian_mentions_of_china_by_decade(
    data: Path, first: int, matches: int, indochina: int, signs: int
) -> None:
    """SOURCE.txt: matches of Chin(a|ese), 28, 4, 3, 7, 28 by decade from 1975.

    Ours are these, less Indo-China, which is no China, with one more for "Sino-Vietnamese".
    """
    side = _decade(data, first)
    assert sum(len(_CHINA.findall(d.text)) for d in side.documents) == matches
    assert sum(len(_INDOCHINA.findall(d.text)) for d in side.documents) == indochina
    found = compare(side, side, CHINA, draws=20)
    assert found.state.rates.first.mentions == matches - indochina + signs


def test_russia_names_china_more_often_in_the_last_decade(data: Path) -> None:
    found = compare(_decade(data, 1995), _decade(data, 2015), CHINA, draws=400)
    pair = found.state.rates
    assert (pair.first.mentions, pair.second.mentions) == (3, 28)
    assert pair.ratio_by_documents is not None
    assert 1 < pair.ratio_by_documents.low < (pair.ratio or 0) < pair.ratio_by_documents.high
    assert found.state.new.rank == 4


def _summit(data: Path, day: str) -> Side:
    """What the evening news says of the talks and of what was signed and said after them."""
    file = data / "cctv_evening_news_zh" / "days.parquet"
    ((text,),) = duckdb.execute(
        f"SELECT text FROM '{file}' WHERE date::VARCHAR IN (?, ?)", [day, day.replace("-", "")]
    ).fetchall()
    items = re.split("^### ", text, flags=re.MULTILINE)[1:]
    heads = re.compile("俄罗斯总统.*(?:会谈|会见记者)|会见俄罗斯总")
    kept = [item for item in items if heads.search(item.split("\n")[0])]
    whole = clean(plain("\n\n".join(f"## {item}" for item in kept)))
    return Side(day, (Document(day, whole, "zh", int(day[:4]), CHINA),))


def test_read_outs_of_two_summits(data: Path) -> None:
    """21 March 2023 and 20 May 2026: Russia as often, the treaty of 2001 comes in."""
    found = compare(_summit(data, "2023-03-22"), _summit(data, "2026-05-20"), RUSSIA, draws=200)
    interval = found.state.rates.ratio_interval
    assert interval is not None
    assert interval.low < 1 < interval.high
    assert found.state.old.rank == found.state.new.rank == 1
    assert found.salience.of(US) is None
    assert found.way is None
    marking = [row["feature"] for row in word_records(found) if row["p_adjusted"] < 0.1]
    assert "条约" in marking

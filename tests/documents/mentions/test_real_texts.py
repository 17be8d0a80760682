"""Mentions in the shared corpora, beside counts that others made."""

import re

import duckdb
import numpy as np

from foedus.documents.language.clean import clean
from foedus.documents.mentions.counting import count_states
from foedus.documents.mentions.mentions import find_all

CHINA = re.compile(r"\bChin(a|ese)\b")


def test_russian_mentions_of_china_by_decade(data):
    """Matches of `CHINA` in Russian speeches from 1975 (SOURCE.txt): 28, 4, 3, 7, 28.

    Names, adjectives and peoples of this room are fewer, speech by speech, by just those
    matches that are Indo-China, which is no China: eleven in the first decade and one in
    the second. Capitals as metonyms (Peking) come on top, as a kind of their own.
    """
    file = data / "un_general_debate" / "speeches.parquet"
    speeches = duckdb.sql(
        f"SELECT year, text FROM '{file}' WHERE iso3 = 'RUS' AND year >= 1975 ORDER BY year"
    ).df()
    texts = [clean(text) for text in speeches.text]
    decade = (speeches.year.to_numpy() - 1975) // 10
    mentions = find_all(texts, "en", years=speeches.year.tolist())
    matches = np.array([len(CHINA.findall(text)) for text in texts])
    indochina = np.array([len(re.findall(r"\bIndo[-\s]+Chin(?:a|ese)\b", text)) for text in texts])
    named = count_states(mentions.only(["name", "adjective", "people"])).of(710)
    by_decade = [
        np.bincount(decade, counts, 5).astype(int).tolist()
        for counts in (matches, indochina, named)
    ]
    assert by_decade[0] == [28, 4, 3, 7, 28]
    assert (matches == named + indochina).all()
    assert by_decade[2] == [17, 3, 3, 7, 28]
    capitals = count_states(mentions.only(["capital"])).of(710)
    assert np.bincount(decade, capitals, 5).astype(int).tolist()[0] > 0


def test_chinese_news_name_the_states_of_a_summit_day(data):
    """22 March 2023: the report on the summit in Moscow; Russia comes first among others."""
    file = data / "cctv_evening_news_zh" / "days.parquet"
    text = duckdb.sql(f"SELECT text FROM '{file}' WHERE date::VARCHAR LIKE '%2023%03%22%'").df()
    counts = count_states(find_all([clean(text.text[0])], "zh", years=[2023], speakers=[710]))
    others = counts.ccodes != 710
    assert counts.ccodes[others][counts.count[0, others].argmax()] == 365
    assert counts.share(365).value > 0.2


def test_developing_countries_are_not_china(data):
    """发展中国家 holds 中国; a plain search for 中国 counts it, this room does not."""
    file = data / "cctv_evening_news_zh" / "days.parquet"
    days = duckdb.sql(f"SELECT text FROM '{file}' ORDER BY date LIMIT 60").df()
    texts = [clean(text) for text in days.text]
    found = find_all(texts, "zh", years=[2022] * 60)
    plain = sum(text.count("中国") for text in texts)
    developing = sum(text.count("发展中国家") for text in texts)
    names = sum(form in ("中国", "新中国") or form == "中国人" for form in found.form)
    assert developing > 50
    assert plain - developing >= names
    assert names > 0.98 * (plain - developing)

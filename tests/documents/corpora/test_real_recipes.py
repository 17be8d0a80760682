"""The five recipes on the makers' files: as many documents as their sources say, and whole."""

from __future__ import annotations

import re
from itertools import islice

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.documents.corpora.batches import batches
from foedus.documents.corpora.files import File
from foedus.documents.corpora.metadata import known
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.prepare import prepare
from foedus.documents.corpora.recipes.recipe import recipe, recipe_file, recipe_names

DOCUMENTS = {
    "un_general_debate": 3757,
    "un_security_council": 45,
    "cctv_evening_news": 19541,
    "channel_one_headlines": 144944,
    "kremlin_ru": 227,
}
LANGUAGES = {
    "un_general_debate": "en", "un_security_council": "en", "cctv_evening_news": "zh",
    "channel_one_headlines": "ru", "kremlin_ru": "ru",
}  # fmt: skip
FIRST_AND_LAST = {
    "un_general_debate": ("1946", "2024"),
    "un_security_council": ("2014", "2016"),
    "cctv_evening_news": ("2022-09-24", "2026-08-22"),
    "channel_one_headlines": ("2000-01-01", "2026-03-04"),
    "kremlin_ru": ("2025-02-01", "2025-05-08"),
}


def read(name: str, data, most: int | None = None):
    found = recipe(name)
    path = recipe_file(found, data)
    file = File(path, found.file, path.stat().st_size)
    for batch in islice(batches(file, Options(recipe=found), 0), most):
        yield from batch.raws


def test_every_recipe_is_checked_here():
    assert sorted(DOCUMENTS) == recipe_names()


@pytest.mark.parametrize("name", sorted(set(DOCUMENTS) - {"channel_one_headlines"}))
def test_documents_are_as_many_as_the_source_says_and_whole(name, data):
    dates: list[str] = []
    sides: dict[str, int] = {}
    china = [0] * 5
    for raw in read(name, data):
        of = known(raw, {})
        dates.append(of.fields.get("date", ""))
        sides[of.fields["side"]] = sides.get(of.fields["side"], 0) + 1
        assert of.language == LANGUAGES[name]
        assert "\ufffd" not in raw.text
        assert raw.text.strip()
        if of.fields["side"] == "RUS" and name == "un_general_debate" and dates[-1] >= "1975":
            found = len(re.findall(r"\bChin(?:a|ese)\b", raw.text))
            china[min((int(dates[-1]) - 1975) // 10, 4)] += found
    assert len(dates) == DOCUMENTS[name]
    assert (min(filter(None, dates)), max(dates)) == FIRST_AND_LAST[name]
    assert dates.count("") == (9 if name == "kremlin_ru" else 0)
    if name == "cctv_evening_news":
        assert len(set(dates)) == 1423
    if name == "un_general_debate":
        # The Republic of China until 1971, the People's Republic since.
        assert (sides["TWN"], sides["CHN"], len(sides)) == (25, 53, 61)
        # Mentions of China in Soviet and Russian speeches by decade, as the source counts them.
        assert china == [28, 4, 3, 7, 28]
    if name == "un_security_council":
        assert all(len(side) == 3 for side in sides)


def test_headlines_are_one_a_row(data):
    import duckdb

    path = str(recipe_file(recipe("channel_one_headlines"), data))
    query = "SELECT count(*), min(date), max(date) FROM read_parquet(?)"
    count, *span = duckdb.execute(query, [path]).fetchone()
    assert count == DOCUMENTS["channel_one_headlines"]
    assert tuple(map(str, span)) == FIRST_AND_LAST["channel_one_headlines"]
    rows = duckdb.execute("SELECT headline_ru, date FROM read_parquet(?) LIMIT 2000", [path])
    raws = read("channel_one_headlines", data, 1)
    for raw, (headline, date) in zip(raws, rows.fetchall(), strict=True):
        assert (raw.text, known(raw, {}).fields["date"]) == (headline, str(date))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_documents_are_in_the_language_they_say(name, data):
    from foedus.documents.language.detect import detect

    raws = list(read(name, data, 1))[::40][:60]
    told = [detect(raw.text).language for raw in raws]
    # Headlines of two words may be in any language.
    assert told.count(LANGUAGES[name]) >= 0.95 * len(raws)


def test_pages_of_speeches_do_not_part_their_sentences(data):
    raws = list(read("un_general_debate", data, 1))
    made = [prepare(raw.text, "en") for raw in raws]
    opened = [m.text[a : a + 1].islower() for m in made for a, _ in m.sentences.tolist()]
    assert sum(opened) < 0.02 * len(opened)

"""Which state a form means: by year, by speaker, by what the text named."""

import pytest

from foedus.documents.mentions.mentions import find


def ccodes(text, language, **given):
    return find(text, language, **given).ccode.tolist()


@pytest.mark.parametrize(
    ("text", "language", "year", "ccode"),
    [
        ("Germany", "en", 1938, 255),
        ("Germany", "en", 1970, 260),
        ("Germany", "en", 1990, 255),
        ("Germany", "en", None, 255),
        ("немецкие", "ru", 1960, 260),
        ("德国", "zh", 2020, 255),
        ("Bonn", "en", 1970, 260),
        ("Republic of China", "en", 1947, 710),
        ("Republic of China", "en", 1960, 713),
        ("中华民国", "zh", 1930, 710),
        ("Китайская Республика", "ru", 1955, 713),
        ("Yemen", "en", 1975, 678),
        ("也门", "zh", 2020, 679),
        ("Korea", "en", 1900, 730),
        ("Korea", "en", 2000, 732),
        ("Soviet Union", "en", 2020, 365),
        ("Россия", "ru", 1975, 365),
        ("Prague", "en", 1970, 315),
        ("布拉格", "zh", 2000, 316),
        ("Алма-Ата", "ru", 1995, 705),
        ("Austria", "en", 1900, 300),
        ("Austria", "en", 1950, 305),
        ("Southern Sudan", "en", 2005, 625),
        ("Southern Sudan", "en", 2012, 626),
    ],
)
def test_the_year_decides(text, language, year, ccode):
    assert ccodes(text, language, year=year) == [ccode]


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [("Bonn", "en", 2020), ("Lagos", "en", None), ("波恩", "zh", None)],
)
def test_a_form_without_a_meaning_in_that_year_is_no_mention(text, language, year):
    assert ccodes(text, language, year=year) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("our country", "en"), ("My Government", "en"), ("我国", "zh"), ("нашей страны", "ru")],
)
def test_first_person_is_the_speaker_and_nobody_without_one(text, language):
    assert ccodes(text, language) == []
    assert ccodes(text, language, speaker=365) == [365]
    assert find(text, language, speaker=365).kinds == ["self"]


@pytest.mark.parametrize(
    ("speaker", "year", "ccode"), [(None, 1960, 710), (713, 1960, 713), (713, 1990, 710)]
)
def test_china_in_the_mouth_of_the_republic(speaker, year, ccode):
    assert ccodes("China", "en", year=year, speaker=speaker) == [ccode]


def test_a_shared_name_means_the_state_named_nearest():
    text = "The Republic of Korea spoke. {} North Korea answered, Korea said."
    assert ccodes("The Republic of Korea said that Korea agrees.", "en") == [732, 732]
    assert ccodes("North Korea said that Korea agrees.", "en") == [731, 731]
    assert ccodes(text.format("x " * 600), "en") == [732, 731, 731]


def test_congo():
    assert ccodes("Kinshasa, capital of the Democratic Republic of the Congo. The Congo", "en")[
        -2:
    ] == [490, 490]
    assert ccodes("Congo-Brazzaville is small. The Congo is at peace.", "en") == [484, 484]
    # Both were called so until the summer of 1964; the one at war is meant by default.
    assert ccodes("the Republic of the Congo", "en", year=1961) == [490]
    assert ccodes("the Republic of the Congo", "en", year=1990) == [484]

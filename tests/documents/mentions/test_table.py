"""The table of forms: complete, consistent with the table of states, unambiguous in time."""

import re
from collections import defaultdict

import pytest

from foedus.documents.mentions.cues import cues
from foedus.documents.mentions.table import (
    ALWAYS,
    AMBIGUITIES,
    KINDS,
    SELF,
    entries,
    not_states,
    rows,
)
from foedus.states.system import LAST_YEAR, members
from foedus.states.table import systems

LANGUAGES = ("en", "zh", "ru")
CHECKED = {
    "",
    "states.csv",
    "COW",
    "CLDR",
    "world-countries",
    "i18n-nationality",
    "OpenCorpora",
}
# Their names and capitals are the same word, or their capital has the state's name.
SAME_NAME = {212, 221, 331, 522, 830, 95, 90, 615, 616, 403, 690}


def test_rows_are_valid():
    for row in rows("forms.csv"):
        assert row["kind"] in KINDS, row
        assert row["checked"] in CHECKED, row
        assert set(row["ambiguous"].split("|")) - {""} <= set(AMBIGUITIES), row
        assert row["form"] == row["form"].strip(), row
        assert row["ccode"] == "" or int(row["ccode"]) in systems().states, row
        assert (row["ccode"] == "") == (row["kind"] == "self"), row
        first, last = int(row["from"] or ALWAYS[0]), int(row["to"] or ALWAYS[1])
        assert first <= last, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_present_state_has_its_names_and_a_capital(language):
    named, capitals = defaultdict(set), set()
    for entry in entries(language):
        for reading in entry.readings:
            named[reading.ccode].add(entry.form.replace("ё", "е"))
            if reading.kind == "capital":
                capitals.add(reading.ccode)
    for ccode in members(LAST_YEAR).tolist():
        state = systems().state(ccode)
        if (language, ccode) == ("zh", 482):
            continue  # 中非 is China and Africa, hardly ever the Central African Republic
        name = {"en": state.name, "zh": state.name_zh, "ru": state.name_ru}[language]
        assert name.replace("ё", "е") in named[ccode], (language, name)
    missing = set(members(LAST_YEAR).tolist()) - capitals
    assert missing <= SAME_NAME


@pytest.mark.parametrize("language", LANGUAGES)
def test_former_states_are_there(language):
    there = {reading.ccode for entry in entries(language) for reading in entry.readings}
    assert {260, 265, 300, 315, 511, 678, 680, 713, 730, 817} <= there


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_states_share_a_form_in_one_year_only_if_the_table_says_how_to_choose(language):
    for entry in entries(language):
        if entry.ambiguous & {"states", "rarely", "speaker", "cue"}:
            continue
        for one in entry.readings:
            for other in entry.readings:
                apart = one is other or one.last <= other.first or other.last <= one.first
                same = one.ccode in (other.ccode, SELF)
                assert apart or same, (entry.form, one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_shared_by_states_have_one_usual_reading_at_most(language):
    for entry in entries(language):
        years = {y for r in entry.readings for y in (r.first, r.last)}
        for year in years:
            usual = {
                r.ccode
                for r in entry.readings
                if r.first <= year < max(r.last, r.first + 1)
                and not r.ambiguous & {"rarely", "speaker"}
            }
            assert len(usual) <= 1 or "cue" in entry.ambiguous, (entry.form, year, usual)


def test_the_known_ambiguous_forms_are_marked():
    marked = {e.form: e.ambiguous for lang in LANGUAGES for e in entries(lang)}
    known = (
        "Georgia Jordan Chad Guinea Korea Congo Turkey Polish China Washington Niger Ireland "
        "America US 苏丹 万象 巴 意 Того Чад Конго Америка"
    )
    for form in re.findall(r"\S+", known):
        assert marked[form], form


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_states_are_no_forms(language):
    forms = {entry.form for entry in entries(language)}
    assert not forms & set(not_states(language))
    assert len(not_states(language)) == len(set(not_states(language)))


def test_cues_have_no_empty_words():
    for row in rows("cues.csv"):
        language = next(lang for lang in LANGUAGES if lang == row["language"])
        assert all(cues(row["cue"], language)), row

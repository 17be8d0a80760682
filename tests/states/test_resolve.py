import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import AmbiguousState, FoedusError, NotInSystem, UnknownState
from foedus.states.names import claims, fold
from foedus.states.resolve import resolve, resolve_pair
from foedus.states.table import gw_spells, systems

STATES = list(systems().states.values())
CLAIMS = [(key, claim) for key, held in claims().items() for claim in held]
SHARED = {key for key, held in claims().items() if len(held) > 1}


@pytest.mark.parametrize(
    ("text", "year", "ccode"),
    [
        ("China", None, 710), ("PRC", None, 710), ("中国", None, 710),
        ("中华人民共和国", 2015, 710),
        ("КНР", None, 710), ("Китай", 1950, 710), ("CHN", None, 710), ("710", None, 710),
        (710, None, 710), ("China", 1947, 710), ("Republic of China", None, 713),
        ("ROC", 1970, 713), ("臺灣", None, 713), ("Taiwan", None, 713),
        ("Russia", None, 365), ("Россия", None, 365), ("俄国", None, 365), ("РФ", 2015, 365),
        ("USSR", 1980, 365), ("СССР", 1980, 365), ("苏联", 1960, 365), ("SUN", 1970, 365),
        ("Soviet Union", None, 365), ("ussr", 1991, 365), ("Russia", 1980, 365),
        ("USA", None, 2), ("US", None, 2), ("U.S.A.", None, 2), ("America", None, 2),
        ("2", None, 2),
        ("UK", None, 200), ("Britain", None, 200), ("英国", None, 200),
        ("Великобритания", None, 200),
        ("South Korea", None, 732), ("ROK", None, 732), ("韩国", None, 732),
        ("Korea, Rep. of", None, 732),
        ("North Korea", None, 731), ("DPRK", None, 731), ("朝鲜", None, 731), ("КНДР", None, 731),
        ("Korea", 1900, 730), ("朝鲜", 1900, 730),
        ("Burma", None, 775), ("Persia", 1925, 630), ("Ceylon", None, 780), ("Zaire", 1980, 490),
        ("Swaziland", 2000, 572), ("Macedonia", None, 343), ("Türkiye", None, 640),
        ("turkiye", None, 640), ("TÜRKİYE", None, 640), ("Czechia", None, 316),
        ("Ivory Coast", None, 437), ("COTE D'IVOIRE", None, 437), ("Côte d’Ivoire", None, 437),
        ("Cape Verde", None, 402), ("Cabo Verde", None, 402), ("East Timor", None, 860),
        ("Timor-Leste", None, 860), ("Holland", None, 210), ("XKX", 2015, 347),
        ("Germany", None, 255), ("Germany", 1930, 255), ("Germany", 1970, 260), ("德国", 1970, 260),
        ("Germany", 1990, 255), ("Germany", 2015, 255), ("DEU", 1980, 260),
        ("West Germany", None, 260),
        ("GDR", 1980, 265), ("ФРГ", 1980, 260), ("ФРГ", 2015, 255), ("Prussia", 1850, 255),
        ("Yemen", None, 679), ("Yemen", 1980, 678), ("Yemen", 1990, 679),
        ("South Yemen", 1980, 680),
        ("Vietnam", 1960, 816), ("Viet Nam", None, 816), ("越南", 1960, 816),
        ("North Vietnam", 1970, 816),
        ("Republic of Vietnam", 1970, 817), ("Austria", 1850, 300), ("Austria", 1930, 305),
        ("Austria", None, 305), ("Yugoslavia", 1980, 345), ("Serbia", 2015, 345),
        ("Serbia", 1900, 345),
        ("Serbia and Montenegro", 2004, 345), ("SCG", 2005, 345), ("DRC", None, 490),
        ("Republic of the Congo", None, 484), ("刚果（金）", None, 490), ("刚果(布)", None, 484),
        ("Islamic Republic of Pakistan", None, 770), ("Республика Беларусь", None, 370),
        ("Kingdom of Norway", None, 385), ("Sao Tome & Principe", None, 403),
        (260, 1970, 260), (255, 2015, 255), (340, 2015, 345), ("GW 260", 2015, 255),
        ("gw:260", 1970, 260), ("GW678", 2000, 679), ("cow 260", 1980, 260),
        (970, 2010, 970), ("GW 970", 2010, 946), (972, 2010, 955), ("002", None, 2),
    ],
)  # fmt: skip
def test_known_answers(text, year, ccode):
    assert resolve(text, year).ccode == ccode


@pytest.mark.parametrize(
    ("text", "year", "says"),
    [
        ("USSR", 2015, ["ended in 1991", "Ask for Russia"]),
        ("苏联", 2015, ["ended in 1991", "Ask for Russia"]),
        ("SUN", 1900, ["began in 1922", "Ask for Russian Empire"]),
        ("Yugoslavia", 2015, ["ended in 2003", "Ask for Serbia (COW 345)"]),
        ("Ottoman Empire", 2000, ["ended in 1923", "Ask for Turkey"]),
        ("North Vietnam", 2015, ["ended in 1976", "Ask for Vietnam"]),
        ("West Germany", 2015, ["1955 to 1990", "Germany (COW 255)"]),
        (260, 2015, ["1955 to 1990", "Germany (COW 255)"]),
        ("South Vietnam", 1990, ["1954 to 1975", "Vietnam (COW 816)"]),
        ("Zanzibar", 2000, ["1963 to 1964", "Tanzania (COW 510)"]),
        (
            "Czechoslovakia",
            2000,
            ["1918 to 1939 and 1945 to 1992", "Czechia (COW 316) or Slovakia"],
        ),
        ("Japan", 1950, ["1860 to 1945 and since 1952", "Take a year when it was"]),
        ("Lithuania", 1950, ["1918 to 1940 and since 1991", "Soviet Union (COW 365)"]),
        ("South Sudan", 1990, ["since 2011", "Sudan (COW 625)"]),
        ("Germany", 1950, ["1816 to 1945 and since 1990", "1955 to 1990"]),
        ("China", 1820, ["since 1860"]),
    ],
)
def test_not_in_system_says_when_it_was(text, year, says):
    with pytest.raises(NotInSystem) as e:
        resolve(text, year)
    for words in says:
        assert words in str(e.value)


@pytest.mark.parametrize(
    ("text", "year", "ccodes"),
    [
        ("Congo", None, [484, 490]),
        ("Congo", 1980, [484, 490]),
        ("刚果", None, [484, 490]),
        ("Конго", 2000, [484, 490]),
        ("Korea", None, [731, 732]),
        ("Korea", 1980, [731, 732]),
        ("Корея", 2000, [731, 732]),
    ],
)
def test_ambiguous_lists_the_candidates(text, year, ccodes):
    with pytest.raises(AmbiguousState) as e:
        resolve(text, year)
    for ccode in ccodes:
        assert f"COW {ccode}" in e.value.problem


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Chnia", "'China'"),
        ("Russsia", "'Russia'"),
        ("Pakstan", "'Pakistan'"),
        ("Росия", "'Россия'"),
    ],
)
def test_unknown_names_the_nearest(text, near):
    with pytest.raises(UnknownState) as e:
        resolve(text)
    assert near in e.value.remedy


@pytest.mark.parametrize(
    "text", ["", "   ", "???", "Westeros", "-5", "2.5", "99999", "Republic of", "the"]
)
def test_nonsense_is_unknown(text):
    with pytest.raises(UnknownState):
        resolve(text)


def test_unknown_number_names_near_ones_and_gw_only_states_their_name():
    with pytest.raises(UnknownState, match=r"COW numbers are .*990 Samoa"):
        resolve(999)
    with pytest.raises(UnknownState, match="711 is Tibet"):
        resolve(711, 1930)
    with pytest.raises(UnknownState):
        resolve("COW 340")


@pytest.mark.parametrize(
    ("a", "b", "year"),
    [
        ("China", "PRC", None),
        ("Russia", "USSR", 1980),
        ("英国", 200, None),
        ("DEU", "Germany", 2000),
    ],
)
def test_the_same_state_twice(a, b, year):
    with pytest.raises(FoedusError, match="same state"):
        resolve_pair(a, b, year)


def test_a_pair_comes_in_the_order_asked():
    assert [s.ccode for s in resolve_pair("Russia", "中国", 2015)] == [365, 710]


@given(st.sampled_from(CLAIMS))
def test_every_spelling_means_its_state_when_it_existed(item):
    key, claim = item
    state = systems().state(claim.ccode)
    years = [
        y
        for s, e in state.spells
        for y in (s.year + 1, ((e.year if e else 2025) + s.year) // 2)
        if state.member_in(y) and (claim.period is None or claim.period.touches(y))
    ]
    for year in years:
        try:
            assert resolve(claim.spelling, year).ccode == claim.ccode
        except AmbiguousState:
            assert key in SHARED


@given(st.sampled_from(STATES))
def test_every_number_and_name_of_a_state_means_it(state):
    year = state.spells[-1][0].year + 1 if state.spells[-1][1] is None else state.spells[-1][1].year
    if not state.member_in(year):
        year = state.spells[-1][0].year
    assert resolve(state.ccode) is state
    for lang in ("en", "zh", "ru"):
        assert resolve(state.names.get(lang), year).ccode == state.ccode


@given(st.sampled_from(CLAIMS), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_space_and_punctuation_do_not_matter(item, change):
    key, claim = item
    text = f"  {change(claim.spelling)}\t".replace(" ", "  ").replace("-", " - ")
    assert fold(text) == key


@given(st.text(max_size=30))
def test_any_text_gives_a_state_or_an_error_for_people(text):
    try:
        found = resolve(text)
    except FoedusError as e:
        found = e
    known = found in STATES
    assert known or (found.problem and found.remedy)


@given(st.sampled_from(gw_spells()))
def test_every_gw_number_resolves_when_asked_as_such(spell):
    if spell.ccode is None:
        with pytest.raises(UnknownState):
            resolve(f"GW {spell.gwcode}")
        return
    state = systems().state(spell.ccode)
    year = next((y for y in range(1816, 2026) if _both(spell, state, y)), None)
    if year is not None:
        assert resolve(f"GW {spell.gwcode}", year).ccode == spell.ccode


def _both(spell, state, year):
    begun = spell.start is None or spell.start.year < year
    return begun and (spell.end is None or year < spell.end.year) and state.member_in(year)


def test_shared_spellings_are_the_known_ones():
    assert {frozenset(c.ccode for c in claims()[k]) for k in SHARED} == {
        frozenset(x)
        for x in ([255, 260], [678, 679], [730, 731], [730, 731, 732], [484, 490], [300, 305])
    }

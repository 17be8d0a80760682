"""The coder that looks for the codebook's patterns."""

import pytest
from tests.documents.coding.made_up import BOOK, SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.interface import Coder, Excerpt
from foedus.documents.coding.patterns import PatternCoder
from foedus.documents.coding.shipped import open_codebook

CODER = PatternCoder(SMALL)


def test_it_is_a_coder_and_a_model():
    assert isinstance(CODER, Coder)
    assert CODER.kind == "model"
    assert CODER.name.startswith("patterns small 1.0 ")


def test_the_words_found_bear_the_code():
    text = "🤝 Общая УГРОЗА, и торговля."
    (found,) = CODER.code([Excerpt(text, "ru")])
    assert [(x.code, text[slice(*x.span)]) for x in found.labels] == [
        ("threat", "УГРОЗА"),
        ("trade", "торговля"),
    ]
    assert all(label.score is None for label in found.labels)


def test_codes_without_a_pattern_in_the_language_are_not_looked_for():
    assert CODER.code([Excerpt("威胁", "zh")])[0].codes == ("threat",)
    assert CODER.code([Excerpt("x", "ru")])[0].codes == ("threat", "trade")
    assert CODER.code([Excerpt("x", "en")])[0].codes == ("threat", "trade", "forecast")


def test_values_come_from_their_own_patterns():
    (found,) = CODER.code([Excerpt("They come closer.", "en")])
    assert [(x.code, x.value) for x in found.labels] == [("forecast", "closer")]


def test_contradicting_values_say_nothing_of_the_code():
    (found,) = CODER.code([Excerpt("Closer or looser? A threat.", "en")])
    assert [x.code for x in found.labels] == ["threat"]
    assert "forecast" not in found.codes
    alone = PatternCoder(parse_codebook(BOOK.replace("\\bthreat", "zz").replace("\\btrade", "zz")))
    assert alone.code([Excerpt("closer", "en")])[0].problem == ""


def test_a_language_without_patterns_is_a_problem():
    found = CODER.code([Excerpt("Bedrohung", "und")])[0]
    assert (found.problem, found.labels) == ("no patterns for the language 'und'", ())


def test_the_name_changes_with_the_patterns_only():
    words = parse_codebook(BOOK.replace("A threat that both face.", "Any."))
    other = parse_codebook(BOOK.replace("\\btrade\\b", "\\btrading\\b"))
    assert PatternCoder(words).name == CODER.name != PatternCoder(other).name


def test_a_codebook_without_patterns():
    bare = "\n".join(x for x in BOOK.splitlines() if not x.startswith("patterns"))
    with pytest.raises(FoedusError, match="has no patterns"):
        PatternCoder(parse_codebook(bare))


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Both call for a multipolar order.", "en", {"order_multipolarity"}),
        ("US firms trust us and go on together.", "en", {"reactivity_us"}),
        ("They told us that they stand together.", "en", set()),
        ("Ему обещали помощь.", "ru", {"commitment_promised"}),
        ("今天天气很好。", "zh", set()),
    ],
)
def test_the_shipped_patterns(text, language, codes):
    (found,) = PatternCoder(open_codebook("partnerships")).code([Excerpt(text, language)])
    assert {label.code for label in found.labels} == codes

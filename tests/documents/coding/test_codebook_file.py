"""Codebook files: what is read, which faults are found and where, and that writing loses nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.coding.made_up import BOOK, SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Code, Codebook, Value
from foedus.documents.coding.codebook_file import (
    CodebookDamaged,
    parse_codebook,
    read_codebook,
)
from foedus.documents.coding.codebook_text import codebook_text


def faults(text):
    with pytest.raises(CodebookDamaged) as caught:
        parse_codebook(text, "x.toml")
    return caught.value


def test_reads_every_field():
    threat = SMALL.code("threat")
    assert (threat.kind, threat.parent, threat.label["ru"]) == ("flag", "basis", "Угроза")
    assert threat.inclusion == ("A rival of both.",)
    assert threat.exclusion == ("A rival of one.",)
    assert threat.examples == {"en": ("Both face a rival.",)}
    assert [v.value for v in SMALL.code("stance").values] == [-1, 0, 1]
    assert [c.id for c in SMALL.codable] == ["threat", "trade", "stance", "forecast"]


TRADE = 'kind = "flag"\nparent = "basis"\nlabel = { en = "Trade"'


@pytest.mark.parametrize(
    ("old", "new", "at", "said", "remedy"),
    [
        (TRADE, TRADE.replace("flag", "flg"), 'kind = "flg"', "'flg' is no kind of code", "Kinds: theme, flag"),
        ('id = "trade"', 'id = "threat" # x', "# x", "it is there twice", "Name each code once"),
        ('id = "trade"', 'id = "No Code"', '"No Code"', "'No Code' is no id", "small letters"),
        ('id = "trade"', 'id = "read"', '"read"', "stands for something else", "small letters"),
        ('id = "trade"', 'id = "trade"\nkind = 3', None, "it is no TOML", "one key a line"),
        ('[[code]]\nid = "trade"', "[[code]] # x", "# x", "code number 3, id: it is missing", "Write id"),
        ('definition = "Trade as a reason."', 'defintion = "x"', "defintion", "no such", "mean 'definition'?"),
        ('ru = "Торговля" }', "} # x", "# x", "there is none", "one line in each"),
        (TRADE, TRADE.replace("basis", "bases"), "bases", "no theme 'bases' above", "Did you mean 'basis'?"),
        ("'\\bторговл\\w+'", "'('", "'('", "is no regular expression", "Mend it"),
        ("'\\bторговл\\w+'", "'a*'", "'a*'", "finds every text", "at least one character"),
        ("value = 0\n", "value = -1 # x\n", "# x", "do not ascend", "low to high"),
        ("value = 0\n", "value = true\n", "value = true", "it is no number", "Write value = 1"),
        ("value = 0\n", "value = nan\n", "value = nan", "it is no number", "Write value = 1"),
        ('value = "looser"', 'value = "closer" # x', "# x", "repeat a value", "once"),
        ('version = "1.0"', "version = 1.0", "version", "1.0 is no text", "in quotes"),
        ('version = "1.0"', 'version = "one"', "version", "'one' is no version", '"1.0"'),
        ('["en", "zh", "ru"]', '["en", "de"]', "languages", "no list of languages", "en, zh, ru"),
    ],
)  # fmt: skip
def test_a_fault_names_line_field_and_remedy(old, new, at, said, remedy):
    assert BOOK.count(old) == 1
    changed = BOOK.replace(old, new)
    error = faults(changed)
    assert said in error.problem
    assert remedy in error.remedy
    if at is not None:
        line = changed[: changed.index(at)].count("\n") + 1
        assert f"x.toml:{line}: " in error.problem, error.problem


def test_all_faults_come_at_once():
    error = faults(
        BOOK.replace('kind = "flag"', 'kind = "flags"').replace('title = "A', 'titel = "A')
    )
    assert [f.line for f in error.faults] == sorted(f.line for f in error.faults)
    assert len(error.faults) == 4  # title missing, titel unknown, two kinds


def test_a_flag_takes_no_values_and_a_scale_has_no_patterns_of_its_own():
    flag = BOOK.replace('id = "stance"\nkind = "scale"', 'id = "stance"\nkind = "flag"')
    assert "a flag takes no values" in faults(flag).problem
    scale = BOOK.replace('definition = "For or against."', "definition = 'F.'\npatterns.en = ['a']")
    assert "a scale has no patterns of its own" in faults(scale).problem


def test_what_is_no_toml_names_the_line():
    error = faults(BOOK.replace('title = "A small codebook"', 'title = "A small'))
    assert "x.toml:4: file: it is no TOML" in error.problem


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(FoedusError, match="There is no codebook"):
        read_codebook(tmp_path / "none.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'name = "x"\ntitle = "caf\xe9"')
    with pytest.raises(CodebookDamaged, match=r"latin.toml:2: file: it is not UTF-8"):
        read_codebook(latin)
    good = tmp_path / "good.toml"
    good.write_bytes(b"\xef\xbb\xbf" + BOOK.replace("\n", "\r\n").encode())
    assert read_codebook(good) == SMALL


def test_values_read_and_refused():
    stance, threat = SMALL.code("stance"), SMALL.code("threat")
    assert [stance.read(v) for v in ("+1", "-1", "−1", 0, "0.0", 1.0)] == [1, -1, -1, 0, 0, 1]
    for value in (2, "", None, "much", True):
        with pytest.raises(FoedusError, match="stance"):
            stance.read(value)
    with pytest.raises(FoedusError, match="takes no value"):
        threat.read(1)
    with pytest.raises(FoedusError, match="is a theme") as caught:
        SMALL.code("basis")
    assert "threat, trade" in caught.value.remedy
    with pytest.raises(FoedusError, match="Did you mean 'threat'"):
        SMALL.code("threats")


line = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1
).filter(lambda t: t.strip() and t == t.strip())
texts = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda t: t.strip())
by_language = st.dictionaries(
    st.sampled_from(["en", "zh", "ru"]),
    st.lists(texts, min_size=1, max_size=2).map(tuple),
    max_size=2,
)
labels = st.fixed_dictionaries({"en": line, "zh": line, "ru": line})


@st.composite
def codebooks(draw):
    codes = [Code("group", "theme", draw(labels), draw(line))]
    for k in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["flag", "scale", "category"]))
        about = {"label": draw(labels), "definition": draw(line)}
        about["parent"] = draw(st.sampled_from([None, "group"]))
        about["inclusion"] = draw(st.lists(texts, max_size=2).map(tuple))
        about["exclusion"] = draw(st.lists(texts, max_size=2).map(tuple))
        if kind == "flag":
            about["examples"] = draw(by_language)
        else:
            names = [-2, 0.5, 7] if kind == "scale" else ["up", "down", "same"]
            about["values"] = tuple(
                Value(n, draw(labels), draw(line), draw(by_language)) for n in names
            )
        codes.append(Code(f"code_{k}", kind, **about))
    languages = ("en", "zh", "ru")
    return Codebook(
        "drawn",
        draw(st.sampled_from(["1.0", "2.3.1"])),
        draw(line),
        tuple(codes),
        draw(line),
        languages,
    )


@settings(max_examples=40)
@given(codebooks())
def test_written_and_read_again_it_is_the_same(codebook):
    assert parse_codebook(codebook_text(codebook)) == codebook

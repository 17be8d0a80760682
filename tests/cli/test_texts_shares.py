"""`foedus texts sample`, `power` and `shares`: gold samples, and what is corrected with them."""

import json
import re
import shutil

import pytest
from tests.cli import made_up_coding
from tests.documents.coding import made_up

from foedus.documents.coding.machine import code_corpus
from foedus.documents.coding.patterns import PatternCoder
from foedus.documents.corpora.corpus import open_corpus
from foedus.documents.correction.corpus_sample import to_read
from foedus.documents.correction.sample_file import read_sample

SMALL = ("--codebook", "small")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Sixty papers that patterns have coded: they miss what is said of goods, and all Chinese."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(folder))
        made = made_up_coding.experts()
        code_corpus(made, PatternCoder(made_up.SMALL), made_up.segments(made))
    return folder


@pytest.fixture
def corpus(built, tmp_path, monkeypatch):
    """The same, in a folder of the test's own."""
    shutil.copytree(built, tmp_path / "corpora")
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return open_corpus("experts")


@pytest.fixture
def gold(foedus, corpus, tmp_path):
    """A sample of 240 sentences that a person has coded."""
    said = foedus("texts", "sample", "experts", "--size", "240", "--stratify", "trade", *SMALL,
                  "-o", "gold.csv")  # fmt: skip
    assert said.status == 0, said.err
    made_up_coding.read_by(corpus, "Ann", to_read(corpus, read_sample(tmp_path / "gold.csv")))
    return "gold.csv"


def shares(foedus, *words):
    said = foedus("texts", "shares", "experts", *words, "--format", "json")
    assert said.status == 0, said.err
    return {(r["code"], r["by"], r["cell"]): r for r in json.loads(said.out)}


def truth(corpus, language=None):
    from foedus.documents.coding.places import places_of

    places = places_of(corpus, "sentence")
    texts = corpus.passages(places["unit"])
    kept = [p for p in texts if language is None or (p.document - 1) % 3 == language]
    return sum(made_up_coding.true_trade(p.text) for p in kept) / len(kept)


@pytest.mark.parametrize("method", ["dsl", "ppi"])
def test_a_machine_that_misses_half_is_corrected(foedus, corpus, gold, method):
    found = shares(foedus, "--gold", gold, "--code", "trade", "--by", "side", "--method", method)
    whole = found["trade", "all", "all"]
    assert whole["basis"] == "corrected"
    assert whole["low"] < truth(corpus) < whole["high"]
    # The machine alone is far off, and its figure is named as what it is.
    assert whole["machine_alone"] < 0.6 * truth(corpus)
    assert (
        found["trade", "side", "RUS"]["low"]
        < truth(corpus, 2)
        < found["trade", "side", "RUS"]["high"]
    )
    assert found["trade", "side", "CHN"]["machine_alone"] is None
    assert whole["unit"] == "sentence"


def test_few_labels_say_how_many_more(foedus, corpus, tmp_path):
    foedus("texts", "sample", "experts", "--size", "40", "-o", "few.csv")
    made_up_coding.read_by(corpus, "Ann", to_read(corpus, read_sample(tmp_path / "few.csv")))
    found = shares(foedus, "--gold", "few.csv", "--code", "trade", "--by", "year")
    cell = found["trade", "year", "2020"]
    assert cell["share"] is None
    assert re.search(r"not enough gold labels \(\d+\), about \d+ more", cell["reason"])
    assert cell["more_labels"] > 0


def test_where_people_read_all_their_count_stands(foedus, corpus):
    chinese = [
        p.segment for p in corpus.passages(made_up.segments(corpus)) if (p.document - 1) % 3 == 1
    ]
    made_up_coding.read_by(corpus, "Ann", chinese)
    words = ("--code", "trade", "--by", "language", "--unit", "sentence")
    found = shares(foedus, *words)
    zh, en = found["trade", "language", "zh"], found["trade", "language", "en"]
    assert zh["basis"] == "people"
    assert zh["share"] == pytest.approx(truth(corpus, 1), abs=1e-6)
    assert zh["low"] < zh["share"] < zh["high"]
    # A machine's share is no share.
    assert en["share"] is None
    assert "a machine's share is not corrected" in en["reason"]
    assert en["machine_alone"] > 0
    documents = shares(foedus, "--code", "trade", "--by", "language")["trade", "language", "zh"]
    assert documents["basis"] == "people"
    assert documents["units"] == 20


def test_no_machine_and_no_labels_is_no_number(foedus, corpus, tmp_path):
    made_up_coding.read_by(corpus, "Ann", made_up.segments(corpus)[:5])
    found = shares(foedus, "--code", "stance", "--unit", "sentence")["stance", "all", "all"]
    assert found["share"] is None
    assert found["reason"].startswith("people read 5 of 600")


def test_a_sample_can_be_drawn_again_and_made_larger(foedus, refused, corpus, tmp_path):
    draw = ("texts", "sample", "experts", "--size", "60", "--stratify", "trade", *SMALL)
    foedus(*draw, "-o", "a.csv")
    foedus(*draw, "-o", "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert "never written over" in refused(*draw, "-o", "b.csv")
    foedus("texts", "sample", "experts", "--extend", "a.csv", "--more", "30", "-o", "c.csv")
    a, c = (read_sample(tmp_path / f"{n}.csv") for n in "ac")
    assert c.n == 90
    assert (c.drawn >= a.drawn).all()


def test_strata_are_named_with_their_probabilities(foedus, corpus):
    said = foedus("texts", "sample", "experts", "--size", "60", "--stratify", "trade", *SMALL,
                  "--by", "side", "-o", "x.csv").out  # fmt: skip
    assert "60 of 600 sentences drawn from 60 documents" in said
    assert "code trade, side RUS" in said
    assert "code not read, side CHN" in said
    assert "foedus texts code experts --codebook small --sample x.csv --coder NAME" in said


def test_a_person_is_asked_for_the_sample_only(foedus, corpus, monkeypatch, tmp_path):
    import builtins

    foedus("texts", "sample", "experts", "--size", "12", "-o", "x.csv")
    monkeypatch.setattr(builtins, "input", lambda _="": ".")
    said = foedus("texts", "code", "experts", *SMALL, "--sample", "x.csv", "--coder", "Ann")
    assert "12 passages coded by Ann; none left" in said.out


def test_drawn_passages_without_a_label_are_refused_unless_said(
    foedus, refused, corpus, gold, tmp_path
):
    foedus("texts", "sample", "experts", "--extend", gold, "--more", "30", "-o", "more.csv")
    words = ("texts", "shares", "experts", "--gold", "more.csv", "--code", "trade")
    assert "30 of 270 drawn sentences" in refused(*words)
    said = foedus(*words, "--partly-coded").out
    assert "taken as random within strata" in " ".join(said.split())


def test_people_who_differ_need_an_order(foedus, refused, corpus, gold, tmp_path):
    segments = to_read(corpus, read_sample(tmp_path / gold))
    made_up_coding.read_by(corpus, "Bo", segments, wrong=4)
    words = ("--gold", gold, "--code", "trade")
    assert "Ann and Bo differ on 'trade' in 60 passages" in refused(
        "texts", "shares", "experts", *words
    )
    one = shares(foedus, *words, "--person", "Ann", "--person", "Bo")["trade", "all", "all"]
    other = shares(foedus, *words, "--person", "Bo")["trade", "all", "all"]
    assert one["share"] != other["share"]


def test_a_sample_of_documents_serves_their_sentences(foedus, corpus, tmp_path):
    foedus("texts", "sample", "experts", "--size", "30", "--unit", "document", "-o", "docs.csv")
    sample = read_sample(tmp_path / "docs.csv")
    made_up_coding.read_by(corpus, "Ann", to_read(corpus, sample, "sentence"))
    words = ("--gold", "docs.csv", "--code", "trade")
    assert shares(foedus, *words)["trade", "all", "all"]["units"] == 60
    found = shares(foedus, *words, "--unit", "sentence")["trade", "all", "all"]
    assert found["units"] == 600
    assert found["low"] < truth(corpus) < found["high"]


def test_the_page_opens_passages_and_runs_nothing(foedus, corpus, gold, tmp_path):
    said = foedus("texts", "shares", "experts", "--gold", gold, "--by", "side", "--code", "trade",
                  "--passages", "500", "-o", "s.html")  # fmt: skip
    assert said.status == 0
    page = (tmp_path / "s.html").read_text("utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert page.count('<section id="c') == 4
    assert "<b>coded by a person</b>: Ann" in page
    assert "<b>coded by a machine</b>: patterns small 1.0" in page
    assert "2019-05-01" in page
    assert "<mark>Trade</mark> ties them" in page
    assert 'href="#c1"' in page


def test_a_text_with_a_script_is_shown_as_text(foedus, corpus, tmp_path):
    from foedus.documents.coding.records import Coding
    from foedus.documents.coding.writing import write

    bad = next(p for p in corpus.passages(made_up.segments(corpus)) if "<script>" in p.text)
    write(corpus, made_up.ANN, made_up.SMALL, [Coding(bad.document, bad.start, bad.stop, "threat")])
    foedus("texts", "shares", "experts", "--code", "threat", "--unit", "sentence", "-o", "s.html")
    page = (tmp_path / "s.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize("ending", ["csv", "md", "txt", "json"])
def test_tables_in_every_format(foedus, corpus, gold, tmp_path, ending):
    foedus("texts", "shares", "experts", "--gold", gold, "--code", "trade", "-o", f"s.{ending}")
    assert "trade" in (tmp_path / f"s.{ending}").read_text("utf-8")


def test_labels_needed(foedus, refused, corpus, gold):
    words = ("--gold", gold, "--code", "trade", "--half-width", "0.03")
    said = foedus("texts", "power", "experts", *words)
    assert re.search(r"about \d+ more gold labels|no more gold labels", " ".join(said.out.split()))
    plan = foedus("texts", "power", "--share", "0.03", "--sensitivity", "0.8", "--specificity",
                  "0.95", "--rows", "20000", "--half-width", "0.01")  # fmt: skip
    assert "about 459 more gold labels" in plan.out
    assert "--sensitivity" in refused("texts", "power", "--share", "0.03", "--half-width", "0.01")
    assert "--gold FILE --code" in refused("texts", "power", "experts", "--half-width", "0.01")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["sample", "experts", "-o", "x.csv"], "--size 200"),
        (["sample", "experts", "--size", "9000", "-o", "x.csv"], "1 to 600"),
        (["sample", "experts", "--size", "9", "--unit", "word", "-o", "x.csv"], "paragraph"),
        (["sample", "experts", "--size", "9", "--stratify", "thread", "-o", "x.csv"], "threat"),
        (["sample", "experts", "--size", "9", "--by", "sides", "-o", "x.csv"], "side"),
        (["sample", "experts", "--size", "9", "--by", "author", "-o", "x.csv"], "The author of no"),
        (["sample", "experts", "--size", "9", "-o", "x.docx"], ".csv"),
        (["shares", "experts", "--by", "sides"], "side"),
        (["shares", "experts", "--code", "stance=7"], "-1, 0, 1"),
        (["shares", "experts", "--gold", "none.csv"], "no file"),
        (["shares", "experts", "--machine", "nobody"], "patterns small"),
        (["shares", "experts", "--partly-coded"], "--gold"),
        (["shares", "experts", "--method", "em"], "ppi"),
    ],
)
def test_what_cannot_be_is_refused_in_words(refused, corpus, words, named):
    assert named in refused("texts", *words)


def test_a_sample_of_another_corpus_is_refused(foedus, refused, corpus, gold):
    made = made_up.corpus_of("small")
    made_up.coded(made)
    assert "drawn from corpus 'experts'" in refused("texts", "shares", "small", "--gold", gold)


def test_a_corpus_built_anew_is_noticed(refused, corpus, gold):
    with corpus.writing() as connection:
        connection.execute("UPDATE document SET key = 'another' WHERE id = 1")
    assert "built anew" in refused("texts", "shares", "experts", "--gold", gold)


@pytest.fixture
def naming(tmp_path, monkeypatch):
    """Three texts that name states, and nothing else."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return made_up.corpus_of(
        "naming",
        {
            "en": "Russia and China met. The talks were long. China agreed.",
            "zh": "中国和俄罗斯举行会谈。会谈很长。",
            "ru": "Погода была хороша.",
        },
    )


@pytest.mark.parametrize(
    ("states", "unit", "count"),
    [
        (["Russia"], "sentence", 2),
        (["China"], "sentence", 3),
        (["Russia", "China"], "sentence", 2),
        (["Russia"], "document", 2),
        (["Russia"], "paragraph", 2),
    ],
)
def test_only_what_names_a_state_is_drawn(foedus, naming, tmp_path, states, unit, count):
    words = [part for state in states for part in ("--mentions", state)]
    said = foedus("texts", "sample", "naming", "--size", "2", "--unit", unit, *words, "-o", "x.csv")
    assert f"2 of {count} {unit}s" in said.out
    sample = read_sample(tmp_path / "x.csv")
    assert len(to_read(naming, sample)) >= 1


def test_states_that_nothing_names_are_refused(refused, naming):
    words = ("texts", "sample", "naming", "--size", "1", "-o", "x.csv", "--mentions")
    assert "names Brazil" in refused(*words, "Brazil")
    assert "Next: " in refused(*words, "Atlantis")

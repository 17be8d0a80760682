"""`foedus texts place`: made-up documents whose order is known are placed in that order."""

import csv
import io
import json

import numpy as np
import pytest

from foedus.cli.texts.place_methods import by_chance
from foedus.cli.texts.place_said import _rank_correlation
from foedus.cli.texts.place_units import _year
from foedus.documents.comparing.counting import count_table

LOW = ("peace", "trust", "dialogue", "treaty", "friendship")
HIGH = ("war", "threat", "missile", "attack", "enemy")
BOTH = ("city", "river", "winter", "minister", "paper", "road", "market", "school")
RUSSIAN = (
    ("мир", "доверие", "диалог", "договор", "дружба"),
    ("война", "угроза", "ракета", "атака", "враг"),
    ("город", "река", "зима", "министр", "бумага", "дорога", "рынок", "школа"),
)
CHINESE = (
    ("和平", "信任", "对话", "条约", "友谊"),
    ("战争", "威胁", "导弹", "攻击", "敌人"),
    ("城市", "河流", "冬天", "部长", "文件", "道路", "市场", "学校"),
)
ORDER = [3, 1, 6, 4, 2, 5]
"""Place on the line of each document, in the order in which they are added."""


def text(place, of, rng, lexicon=(LOW, HIGH, BOTH), sentences=60):
    """Sentences of either end: the more of the high one, the higher the place."""
    high = round(sentences * place / (of + 1))
    lines = []
    for k in range(sentences):
        words = [*rng.choice(lexicon[k < high], 2), *rng.choice(lexicon[2], 4)]
        lines.append(f"{words[0].capitalize()} {' '.join(words[1:])}.")
    return " ".join(lines)


def rows(order=ORDER, language="en", sides=("AAA", "BBB")):
    rng = np.random.default_rng(7)
    return [
        {
            "title": f"Paper {k}",
            "text": text(place, max(order), rng),
            "side": sides[k % len(sides)],
            "language": language,
            "date": f"{2000 + place}-03-01",
        }
        for k, place in enumerate(order)
    ]


@pytest.fixture
def build(foedus, tmp_path, monkeypatch):
    """Make a corpus of rows."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))

    def made(made_rows, name="made"):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(made_rows[0]))
            writer.writeheader()
            writer.writerows(made_rows)
        said = foedus("texts", "add", f"{name}.csv", "--corpus", name, "--text-column", "text",
                      "--processes", "0")  # fmt: skip
        assert said.status == 0, said.err

    return made


@pytest.fixture
def corpus(build):
    build(rows())


WAYS = {
    "wordfish": ("--anchor", "2", "3"),
    "wordscores": ("--reference", "2=-1", "--reference", "Paper 2=1"),
    "seeds": ("--positive", "war,threats", "--negative", "peace", "--negative", "trust"),
}


def placed(foedus, method, *words):
    said = foedus("texts", "place", "made", "--method", method, *words, "--format", "json")
    assert said.status == 0, said.err
    return json.loads(said.out)


@pytest.mark.parametrize("method", WAYS)
def test_the_known_order_is_recovered(foedus, corpus, method):
    found = placed(foedus, method, *WAYS[method])
    by_place = sorted(found["units"], key=lambda r: r["position"])
    assert [ORDER[int(r["document"]) - 1] for r in by_place] == sorted(ORDER)
    for r in found["units"]:
        assert r["low"] < r["position"] < r["high"]
        assert (r["level"], r["reason"]) == (0.9, "")
    heavy = {end: [w["word"] for w in found["words"] if w["end"] == end] for end in ("low", "high")}
    # Of six short documents the vectors of words are rough; counts are not.
    sure = 1 if method == "seeds" else 4
    assert set(heavy["low"][:sure]) <= set(LOW)
    assert set(heavy["high"][:sure]) <= set(HIGH)
    assert sum(w["weight"] for w in found["words"]) == pytest.approx(1, abs=1e-3)


def test_the_anchor_turns_the_line(foedus, corpus):
    one, two = (
        [r["position"] for r in placed(foedus, "wordfish", "--anchor", *ends)["units"]]
        for ends in (("2", "3"), ("3", "Paper 1"))
    )
    assert one == pytest.approx([-v for v in two], abs=1e-5)


def test_a_wider_level_gives_wider_intervals(foedus, corpus):
    narrow, wide = (
        placed(foedus, "seeds", *WAYS["seeds"], "--level", level)["units"]
        for level in ("0.6", "0.98")
    )
    for a, b in zip(narrow, wide, strict=True):
        assert b["high"] - b["low"] > a["high"] - a["low"]


def test_what_a_referee_asks_is_said(foedus, corpus):
    said = foedus("texts", "place", "made", "--method", "wordfish")
    told = " ".join(said.out.split())
    assert "Of 6 placed," in told
    assert "of 15 pairs do not meet" in told
    assert "is for the reader to say" in told
    assert "One language only (en)" in told
    assert "verdispersion" in told
    assert "None of 39 tables drawn at random" in told
    assert "Which end is which is arbitrary: 1 is put below 6" in told
    assert "words have a position" in told


def test_reference_texts_are_not_named_as_ends(foedus, corpus):
    found = placed(foedus, "wordscores", *WAYS["wordscores"])["finding"]
    assert "Of 4 placed besides the 2 reference texts, 5 " in found
    assert "4 2004" not in found
    only = placed(foedus, "wordscores", *WAYS["wordscores"], "--reference", "1=0", "--from", "2001",
                  "--to", "2006")  # fmt: skip
    assert "Of 3 placed besides the 3" in only["finding"]


def test_a_line_that_chance_makes_is_said_to_be_one():
    """Of texts that do not differ 1 in 40 goes undoubted: beyond all of 39 draws by luck."""
    rng = np.random.default_rng(5)
    names, words = [f"d{k}" for k in range(6)], [f"w{k}" for k in range(30)]
    undoubted = 0
    for seed in range(40):
        table = rng.multinomial(200, np.full(30, 1 / 30), 6)
        undoubted += by_chance(count_table(table, names, words), seed) == 0
    assert undoubted <= 4
    table[:3, :5] += 20
    assert by_chance(count_table(table, names, words), 1) == 0


def test_positions_that_follow_the_date_are_said_to(foedus, build):
    build(rows(list(range(1, 10))))
    told = " ".join(placed(foedus, "wordfish", "--anchor", "1", "9")["notes"])
    assert "Positions go with the date (rank correlation 1.00)" in told


def test_sides_by_year(foedus, build):
    build(rows(ORDER * 2))
    found = placed(foedus, "wordscores", "--by", "side+year", "--reference", "AAA+2003=-1",
                   "--reference", "BBB 2005=1")  # fmt: skip
    assert [r["side+year"] for r in found["units"] if r["given"]] == ["AAA 2003", "BBB 2005"]
    assert found["documents"] == 12


def test_documents_without_a_side_are_counted(foedus, build):
    build([r | {"side": ["A", "B", "C", ""][k % 4]} for k, r in enumerate(rows())])
    found = placed(foedus, "wordfish", "--by", "side")
    assert "1 document of unknown side left out." in found["notes"]


def test_every_kind_of_file_is_written(foedus, corpus, tmp_path):
    for name in ("x.html", "x.json", "x.csv", "x.md", "x.txt", "x.svg"):
        said = foedus("texts", "place", "made", "--method", "wordscores", *WAYS["wordscores"], "-o", name)  # fmt: skip
        assert said.status == 0, said.err
        assert (tmp_path / name).stat().st_size > 300
    table = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8"))))
    assert [r["given"] for r in table] == ["no", "yes", "yes", "no", "no", "no"]
    foedus("texts", "place", "made", "--method", "wordfish", "--part", "words", "-o", "w.csv")
    assert (tmp_path / "w.csv").read_text("utf-8").startswith("word,end,position,weight,count\n")


def test_titles_cannot_run_in_a_page_or_a_spreadsheet(foedus, build, tmp_path):
    bad = "<script>alert(1)</script>"
    build([r | {"title": bad if k else "=1+1", "side": ""} for k, r in enumerate(rows())])
    foedus("texts", "place", "made", "--method", "wordfish", "-o", "x.html")
    assert "<script" not in (tmp_path / "x.html").read_text("utf-8")


def test_the_same_question_the_same_bytes(foedus, corpus):
    asked = ("texts", "place", "made", "--method", "seeds", *WAYS["seeds"])
    assert foedus(*asked).out == foedus(*asked).out


def test_seeds_from_a_file(foedus, corpus, tmp_path):
    (tmp_path / "seeds.csv").write_text(
        "word,weight\nwar,1  # high\nthreat,1\npeace\t-1\ntrust;-1\n", encoding="utf-8"
    )
    typed = placed(foedus, "seeds", *WAYS["seeds"])
    assert placed(foedus, "seeds", "--seeds", "seeds.csv") == typed


def test_seeds_that_do_not_occur_place_nothing(foedus, corpus, refused):
    words = ("texts", "place", "made", "--method", "seeds", "--positive", "zebra", "--negative", "war")  # fmt: skip
    said = foedus(*words)
    assert said.status == 0
    assert "not assessable: no seed word with a weight above 0 occurs" in " ".join(said.out.split())
    assert "Not placed" in refused(*words, "-o", "x.png")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--method", "fish"), "wordfish"),
        (("--method", "wordfish", "--by", "planet"), "side"),
        (("--method", "wordfish", "--by", "language"), "side"),
        (("--method", "wordscores"), "two reference texts or more"),
        (("--method", "wordscores", "--reference", "1=0", "--reference", "2"), "not a document"),
        (("--method", "wordscores", "--reference", "1=0", "--reference", "99=1"), "99"),
        (("--method", "wordscores", "--reference", "1=0", "--reference", "1=1"), "given twice"),
        (("--method", "wordscores", "--reference", "1=0", "--reference", "2=0"), "position"),
        (("--method", "wordscores", "--reference", "1=nan", "--reference", "2=0"), "score"),
        (("--method", "wordscores", "--reference", "1=0", "--reference", "2=1", "--rescaling", "x"),
         "rescaling"),
        (("--method", "seeds"), "needs seed words"),
        (("--method", "seeds", "--positive", "war", "--negative", "wars"), "two weights"),
        (("--method", "seeds", "--positive", "cold war"), "2 words"),
        (("--method", "seeds", "--seeds", "none.txt"), "cannot be read"),
        (("--method", "seeds", "--seeds", "made.csv"), "is no seed"),
        (("--method", "wordfish", "--positive", "war"), "--positive is for seeds"),
        (("--method", "seeds", "--anchor", "1", "2"), "--anchor is for wordfish"),
        (("--method", "wordfish", "--anchor", "1", "1"), "twice"),
        (("--method", "wordfish", "--anchor", "1", "77"), "77"),
        (("--method", "wordfish", "--side", "CCC"), "AAA"),
        (("--method", "wordfish", "--from", "2006-03"), "1 document to place"),
        (("--method", "wordfish", "--by", "side", "--side", "AAA"), "side AAA"),
        (("--method", "wordfish", "--format", "xml"), "terminal"),
        (("--method", "wordfish", "-o", "x.doc"), ".html"),
    ],
)  # fmt: skip
def test_wrong_options_are_refused(refused, corpus, words, said):
    assert said in refused("texts", "place", "made", *words)


def test_two_documents_are_too_few_for_wordfish(foedus, corpus):
    said = foedus("texts", "place", "made", "--method", "wordfish", "--from", "2005")
    assert said.status == 0
    assert "at least 3 needed" in " ".join(said.out.split())


def test_two_languages_are_never_mixed(foedus, refused, build):
    russian = [
        {"title": f"Речь {k}", "text": f"Стороны обсудили мир и торговлю {word}. " * 30,
         "side": "RUS", "language": "ru", "date": "2010"}
        for k, word in enumerate(("дважды", "зимой", "весной"))
    ]  # fmt: skip
    build([*rows(), *russian])
    said = refused("texts", "place", "made", "--method", "wordfish")
    assert "6 in en, 3 in ru" in said
    assert "--language en" in said
    assert len(placed(foedus, "wordfish", "--language", "ru")["units"]) == 3


@pytest.mark.parametrize(("language", "lexicon"), [("ru", RUSSIAN), ("zh", CHINESE)])
def test_chinese_and_russian_are_placed(foedus, build, language, lexicon):
    rng = np.random.default_rng(3)
    build(
        [
            {"title": f"{k}", "text": text(k, 4, rng, lexicon), "language": language}
            for k in (2, 4, 1, 3)
        ]
    )
    found = placed(foedus, "wordfish", "--anchor", "3", "2")
    assert [r["label"][-1] for r in sorted(found["units"], key=lambda r: r["position"])] == [
        *"1234"
    ]
    heavy = [w["word"] for w in found["words"][:6]]
    assert set(heavy) <= {*lexicon[0], *lexicon[1]}


def test_dates_in_years_and_ranks():
    assert _year("2022-07") == 2022.5
    assert np.isnan(_year(None))
    assert _rank_correlation(np.array([3.0, 1, 2]), np.array([9.0, 7, 8])) == pytest.approx(1)

"""`foedus texts agreement`: known answers in tables, codings in a corpus."""

import json
import shutil

import pytest
from tests.cli import made_up_coding
from tests.documents.coding import made_up

from foedus.documents.coding.coders import Identity
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.writing import write
from foedus.documents.corpora.corpus import open_corpus

RATINGS = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1],
    [None, None, 3, None],
]  # fmt: skip
"""Krippendorff 2011, example C: 4 raters, 12 units (`cac.raw4raters` of R irrCAC 1.4)."""
KNOWN = {
    "nominal": {
        "Gwet's AC1 (identity weights)": (0.77544, 0.14295),
        "Krippendorff's alpha (nominal metric)": (0.74342, 0.14548),
        "Fleiss' kappa (identity weights)": (0.76117, None),
        "Conger's kappa (identity weights)": (0.76282, None),
        "Brennan-Prediger coefficient (identity weights)": (0.77273, None),
    },
    "ordinal": {
        "Gwet's AC2 (Gwet's ordinal weights)": (0.89894, 0.10690),
        "Krippendorff's alpha (Gwet's ordinal weights)": (0.83364, 0.13099),
        "Krippendorff's alpha (Krippendorff's ordinal metric)": (0.8154, None),
    },
    "ratio": {"Krippendorff's alpha (ratio metric)": (0.7974, None)},
}


@pytest.fixture
def wide(tmp_path):
    lines = ["unit,R1,R2,R3,R4"]
    lines += [
        f"{k},{','.join('' if v is None else str(v) for v in r)}" for k, r in enumerate(RATINGS)
    ]
    (tmp_path / "wide.csv").write_text("\n".join(lines), "utf-8")
    return "wide.csv"


@pytest.mark.parametrize("metric", KNOWN)
def test_the_published_table(foedus, wide, metric):
    said = foedus(
        "texts", "agreement", wide, "--wide", "--metric", metric, "--draws", "0",
        "--categories", "1,2,3,4,5", "--format", "json",
    )  # fmt: skip
    found = {one["name"]: one for one in json.loads(said.out)}
    for name, (value, error) in KNOWN[metric].items():
        # Published with four or five digits.
        assert found[name]["value"] == pytest.approx(value, abs=5e-5), name
        if error is not None:
            assert found[name]["standard_error"] == pytest.approx(error, abs=5e-5), name


def test_a_long_table_says_the_same_as_a_wide_one(foedus, wide, tmp_path):
    rows = ["item;who;mark"]
    rows += [f"{k};R{j};{v}" for k, r in enumerate(RATINGS) for j, v in enumerate(r) if v]
    (tmp_path / "long.csv").write_text("\n".join(rows), "utf-8")
    names = ("--unit-column", "item", "--coder-column", "who", "--value-column", "mark")
    one = foedus("texts", "agreement", "long.csv", *names, "--metric", "linear")
    assert one.status == 0
    assert one.out == foedus("texts", "agreement", wide, "--wide", "--metric", "linear").out
    assert "11 of 12 units read by two or more; 7 of 48 codings missing" in one.out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["wide.csv"], "No metric is named"),
        (["wide.csv", "--metric", "nominal"], "--wide"),
        (["wide.csv", "--wide", "--metric", "ordinel"], "ordinal"),
        (["wide.csv", "--wide", "--metric", "nominal", "--coefficient", "kappa"], "cohen"),
        (["wide.csv", "--wide", "--metric", "nominal", "--by", "language"], "language"),
        (["wide.csv", "--wide", "--metric", "nominal", "--coder", "R9"], "R1"),
        (["wide.csv", "--wide", "--metric", "ratio", "--coefficient", "ac"], "alpha"),
        (["none.csv", "--metric", "nominal"], "no file"),
        (["wide.csv", "--metric", "nominal", "--unit", "sentence"], "a table"),
    ],
)
def test_what_cannot_be_is_refused_in_words(refused, wide, words, named):
    assert named in refused("texts", "agreement", *words)


FILES = {"EN": ("f655764", 0.462), "DE": ("f655316", 0.511), "PL": ("f658191", 0.382)}


@pytest.mark.parametrize("language", FILES)
def test_a_crowd_on_a_debate(foedus, data, language):
    name, alpha = FILES[language]
    said = foedus(
        "texts", "agreement", str(data / "csta_coal" / f"{name}.csv"), "--metric", "interval",
        "--unit-column", "sentenceid", "--coder-column", "_worker_id", "--value-column",
        "subsidy_scale", "--document-column", "speechno", "--repeated", "first",
        "--coefficient", "alpha", "--draws", "200", "--format", "json",
    )  # fmt: skip
    (one,) = json.loads(said.out)
    # The folder's SOURCE.txt gives three digits.
    assert one["value"] == pytest.approx(alpha, abs=6e-4)
    assert one["n_documents"] == 37


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(folder))
        corpus = made_up_coding.experts()
        segments = made_up.segments(corpus)
        made_up_coding.read_by(corpus, "Ann", segments)
        made_up_coding.read_by(corpus, "Bo", segments[:300], wrong=10)
    return folder


@pytest.fixture
def coded(built, tmp_path, monkeypatch):
    """Sixty papers that Ann has read, and the first thirty by Bo, who errs in each tenth."""
    shutil.copytree(built, tmp_path / "corpora")
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return open_corpus("experts")


def of_json(foedus, *words):
    said = foedus("texts", "agreement", "experts", *words, "--format", "json", "--draws", "100")
    assert said.status == 0, said.err
    return json.loads(said.out)


def test_a_corpus_by_language(foedus, coded):
    found = of_json(foedus, "--by", "language", "--coefficient", "percent")
    by = {one["language"]: one for one in found}
    assert set(by) == {"all languages", "en", "zh", "ru"}
    every = by["all languages"]
    assert every["value"] == pytest.approx(0.9, abs=1e-6)
    # What Bo did not read is missing, and no "no code".
    assert (every["n_units"], every["n_paired"], every["missing"]) == (600, 300, 300)
    assert every["n_documents"] == 60


def test_documents_and_spans(foedus, coded):
    # A paper counts as one with the code if a sentence of it has it.
    assert of_json(foedus, "--unit", "document", "--coefficient", "percent")[0]["n_paired"] == 30
    said = foedus(
        "texts", "agreement", "experts", "--unit", "spans", "--rule", "exact", "--draws", "0"
    )
    assert "2 coders, 30 documents read by two or more" in said.out
    assert "matched by the rule 'exact'" in " ".join(said.out.split())


def test_a_scale_is_two_questions(foedus, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    corpus = made_up_coding.experts(6)
    segments = corpus.passages(made_up.segments(corpus)[:60])
    for name, value in (("Ann", 1), ("Bo", 0)):
        codings = [
            Coding(p.document, p.start, p.stop, "stance", value if k % 3 else -1)
            for k, p in enumerate(segments[:40])
        ]
        read = [Read(p.document, p.start, p.stop) for p in segments]
        write(corpus, Identity(name, "human"), made_up.SMALL, codings, read)
    found = of_json(foedus, "--coefficient", "alpha")
    by = {(one["code"], one["scale"]): one for one in found}
    assert by["stance", "nominal"]["value"] == 1.0
    assert by["stance: value", "krippendorff-ordinal"]["n_paired"] == 40
    assert 0.3 < by["stance: value", "krippendorff-ordinal"]["value"] < 1


def test_machines_are_asked_for(foedus, refused, coded):
    made_up_coding.read_by(coded, "m 1", made_up.segments(coded), wrong=5, kind="model")
    assert of_json(foedus, "--coefficient", "percent")[0]["n_coders"] == 2
    assert of_json(foedus, "--coefficient", "percent", "--machines")[0]["n_coders"] == 3
    only = of_json(foedus, "--coefficient", "cohen", "--coder", "Ann", "--coder", "m 1")
    assert only[0]["n_paired"] == 600
    assert "Ann" in refused("texts", "agreement", "experts", "--coder", "An")

"""The coder that learns from people's labels."""

import json
import zipfile

import numpy as np
import pytest
from tests.documents.coding import made_up
from tests.documents.coding.made_up import ANN, BO, MODEL, SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding import trained
from foedus.documents.coding.interface import Coder, Excerpt
from foedus.documents.coding.machine import code_corpus
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.trained.enough import NotEnoughLabels
from foedus.documents.coding.writing import write
from foedus.documents.corpora.corpus import new_corpus

WORDS = ("threat", "trade", "closer", "looser", "good", "bad", "perhaps")
NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "iota", "kappa",
         "lambda", "omicron", "sigma")  # fmt: skip


def embed(texts):
    return np.array([[text.count(word) for word in WORDS] for text in texts], float)


def learn(texts, labels, groups=None, **options):
    return trained.train(texts, labels, groups, **({"embed": embed, "model": "made up"} | options))


def talk(count=120, seed=0, noise=0.1):
    """Passages about threats or trade in twelve speeches, and whether they are about threats."""
    draw = np.random.default_rng(seed)
    so = draw.random(count) < 0.4
    told = so ^ (draw.random(count) < noise)
    names = draw.choice(NAMES, count)
    about = np.where(so, "threat", "trade")
    texts = [f"{a} of {n} {k}" for k, (a, n) in enumerate(zip(about, names, strict=True))]
    return texts, told, np.arange(count) % 12


FLAG = learn(*talk())


def test_a_flag_is_learned_with_probabilities_that_mean_what_they_say():
    chances = FLAG.probabilities(["A threat of omega.", "The trade of omega."])
    assert FLAG.answers == ("no code", "applied")
    assert chances.sum(axis=1) == pytest.approx([1, 1])
    # A tenth of the labels is wrong, and the coder says so.
    assert chances[:, 1] == pytest.approx([0.9, 0.1], abs=0.08)
    assert FLAG.decide(["threat", "trade"]) == ["applied", "no code"]
    assert FLAG.quality["macro-F1"].value > 0.8
    low, high = FLAG.quality["AUC"].low, FLAG.quality["AUC"].high
    assert 0.5 < low <= FLAG.quality["AUC"].value <= high < 1
    assert abs(FLAG.quality["probability less share"].value) < 0.02


def test_labels_without_meaning_are_not_learned():
    texts, _, groups = talk()
    labels = np.random.default_rng(1).random(120) < 0.4
    found = learn(texts, labels, groups)
    assert found.quality["AUC"].low < 0.5 < found.quality["AUC"].high + 0.05
    assert np.ptp(found.alone.unseen[:, 1]) < 0.4


def test_a_passage_learned_from_is_answered_by_a_model_that_had_not_seen_it():
    texts, told, groups = talk(noise=0)
    texts = [f"{'zzqx' if k == 5 else ''} {text}" for k, text in enumerate(texts)]
    told[5] = ~told[5]
    found = learn(texts, told, groups, context=False)
    assert found.decide([texts[5]]) == ["no code" if told[5] else "applied"]
    assert found.quality["macro-F1"].value < 1


def test_it_is_a_coder():
    assert isinstance(FLAG, Coder)
    threat, trade = FLAG.code([Excerpt("A threat."), Excerpt("Trade: trade.", "en")])
    assert [(x.code, x.value) for x in threat.labels] == [("label", None)]
    assert threat.labels[0].score == pytest.approx(0.9, abs=0.1)
    assert trade.labels == ()
    assert threat.codes == trade.codes == ("label",)
    assert FLAG.code([]) == []
    assert FLAG.detail["labels"] == f"no code {(~talk()[1]).sum()}, applied {talk()[1].sum()}"
    assert FLAG.detail["fingerprint"] in FLAG.name


def test_the_name_tells_labels_texts_and_settings():
    texts, told, groups = talk()
    turned = told.copy()
    turned[0] = ~turned[0]
    others = (
        learn([*texts[:-1], "other"], told, groups), learn(texts, turned, groups),
        learn(texts, told, groups // 2), learn(texts, told, groups, context=False),
        learn(texts, told, groups, model="other"), learn(texts, told, groups, code="menace"),
    )  # fmt: skip
    assert len({FLAG.name, *(coder.name for coder in others)}) == 7
    assert learn(texts, told, groups).name == FLAG.name


@pytest.mark.parametrize("labels", [("1", "0"), (1, 0), (1.0, 0.0), ("applied", "no code"),
                                    (np.True_, np.False_), ("True", "false")])  # fmt: skip
def test_flags_as_people_write_them(labels):
    texts, told, groups = talk()
    found = learn(texts, [labels[0] if t else labels[1] for t in told], groups)
    assert found.answers == ("no code", "applied")
    assert found.probabilities(["x"]) == pytest.approx(FLAG.probabilities(["x"]))


def test_what_nobody_looked_at_is_no_label():
    texts, told, groups = talk()
    more = learn([*texts, "threat", "trade"], [*told, None, float("nan")], [*groups, 0, 0])
    assert more.detail["labelled"] == "120"


def test_a_category_is_learned():
    texts, _, groups = talk(180)
    texts = [f"{text} {('closer', 'looser', '')[k // 12 % 3]}" for k, text in enumerate(texts)]
    labels = [("closer", "looser", "no code")[k // 12 % 3] for k in range(180)]
    found = learn(texts, labels, groups, codebook=SMALL, code="forecast")
    assert found.answers == ("no code", "closer", "looser")
    assert found.decide(["It comes closer", "looser", "nothing"]) == ["closer", "looser", "no code"]
    assert found.quality["macro-F1 of answers"].value == pytest.approx(1)
    (closer,) = found.code([Excerpt("closer and closer")])
    assert closer.labels[0].value == "closer"
    assert found.codebook is SMALL


def test_a_scale_is_learned_in_its_order():
    texts, _, groups = talk(240)
    step = np.arange(240) // 12 % 4
    texts = [
        f"{text} {('', 'bad', 'perhaps', 'good')[s]}" for text, s in zip(texts, step, strict=True)
    ]
    labels = [("no code", -1, "0", "+1")[s] for s in step]
    found = learn(texts, labels, groups, codebook=SMALL, code="stance")
    assert found.answers == ("no code", -1, 0, 1)
    assert found.decide(["bad", "perhaps", "good", "x"]) == [-1, 0, 1, "no code"]
    own = learn(texts, [(None, -1, 0, 2)[s] for s in step], groups)
    assert own.answers == (-1, 0, 2)
    assert own.decide(["bad", "good"]) == [-1, 2]
    written = learn(texts, [("", "\N{MINUS SIGN}1", "0", "2")[s] for s in step], groups)
    assert written.answers == own.answers
    assert [f.what for f in own.quality.figures] == ["macro-F1 of answers", "share right"]


def test_categories_without_a_codebook_are_called_as_they_were(tmp_path):
    texts, told, groups = talk(noise=0)
    found = learn(texts, np.where(told, "Russian Federation", "中国"), groups, code="whom")
    assert found.answers == ("Russian Federation", "中国")
    assert found.decide(["threat", "trade"]) == ["Russian Federation", "中国"]
    assert found.code([Excerpt("threat")])[0].labels[0].value == "russian_federation"
    assert found.code([Excerpt("trade")])[0].labels[0].value == "value_2"
    found.save(tmp_path / "kept")
    back = trained.load(tmp_path / "kept", embed=embed, model="made up")
    assert back.decide(["threat"]) == ["Russian Federation"]
    assert back.codebook == found.codebook


def test_what_stands_around_counts_where_documents_are_known():
    """A piece gets the code where its neighbour tells of a threat."""
    draw = np.random.default_rng(2)
    so = draw.random(150) < 0.5
    texts, labels, speech = [], [], []
    for k, threat in enumerate(so):
        texts += [f"{'threat' if threat else 'trade'} {NAMES[k % 12]},", f"said {NAMES[k % 7]}."]
        labels += [False, bool(threat)]
        speech += [k // 10] * 2
    found = learn(texts, labels, speech)
    asked = ["threat,", "said he.", "trade,", "said he."]
    assert found.decide(asked, ["a", "a", "b", "b"]) == ["no code", "applied", "no code", "no code"]
    assert found.decide(["said he."] * 2)[0] == found.decide(["said he."] * 2)[1]
    assert found.quality["AUC"].value > found.quality_alone["AUC"].value + 0.1
    assert found.within.pieces
    flat = learn(texts, labels, speech, context=False)
    assert flat.within is None
    assert flat.probabilities(asked, list("aabb")) == pytest.approx(flat.probabilities(asked))


def test_not_enough_labels_is_said_with_what_is_missing():
    texts, told, groups = talk()
    few = np.where(np.cumsum(told) > 7, False, told)
    with pytest.raises(NotEnoughLabels, match="'applied' has 7 from") as error:
        learn(texts, few, groups)
    assert "13 more" in error.value.remedy
    with pytest.raises(NotEnoughLabels, match="from 3 groups"):
        learn(texts, told, groups % 3)
    with pytest.raises(NotEnoughLabels, match="all 120 have 'applied'"):
        learn(texts, [True] * 120, groups)
    with pytest.raises(NotEnoughLabels, match="there are none"):
        learn([], [], [])
    with pytest.raises(NotEnoughLabels, match="there are none"):
        learn(texts, [None] * 120, groups)


def test_what_cannot_be_learned_from():
    texts, told, groups = talk()
    with pytest.raises(FoedusError, match="120 texts and 119 labels"):
        learn(texts, told[1:], groups)
    with pytest.raises(FoedusError, match="120 texts and 119 groups"):
        learn(texts, told, groups[1:])
    with pytest.raises(FoedusError, match="not a value of code 'stance'"):
        learn(texts, [5] * 120, groups, codebook=SMALL, code="stance")
    with pytest.raises(FoedusError, match="'maybe' is no label"):
        learn(texts, ["maybe"] * 120, groups, codebook=SMALL, code="threat")
    with pytest.raises(FoedusError, match="is no id"):
        learn(texts, told, groups, code="Not a name")
    with pytest.raises(FoedusError, match="kind"):
        learn(texts, told, groups, kind="rank")
    with pytest.raises(FoedusError, match="no step of a scale"):
        learn(texts, ["high"] * 120, groups, kind="scale")
    with pytest.raises(FoedusError, match="1 texts and 2 documents"):
        FLAG.probabilities(["x"], [1, 2])


def test_a_kept_coder_comes_back_the_same(tmp_path):
    FLAG.save(tmp_path / "coder")
    back = trained.load(tmp_path / "coder", embed=embed, model="made up")
    asked = [*talk()[0][:5], "A new threat.", "威胁", ""]
    for documents in (None, [0] * 8):
        assert (back.probabilities(asked, documents) == FLAG.probabilities(asked, documents)).all()
    assert (back.name, back.detail, back.quality) == (FLAG.name, FLAG.detail, FLAG.quality)
    learn(*talk()).save(tmp_path / "again")
    for name in ("model.json", "weights.npz"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "coder" / name).read_bytes()
    back.save(tmp_path / "coder")
    assert sorted(p.name for p in (tmp_path / "coder").iterdir()) == ["model.json", "weights.npz"]


def test_a_kept_coder_holds_no_text_and_nothing_pickled(tmp_path):
    FLAG.save(tmp_path / "coder")
    kept = json.loads((tmp_path / "coder" / "model.json").read_text("utf-8"))
    assert not any(name in json.dumps(kept) for name in NAMES)
    with zipfile.ZipFile(tmp_path / "coder" / "weights.npz") as packed:
        assert all(b"'|O'" not in packed.read(name)[:128] for name in packed.namelist())


def test_a_damaged_coder_is_refused(tmp_path):
    def load(name="coder", **options):
        return trained.load(tmp_path / name, **({"embed": embed, "model": "made up"} | options))

    with pytest.raises(FoedusError, match="no trained coder"):
        load()
    FLAG.save(tmp_path / "coder")
    with pytest.raises(FoedusError, match="trained on 'made up'"):
        load(model="other")
    model, weights = tmp_path / "coder" / "model.json", tmp_path / "coder" / "weights.npz"
    whole, text = weights.read_bytes(), model.read_text("utf-8")
    weights.write_bytes(whole[:-9])
    with pytest.raises(FoedusError, match=r"weights.npz is not the file"):
        load()
    weights.write_bytes(whole)
    for bad, match in (
        (text.replace('"version": 1', '"version": 9'), "layout 9"),
        (text[:40], "no JSON"),
        ("[]", "not a trained coder's"),
        (text.replace('"target"', '"aim"'), "target is missing"),
        (text.replace('"threshold"', '"limit"'), "threshold.* is missing"),
    ):
        model.write_text(bad, "utf-8")
        with pytest.raises(FoedusError, match=match):
            load()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x").touch()
    with pytest.raises(FoedusError, match="holds other things"):
        FLAG.save(tmp_path / "other")
    with pytest.raises(FoedusError, match="is a file"):
        FLAG.save(tmp_path / "other" / "x")


def test_from_a_csv(tmp_path):
    texts, told, groups = talk()
    rows = [f'"{t}",{int(x)},{g}' for t, x, g in zip(texts, told, groups, strict=True)]
    path = tmp_path / "gold.csv"
    path.write_text("\n".join(["text,label,speech", *rows, '"not read",,1']) + "\n", "utf-8")
    found = trained.from_csv(path, group="speech", embed=embed, model="made up", context=False)
    assert found.detail["labelled"] == "120"
    assert found.detail["file"] == "gold.csv"
    with pytest.raises(FoedusError, match="speach"):
        trained.from_csv(path, group="speach")
    with pytest.raises(FoedusError, match="cannot be read"):
        trained.from_csv(tmp_path / "none.csv")
    path.write_bytes(b"text,label\n\xff,1\n")
    with pytest.raises(FoedusError, match="UTF-8"):
        trained.from_csv(path)


@pytest.fixture
def coded(tmp_path, monkeypatch):
    """Eight documents of eight sentences; Ann read seven of them, Bo one of those."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    draw = np.random.default_rng(3)
    corpus = new_corpus("gold")
    for _ in range(8):
        about = np.where(draw.random(8) < 0.5, "A threat", "Good trade")
        said = [f"{a} near {n}." for a, n in zip(about, draw.choice(NAMES, 8), strict=True)]
        made_up.add(corpus, " ".join(said), "en")

    def codings(document):
        whole = corpus.text(document)
        spans = corpus.segments(document).tolist()
        return [Coding(document, a, b, "threat") for a, b in spans if "threat" in whole[a:b]]

    read = [Read(d, 0, len(corpus.text(d))) for d in range(1, 8)]
    write(corpus, ANN, SMALL, [c for d in range(1, 8) for c in codings(d)], read)
    # Bo finds no threat where Ann does: a tie, and left out.
    write(corpus, BO, SMALL, [], read[:1])
    write(corpus, MODEL, SMALL, [], read[:2])
    return corpus


def of(corpus, **options):
    return trained.from_corpus(
        corpus, "small", "threat", **({"embed": embed, "model": "made up"} | options)
    )


def test_from_codings_of_a_corpus(coded, tmp_path):
    found = of(coded)
    ties = coded.text(1).count("threat")
    assert found.detail["left out for a tie"] == str(ties)
    assert found.detail["labelled"] == str(56 - ties)
    assert found.detail["coders"] == "Ann, Бо"
    assert found.detail["groups"] == "7"
    assert of(coded, coders=["Ann"]).detail["labelled"] == "56"
    segments = made_up.segments(coded)
    run = code_corpus(coded, found, segments, batch=5)
    assert run.passages == 64
    assert run.codings == sum(coded.text(d).count("threat") for d in range(1, 9))
    found.save(tmp_path / "kept")
    back = trained.load(tmp_path / "kept", coded, embed=embed, model="made up")
    again = code_corpus(coded, back, segments)
    assert (again.passages, again.before) == (0, 64)
    free = trained.load(tmp_path / "kept", embed=embed, model="made up")
    assert free.name != back.name


def test_in_a_corpus_batches_do_not_change_what_is_seen_around(coded):
    found = of(coded)
    passages = coded.passages(made_up.segments(coded))
    excerpts = [Excerpt(p.text, "en", p.document, p.start) for p in passages]
    whole = found.code(excerpts)
    single = [judged for excerpt in excerpts for judged in found.code([excerpt])]
    assert whole == single
    strange = found.code([Excerpt("Not there: a threat.", "en", 1, 3)])
    assert strange == found.code([Excerpt("Not there: a threat.")])


def test_machines_and_strangers_teach_nothing(coded):
    with pytest.raises(FoedusError, match="is a machine"):
        of(coded, coders=[MODEL.name])
    with pytest.raises(FoedusError, match="Ane"):
        of(coded, coders=["Ane"])
    with pytest.raises(NotEnoughLabels):
        of(coded, coders=[BO.name])

"""doccano, Label Studio and CSV as those tools, and spreadsheets, write them."""

import json
from xml.etree import ElementTree

import pytest
from tests.documents.coding.made_up import MODEL, SMALL, as_lines

from foedus.core.errors import FoedusError
from foedus.documents.coding.exchange.corpus_project import gather, source_texts
from foedus.documents.coding.exchange.csv_codings import read_csv, write_csv
from foedus.documents.coding.exchange.doccano import read_doccano, write_doccano
from foedus.documents.coding.exchange.label_studio import (
    label_studio_config,
    write_label_studio,
)
from foedus.documents.coding.exchange.label_studio_read import read_label_studio
from foedus.documents.coding.exchange.tags import tag, tags

TEXT = "a𠮷 угроза 🤝 trade"


def passages(loaded):
    text = {t.key: t.text for t in loaded.project.texts}
    return [
        (c.coder, tag(c.code, c.value), text[c.text][c.start : c.stop])
        for c in loaded.project.codings
    ]


def test_tags_of_a_codebook():
    assert tags(SMALL) == [
        "threat", "trade", "stance=-1", "stance=0", "stance=1", "forecast=closer",
        "forecast=looser",
    ]  # fmt: skip


# doccano


@pytest.mark.parametrize(
    "labels",
    [
        {"label": [[3, 9, "threat"], [12, 17, "Trade"]]},
        {"labels": [[3, 9, "угроза"], [12, 17, "trade"]]},
        {"entities": [
            {"id": 1, "label": "threat", "start_offset": 3, "end_offset": 9},
            {"id": 2, "label": "贸易", "start_offset": 12, "end_offset": 17},
        ], "relations": []},
    ],
)  # fmt: skip
def test_doccanos_forms_old_and_new(tmp_path, labels):
    path = tmp_path / "admin.jsonl"
    path.write_text(json.dumps({"id": 1, "text": TEXT} | labels) + "\n", "utf-8")
    loaded = read_doccano(path, SMALL)
    assert passages(loaded) == [("admin", "threat", "угроза"), ("admin", "trade", "trade")]
    assert loaded.project.readings == ()


def test_a_doccano_text_counts_as_read_only_where_that_is_said(tmp_path):
    path = tmp_path / "admin.jsonl"
    path.write_text(json.dumps({"text": TEXT, "label": []}), "utf-8")
    assert read_doccano(path, SMALL).project.coders == ()
    loaded = read_doccano(path, SMALL, seen=True, coder="Ann")
    assert [(r.coder, r.start, r.stop) for r in loaded.project.readings] == [("Ann", 0, len(TEXT))]
    some = read_doccano(path, SMALL, seen=True, offered=["trade", "threat"])
    assert some.project.readings[0].codes == ("threat", "trade")


def test_doccano_labels_that_cannot_be_used_are_counted(tmp_path):
    path = tmp_path / "admin.jsonl"
    bad = [
        [0, 99, "threat"],
        [0, 2, "mood"],
        [0, 2, "stance"],
        ["0", 2, "threat"],
        [2, 2, "threat"],
        3,
    ]
    path.write_text(json.dumps({"text": TEXT, "label": bad}), "utf-8")
    assert read_doccano(path, SMALL).skipped == {
        "labels without offsets or a name": 2,
        "spans outside their text": 2,
        "labels 'mood', which the codebook lacks": 1,
        "labels 'stance', which the codebook lacks": 1,
    }


def test_doccano_in_utf16_units(tmp_path):
    path = tmp_path / "admin.jsonl"
    path.write_text(json.dumps({"text": TEXT, "label": [[14, 19, "trade"]]}), "utf-8")
    assert passages(read_doccano(path, SMALL, counting="UTF-16")) == [("admin", "trade", "trade")]


def test_a_label_changed_in_doccano_loses_its_time_and_nothing_else(tmp_path, coded):
    path = tmp_path / "x.jsonl"
    write_doccano(gather(coded, SMALL, coders=["Ann"], documents=[3]), path)
    (line,) = as_lines(path)
    line["label"][0][2] = "stance=-1"
    path.write_text(json.dumps(line), "utf-8")
    loaded = read_doccano(path, SMALL)
    assert [(c.code, c.value, c.at[:4]) for c in loaded.project.codings] == [
        ("stance", -1, ""),
        ("trade", None, "2026"),
    ]


def test_one_name_for_a_person_and_a_model_is_refused(tmp_path):
    path = tmp_path / "x.jsonl"
    lines = [{"text": "ab", "label": [], "coder": "Ann", "kind": k} for k in ("human", "model")]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with pytest.raises(FoedusError, match="a person in one line and a model"):
        read_doccano(path, SMALL)


# Label Studio


def task(*results, text=TEXT, **about):
    made = {"id": 5, "completed_by": 7, "result": list(results), "was_cancelled": False} | about
    return {"id": 1, "data": {"text": text}, "annotations": [made], "predictions": []}


def labelled(start, stop, label, words=None, region="r1", **more):
    value = {"start": start, "end": stop, "labels": [label]} | ({"text": words} if words else {})
    return {
        "id": region,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": value,
    } | more


def chosen(name, *choices, region="r1", **value):
    about = {"id": region, "from_name": name, "to_name": "text", "type": "choices"}
    return about | {"value": value | {"choices": list(choices)}}


def load(tmp_path, *tasks, **options):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(list(tasks)), "utf-8")
    return read_label_studio(path, SMALL, **options)


def test_spans_with_a_value_and_choices_for_the_whole_text(tmp_path):
    loaded = load(
        tmp_path,
        task(
            labelled(3, 9, "Shared threat", "угроза"),
            labelled(12, 17, "stance", "trade", "r2"),
            chosen("stance", "1", region="r2", start=12, end=17),
            chosen("forecast", "closer", region="r3"),
            chosen("document", "trade", "threat", region="r4"),
        ),
        users={"7": "Ann"},
    )
    assert passages(loaded) == [
        ("Ann", "forecast=closer", TEXT),
        ("Ann", "threat", TEXT),
        ("Ann", "trade", TEXT),
        ("Ann", "threat", "угроза"),
        ("Ann", "stance=1", "trade"),
    ]
    assert [(r.start, r.stop) for r in loaded.project.readings] == [(0, len(TEXT))]
    assert loaded.skipped == {}


def test_offsets_are_told_by_the_words(tmp_path):
    """Code points in present versions, UTF-16 units in older ones (issues 1008 and 1347)."""
    now = load(tmp_path, task(labelled(12, 17, "trade", "trade")))
    old = load(tmp_path, task(labelled(14, 19, "trade", "trade")))
    assert passages(now) == passages(old) == [("Label Studio user 7", "trade", "trade")]
    assert old.notes == ("offsets count UTF-16 units, as the words show",)
    wrong = load(tmp_path, task(labelled(3, 8, "trade", "trade")))
    assert wrong.skipped == {"spans outside their text, or with other words": 1}
    said = load(tmp_path, task(labelled(14, 19, "trade")), counting="UTF-16")
    assert passages(said)[0][2] == "trade"
    with pytest.raises(FoedusError, match="Unknown way of counting"):
        load(tmp_path, task(), counting="bytes")


def test_line_ends_as_label_studio_writes_them(tmp_path):
    loaded = load(tmp_path, task(labelled(0, 3, "trade", "a\\nb"), text="a\nb"))
    assert passages(loaded) == [("Label Studio user 7", "trade", "a\nb")]


def test_predictions_are_a_models_and_so_is_what_a_model_proposed(tmp_path):
    proposed = labelled(3, 9, "threat", region="r9", origin="prediction")
    given = task(proposed, labelled(12, 17, "trade"))
    given["predictions"] = [{"model_version": "ner 2", "result": [labelled(3, 9, "threat")]}]
    loaded = load(tmp_path, given, users={"7": "Ann"})
    assert {(c.name, c.kind) for c in loaded.project.coders} == {
        ("Ann with suggestions", "model"),
        ("ner 2", "model"),
    }
    assert "stand as a model's" in loaded.sentence()
    assert loaded.project.readings == ()  # what a model had in mind is not known


def test_a_code_that_was_not_offered_is_not_absent(tmp_path):
    loaded = load(tmp_path, task(labelled(3, 9, "threat")), offered=["threat"])
    assert [r.codes for r in loaded.project.readings] == [("threat",)]
    with pytest.raises(FoedusError, match="Unknown code"):
        load(tmp_path, task(), offered=["mood"])


def test_a_cancelled_annotation_was_not_read(tmp_path):
    loaded = load(tmp_path, task(labelled(3, 9, "threat"), was_cancelled=True))
    assert (loaded.project.codings, loaded.project.readings) == ((), ())
    assert loaded.skipped == {"annotations that were cancelled": 1}


def test_other_results_and_broken_ones_are_counted(tmp_path):
    box = {"id": "b", "type": "rectanglelabels", "value": {}}
    mood = labelled(0, 2, "mood", region="m")
    loaded = load(
        tmp_path, task(box, mood, labelled(None, 2, "threat", region="n")), {"data": {}}, {}
    )
    assert loaded.skipped == {
        "results of the type 'rectanglelabels'": 1,
        "labels 'mood', which the codebook lacks": 1,
        "results without offsets": 1,
        "tasks without a text": 1,
        "tasks without data": 1,
    }


def test_people_are_annotations_and_models_predictions(tmp_path, coded):
    path = tmp_path / "x.json"
    write_label_studio(gather(coded, SMALL), path)
    tasks = json.loads(path.read_text("utf-8"))
    chinese = next(t for t in tasks if t["data"]["language"] == "zh")
    assert len(chinese["annotations"]) == 1
    assert [p["model_version"] for p in chinese["predictions"]] == [MODEL.name]
    assert chinese["annotations"][0]["result"][0]["value"]["text"] == "林的贸易"


def test_the_labelling_interface_names_every_code_and_value():
    view = ElementTree.fromstring(label_studio_config(SMALL))
    assert [e.get("value") for e in view.iter("Label")] == [c.id for c in SMALL.codable]
    assert [e.get("name") for e in view.iter("Choices")] == ["stance", "forecast"]
    assert [e.get("value") for e in view.iter("Choice")] == ["-1", "0", "1", "closer", "looser"]


# CSV


def test_a_table_from_a_spreadsheet(tmp_path, corpus):
    path = tmp_path / "x.csv"
    rows = [
        "Text;Start;Stop;Coder;Code;Value;Passage",
        "key1;0;4;Ann;Shared threat;;Both",
        "key1;0;4;Ann;stance;+1;Both",
        "key1;0;4;Ann;;;",
        "key1;0;4;Ann;trade;;Bath",
        "key9;0;4;Ann;trade;;",
        "key1;x;4;Ann;trade;;",
        "key1;0;400;Ann;trade;;",
        "key1;0;4;[model] m;trade;;",
    ]
    path.write_text("\r\n".join(rows), "utf-8-sig")
    loaded = read_csv(path, SMALL, source_texts(corpus))
    assert [(c.coder, tag(c.code, c.value)) for c in loaded.project.codings] == [
        ("Ann", "stance=1"),
        ("Ann", "threat"),
        ("m", "trade"),
    ]
    assert [(r.coder, r.codes) for r in loaded.project.readings] == [("Ann", ())]
    assert {c.name: c.kind for c in loaded.project.coders} == {"Ann": "human", "m": "model"}
    assert loaded.skipped == {
        "passages that do not read as the text does": 1,
        "rows whose text is not known": 1,
        "rows without offsets": 1,
        "spans outside their text": 1,
    }


def test_a_coder_has_one_kind_in_a_table(tmp_path, corpus):
    path = tmp_path / "x.csv"
    head = "text,start,stop,coder,kind,code\n"
    path.write_text(f"{head}key1,0,4,Ann,human,trade\nkey1,0,4,Ann,model,threat\n", "utf-8")
    with pytest.raises(FoedusError, match="person in one row and a model in another"):
        read_csv(path, SMALL, source_texts(corpus))
    path.write_text(f"{head}key1,0,4,Ann,robot,trade\n", "utf-8")
    with pytest.raises(FoedusError, match="Unknown kind of coder 'robot'"):
        read_csv(path, SMALL, source_texts(corpus))


def test_the_written_table_shows_the_passage(tmp_path, coded):
    path = tmp_path / "x.csv"
    write_csv(gather(coded, SMALL, coders=["Ann"], documents=[2]), path)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1].endswith("trade,,,,2026-11-22T12:00:00Z,林的贸易")
    assert ",human,,,,," in lines[2]

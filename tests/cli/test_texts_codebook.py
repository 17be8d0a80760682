"""`foedus texts codebook`."""

import json

import pytest

from foedus.documents.coding.codebook_file import read_codebook
from foedus.documents.coding.shipped import open_codebook


def test_the_shipped_codebook_is_listed_and_shown(foedus):
    assert "partnerships 1.0" in foedus("texts", "codebook", "list").out
    whole = foedus("texts", "codebook", "show", "partnerships").out
    assert all(code.id in whole for code in open_codebook("partnerships").codes)
    stance = foedus("texts", "codebook", "show", "partnerships", "stance", "--language", "ru").out
    assert "value -2" in stance
    assert "example zh" in stance


def test_one_code_as_json(foedus):
    said = foedus("texts", "codebook", "show", "partnerships", "stance", "--format", "json").out
    (record,) = json.loads(said)
    assert record["values"] == "-2, -1, 0, 1, 2"


@pytest.mark.parametrize("ending", ["toml", "qdc"])
def test_a_codebook_comes_back_from_its_file(foedus, tmp_path, ending):
    assert foedus("texts", "codebook", "show", "partnerships", "-o", f"x.{ending}").status == 0
    assert foedus("texts", "codebook", "new", "y.toml", "--from", f"x.{ending}").status == 0
    assert read_codebook(tmp_path / "y.toml").codes == open_codebook("partnerships").codes
    said = foedus("texts", "codebook", "compare", "partnerships-1.0", "y.toml").out
    assert "say the same" in said


def test_label_studio_gets_its_interface(foedus, tmp_path):
    foedus("texts", "codebook", "show", "partnerships", "-o", "x.xml")
    assert (tmp_path / "x.xml").read_text("utf-8").startswith("<View>")


def test_a_new_codebook_is_whole_and_left_alone_afterwards(foedus, refused, tmp_path):
    assert foedus("texts", "codebook", "new", "mine.toml", "--languages", "ru").status == 0
    assert read_codebook(tmp_path / "mine.toml").languages == ("ru",)
    assert "no fault" in foedus("texts", "codebook", "check", "mine.toml").out
    assert "is there already" in refused("texts", "codebook", "new", "mine.toml")


def test_the_same_name_gets_the_next_version(foedus, tmp_path):
    foedus("texts", "codebook", "new", "p.toml", "--from", "partnerships", "--name", "partnerships")
    assert read_codebook(tmp_path / "p.toml").version == "1.1"


def test_a_fault_has_its_line_and_a_change_its_meaning(foedus, refused, tmp_path):
    foedus("texts", "codebook", "new", "mine.toml")
    text = (tmp_path / "mine.toml").read_text("utf-8")
    (tmp_path / "bad.toml").write_text(text.replace('kind = "flag"', 'kind = "flg"'), "utf-8")
    assert "bad.toml:14: code reason_trade, kind" in refused(
        "texts", "codebook", "check", "bad.toml"
    )
    (tmp_path / "next.toml").write_text(text.replace("Trade is given", "Trade was given"), "utf-8")
    said = foedus("texts", "codebook", "compare", "mine.toml", "next.toml").out
    assert "reason_trade, definition: changed (meaning)" in said
    assert "stance" in said.splitlines()[-1]


def test_names_that_are_not_there_are_refused(refused):
    assert "Did you mean 'partnerships'" in refused("texts", "codebook", "show", "partnership")
    assert "stance" in refused("texts", "codebook", "show", "partnerships", "stanse")
    assert "no codebook" in refused("texts", "codebook", "check", "none.toml")

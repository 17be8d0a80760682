"""Differences of two versions, and which codes stay comparable."""

from dataclasses import replace

from tests.documents.coding.made_up import SMALL

from foedus.documents.coding.codebook_difference import difference


def changed(code, **fields):
    codes = tuple(replace(c, **fields) if c.id == code else c for c in SMALL.codes)
    return replace(SMALL, version="1.1", codes=codes)


def test_nothing_changed():
    found = difference(SMALL, SMALL)
    assert found.changes == ()
    assert found.sentence() == "small 1.0 and small 1.0 say the same."
    assert found.comparable == ("threat", "trade", "stance", "forecast")


def test_wording_leaves_codings_comparable_and_a_definition_does_not():
    wording = difference(SMALL, changed("threat", label={"en": "Common threat"}))
    assert [(c.code, c.field, c.meaning) for c in wording.changes] == [("threat", "label", False)]
    assert "threat" in wording.comparable
    meaning = difference(SMALL, changed("threat", definition="Any threat."))
    assert [(c.field, c.meaning) for c in meaning.changes] == [("definition", True)]
    assert "threat" not in meaning.comparable
    assert "meaning changed in threat;" in meaning.sentence()


def test_codes_and_values_come_and_go():
    fewer = replace(SMALL, version="2.0", codes=SMALL.codes[:-1])
    gone = difference(SMALL, fewer)
    assert [(c.code, c.kind) for c in gone.changes] == [("forecast", "removed")]
    assert [(c.code, c.kind) for c in difference(fewer, SMALL).changes] == [("forecast", "added")]
    values = SMALL.code("stance").values[:2]
    shorter = difference(SMALL, changed("stance", values=values))
    assert [(c.field, c.old, c.new) for c in shorter.changes] == [("values", [-1, 0, 1], [-1, 0])]
    assert "stance" not in shorter.comparable


def test_a_definition_of_a_value_is_meaning():
    values = SMALL.code("stance").values
    other = (replace(values[0], definition="Hostile."), *values[1:])
    found = difference(SMALL, changed("stance", values=other))
    assert [(c.field, c.meaning) for c in found.changes] == [("value -1, definition", True)]

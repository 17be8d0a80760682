"""A second coder's judgements of items: checked, laid beside the first, called by their name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.made_up import CODING, item, table, write_case

from foedus.core.errors import FoedusError
from foedus.ledger.case_file import read_case
from foedus.ledger.check import check
from foedus.ledger.check_second import FILE
from foedus.ledger.second import beside, second_coding

JUDGED = ["level", "net", "for_whom"]


def write_second(folder: Path, judgements: list[dict], **coding: object) -> Path:
    file = folder / FILE
    file.parent.mkdir(exist_ok=True)
    head = table("[coding]", CODING | {"fields": JUDGED} | coding)
    text = head + "".join(table("[[judgement]]", j) for j in judgements)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def folder(ledger) -> Path:
    return write_case(ledger, [item(), item(id="fra-ita-f002"), item(id="fra-ita-f003")])


def test_a_case_without_one_has_none(folder) -> None:
    assert second_coding(read_case(folder)) is None


def test_judgements_are_laid_beside_the_first(folder) -> None:
    write_second(
        folder,
        [
            {"id": "fra-ita-f001", "level": 2, "net": "cost", "for_whom": "partner"},
            {"id": "fra-ita-f002", "level": 4, "net": "gain"},
        ],
        blind=False,
    )
    case = read_case(folder)
    second = second_coding(case)
    found = beside(case, second)
    assert [(a.field, a.n, a.same) for a in found.agreements] == [
        ("level", 2, 0.5), ("net", 2, 0.5), ("for_whom", 1, 1.0),
    ]  # fmt: skip
    assert {(d.record, d.field, d.first, d.second) for d in found.differences} == {
        ("fra-ita-f002", "level", "2", "4"), ("fra-ita-f002", "net", "cost", "gain"),
    }  # fmt: skip
    assert not found.blind
    assert check(folder) == []


@pytest.mark.parametrize(
    ("judgement", "coding", "said"),
    [
        ({"id": "fra-ita-f009", "level": 1}, {}, "fra-ita-f00"),
        ({"id": "fra-ita-f001", "level": 5}, {}, "0 to 4"),
        ({"id": "fra-ita-f001", "net": "loss"}, {}, '"loss"'),
        ({"id": ["x"], "level": 1}, {}, "not text"),
        ({"level": 1}, {}, '"id" is missing'),
        ({"id": "fra-ita-f001", "level": 1}, {"fields": ["levl"]}, '"level"'),
        ({"id": "fra-ita-f001", "level": 1}, {"fields": []}, '"fields" is missing'),
        ({"id": "fra-ita-f001", "level": 1}, {"blind": "yes"}, "true or false"),
        ({"id": "fra-ita-f002", "level": 1}, {}, "judged twice"),
    ],
)
def test_faults_of_a_second_coding_are_found(folder, judgement, coding, said) -> None:
    write_second(folder, [{"id": "fra-ita-f002", "level": 2}, judgement], **coding)
    faults = check(folder)
    assert len(faults) == 1
    assert said in str(faults[0])
    assert faults[0].file == "second/judgements.toml"
    with pytest.raises(FoedusError, match="has 1 faults"):
        second_coding(read_case(folder))


@pytest.mark.parametrize("text", ["coding = 3\n", "[coding]\n", "x = \n", "[[coding]]\n", "\x00"])
def test_a_broken_second_coding_is_one_clear_fault(folder, text) -> None:
    file = write_second(folder, [])
    file.write_text(text, encoding="utf-8")
    faults = check(folder)
    assert len(faults) == 1
    assert faults[0].remedy

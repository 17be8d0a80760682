"""Numbered paragraphs and headings of a printed page come apart where lengths do not tell."""

from __future__ import annotations

from foedus.documents.corpora.reading.page_lines import joined_pages


def test_numbered_paragraphs_that_fill_their_lines_come_apart() -> None:
    page = (
        "II. Regional priorities\n"
        "8. Relations with the neighbours come first here, and the state will go on\n"
        "with that work in the years to come, as it has done for as long as anybody\n"
        "9. With the second partner the state will trade more than it did in the past\n"
        "and in the year 2020 it will add to that\n"
    )
    found = joined_pages(["I. Aims of all this work as they stand at present in the text\n"
                          "7. The aims are these and others that are of the same kind and weight\n"
                          + page])  # fmt: skip
    starts = [paragraph.split(" ")[0] for paragraph in found.split("\n\n")]
    assert starts == ["I.", "7.", "II.", "8.", "9."]


def test_initials_and_figures_at_the_start_of_a_line_are_no_numbers() -> None:
    page = (
        "The talks were led by the minister of the one side and by his colleague Mr\n"
        "V. Smith of the other, and they went on until the evening of that day in\n"
        "12. The hall was full to the last seat when they came back and read it out\n"
        "to all who were there on that day in the hall of the ministry itself there\n"
    )
    assert "\n\n" not in joined_pages([page])


def test_chinese_and_russian_headings_stand_alone() -> None:
    body = "本段较为详细地说明国家在这一领域打算采取的各项措施和步骤以及所需的时间安排等等"
    found = joined_pages(
        [f"第一章 总则和本文件的各项基本目标任务手段以及执行的安排\n{body}\n{body}"]
    )
    assert found.split("\n\n")[0].startswith("第一章")
    assert len(found.split("\n\n")) == 2
    text = "и далее говорится о том что государство намерено делать в этой области в будущем"
    found = joined_pages(
        [f"Глава 1. Общие положения о внешней политике государства\n{text.capitalize()}"]
    )
    assert found.split("\n\n")[0] == "Глава 1. Общие положения о внешней политике государства"

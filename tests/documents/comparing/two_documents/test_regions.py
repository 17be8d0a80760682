"""The place of a state in a list of regions, and why there is none."""

from __future__ import annotations

import pytest

from foedus.documents.comparing.two_documents.about import about_states, first_passage
from foedus.documents.comparing.two_documents.region_names import about_regions, region_names
from foedus.documents.comparing.two_documents.region_section import (
    RegionPlaces,
    common_way,
    region_places,
)
from foedus.documents.comparing.two_documents.sides import Document, ReadSide, Side, read_side

CHINA, RUSSIA = 710, 365
END = "\n\nV. Closing\n\nThis is the end of the whole text, and it names nobody at all."


def _read(text: str, language: str = "en", speaker: int | None = None) -> ReadSide:
    return read_side(Side("a", (Document("a", text, language, 2023, speaker),)))


def _places(text: str, language: str = "en", **how: object) -> RegionPlaces:
    read = _read(text, language)
    return region_places(read, about_states(read), CHINA, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "language", "plain"),
    [
        ("V. Regional tracks of the foreign policy", "en", 2),
        ("Regional foreign policy priorities", "en", 2),
        ("The Asia-Pacific region", "en", 1),
        ("Tasks", "en", 0),
        ("Региональные направления внешней политики", "ru", 2),
        ("Африканский регион", "ru", 1),
        ("地区优先方向", "zh", 2),
        ("周边", "zh", 1),
        ("总则", "zh", 0),
    ],
)
def test_headings_announce_regions(title: str, language: str, plain: int) -> None:
    assert about_regions(title, language) == plain


@pytest.mark.parametrize(
    ("text", "language", "regions"),
    [
        ("From the Arctic to Central Asia and the CIS", "en",
         ["Arctic", "Central Asia", "Neighbouring states"]),
        ("cis is a prefix and eu no word", "en", []),
        ("Азиатско-Тихоокеанский регион, Африка, ЕС", "ru",
         ["Asia-Pacific", "Africa", "European Union"]),
        ("亚太、中亚和拉美", "zh", ["Asia-Pacific", "Central Asia", "Latin America"]),
    ],
)  # fmt: skip
def test_regions_are_named_in_three_languages(text: str, language: str, regions: list[str]) -> None:
    assert [found.region for found in region_names(text, language)] == regions


def test_a_state_is_no_region() -> None:
    text = "IV. Regional priorities\n\n" + "\n\n".join(
        f"With {name} the state will trade in the years to come, and talks will go on."
        for name in ("South Africa", "the Central African Republic", "China", "Africa")
    )
    items = _places(text + END).ways["openings"].items
    assert [i.label for i in items] == [
        "South Africa", "CAR", "China", "Africa",
    ]  # fmt: skip


def test_a_layout_with_titled_parts_and_two_states_in_one() -> None:
    titles = ("Near abroad", "The Arctic", "Eurasian continent. China and India", "Africa")
    body = "The state will develop its relations there, in the years that lie ahead of it."
    text = "\n\n".join(["V. Regional tracks", *(b for t in titles for b in (t, body))])
    found = _places(text + END)
    assert found.section is not None
    assert (found.of("parts"), len(found.ways["parts"].items)) == (3, 4)


def test_paragraphs_in_the_old_and_titled_parts_in_the_new_are_read_alike() -> None:
    body = "the state will go on with its work, as it has done for years and years by now."
    old = "\n\n".join(
        ["IV. Regional priorities"]
        + [
            f"{number}. With {names}, {body}"
            for number, names in enumerate(
                ("the CIS", "Ukraine", "France and Germany", "the United States", "the Arctic",
                 "China", "India", "Africa"), start=49,
            )
        ]
    )  # fmt: skip
    titles = ("Near abroad", "The Arctic", "Eurasia\nChina and India", "Africa", "Europe")
    new = "\n\n".join(
        [
            "V. Regional tracks of foreign policy",
            *(b for t in titles for b in (t, body.capitalize())),
        ]
    )
    found = _places(old + END), _places(new + END)
    assert common_way(*found) == "openings"
    assert [p.of("openings") for p in found] == [6, 3]
    assert [len(p.ways["openings"].items) for p in found] == [8, 5]
    assert found[1].ways["openings"].items[2].label == "Eurasia, China, India"
    assert (found[0].of("parts"), found[1].of("parts")) == (None, 3)


def test_a_part_counts_that_is_about_the_state_without_naming_it_in_its_title() -> None:
    parts = {
        "Europe": "Talks go on with France and Germany, with Italy, and with China too.",
        "Asia": "China comes first. Trade with China grows, and Chinese firms take part in it.",
        "Africa": "Embassies will be opened there when the budget of the ministry allows it.",
    }
    text = "\n\n".join(["V. Regional tracks", *(b for p in parts.items() for b in p)])
    assert _places(text + END).of("parts") == 2


def test_a_run_of_titled_regions_needs_no_heading_above() -> None:
    body = "Work there goes on as it has for years, and more of it is to be done from now on."
    text = "\n\n".join(b for t in ("1. Europe", "2. China", "3. Africa") for b in (t, body))
    found = _places("I. Aims\n\n" + body + "\n\n" + text)
    assert found.of("parts") == 2


def test_bare_headings_below_a_bare_heading_are_its_parts() -> None:
    body = "Work there goes on as it has for years, and more of it is to be done from now on."
    text = "\n\n".join(["Regional priorities", "Europe", body, "China", body, "Africa", body])
    found = _places("Aims\n\n" + body + "\n\n" + text)
    assert found.of("parts") == 2


def test_the_user_names_the_section() -> None:
    listed = "\n\n".join(
        f"{name} is a partner of long standing, and the state will go on with this work."
        for name in ("France", "India", "China")
    )
    text = f"III. Partners\n\n{listed}{END}"
    assert _places(text).section is None
    assert "no heading announces regions" in _places(text).why
    assert "'III. Partners'" in _places(text).why
    assert _places(text, heading="partners").of("openings") == 3
    assert "no heading holds 'regions'" in _places(text, heading="regions").why


def test_what_cannot_be_placed_says_why() -> None:
    names = ("France", "India", "Japan")
    listed = "\n\n".join(f"{n} is a partner, and with it the state will trade." for n in names)
    found = _places(f"III. Regional priorities\n\n{listed}{END}")
    assert found.of("openings") is None
    assert "no paragraph of the section names it first" in found.ways["openings"].why
    assert "fewer than 3" in found.ways["parts"].why
    assert common_way(found, found) is None


def test_the_documents_own_state_stands_in_nobodys_way() -> None:
    text = (
        "Russia is open. Russia seeks peace.\n\nRussia and China will deepen their trade, and "
        "Russia thanks China."
    )
    for speaker, rank, of in ((None, 2, 2), (RUSSIA, 1, 1)):
        read = _read(text, speaker=speaker)
        first = first_passage(about_states(read), read.outlines[0], CHINA)
        assert (first.rank, first.of, first.paragraph) == (rank, of, 2)


def test_without_a_passage_of_its_own_a_state_has_no_rank() -> None:
    read = _read("India, France, Japan and China met.\n\nIndia again. And India.")
    first = first_passage(about_states(read), read.outlines[0], CHINA)
    assert first.rank is None
    assert first.of == 1
    assert first.why.startswith("not assessable")

"""Hand-made English sentences with the states they name; hard cases beside plain ones."""

import pytest

from foedus.documents.mentions.mentions import find

NAMED = [
    ("Russia and China signed.", [("Russia", 365, "name"), ("China", 710, "name")]),
    ("Beijing's answer to Washington", [("Beijing", 710, "capital"), ("Washington", 2, "capital")]),
    (
        "The Russian side thanked the Chinese side.",
        [("Russian side", 365, "side"), ("Chinese side", 710, "side")],
    ),
    ("the US side of the talks", [("US", 2, "abbreviation")]),
    ("Sino-Russian trade", [("Sino", 710, "sign"), ("Russian", 365, "adjective")]),
    ("the Russo-Ukrainian war", [("Russo", 365, "sign"), ("Ukrainian", 369, "adjective")]),
    ("Anglo-American plans", [("Anglo", 200, "sign"), ("American", 2, "adjective")]),
    ("US-China ties", [("US", 2, "abbreviation"), ("China", 710, "name")]),
    ("U.S.-Japan alliance", [("U.S.", 2, "abbreviation"), ("Japan", 740, "name")]),
    (
        "China–Russia–India summit",
        [("China", 710, "name"), ("Russia", 365, "name"), ("India", 750, "name")],
    ),
    (
        "the Soviet Union and the USSR",
        [("Soviet Union", 365, "name"), ("USSR", 365, "abbreviation")],
    ),
    ("People's Republic of China", [("People's Republic of China", 710, "name")]),
    (
        "Democratic People’s Republic\nof Korea",
        [("Democratic People’s Republic\nof Korea", 731, "name")],
    ),
    (
        "Guinea-Bissau and Papua New Guinea",
        [("Guinea-Bissau", 404, "name"), ("Papua New Guinea", 910, "name")],
    ),
    ("Congo (Brazzaville)", [("Congo (Brazzaville)", 484, "name")]),
    ("the Kremlin and the White House", [("Kremlin", 365, "seat"), ("White House", 2, "seat")]),
    (
        "Poles, Germans and Americans",
        [("Poles", 290, "people"), ("Germans", 255, "people"), ("Americans", 2, "people")],
    ),
    (
        "In May Turkey bought a turkey and polish from Polish farms.",
        [("Turkey", 640, "name"), ("Polish", 290, "adjective")],
    ),
    ("Her china came from China.", [("China", 710, "name")]),
    ("The US asked us.", [("US", 2, "abbreviation")]),
    (
        "Niger, Nigeria, Nigerien and Nigerian",
        [
            ("Niger", 436, "name"),
            ("Nigeria", 475, "name"),
            ("Nigerien", 436, "adjective"),
            ("Nigerian", 475, "adjective"),
        ],
    ),
    (
        "the former Yugoslav Republic of Macedonia",
        [("former Yugoslav Republic of Macedonia", 343, "name")],
    ),
    ("the Central African Republic", [("Central African Republic", 482, "name")]),
    ("in Russian waters", [("Russian", 365, "adjective")]),
    ("Turkish Cypriots", [("Turkish Cypriots", 352, "people")]),
    (
        "anti-American and pro-Russian",
        [("American", 2, "adjective"), ("Russian", 365, "adjective")],
    ),
    ("Côte d’Ivoire and St. Lucia", [("Côte d’Ivoire", 437, "name"), ("St. Lucia", 56, "name")]),
    ("RUSSIA AND CHINA", [("RUSSIA", 365, "name"), ("CHINA", 710, "name")]),
]
NOBODY = [
    "The two sides agreed and both sides signed.",
    "Latin American States of the Organization of American States",
    "the Indian Ocean, the South China Sea and the Gulf of Mexico",
    "the Korean peninsula and the Persian Gulf",
    "the Vienna Convention and the Rome Statute",
    "They spoke in Russian, in French and in English.",
    "the Spanish text and the Chinese version",
    "Northern Ireland, South Georgia and American Samoa",
    "Let us polish the chad of the turkey.",
    "US$ 24 billion and two US dollars",
    "the reunification of Korea and the Korean question",
    "Our country thanks my country.",
    "the Indo-Pacific and the post-Soviet space",
    "Indo-China and the Anglo-Saxons",
    "the states parties, the States Members and the United Nations",
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_names(text, expected):
    found = find(text, "en", year=2020)
    assert list(zip(found.form, found.ccode.tolist(), found.kinds, strict=True)) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_names_nobody(text):
    assert find(text, "en", year=2020).form == ()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Turkey agreed.", "certain"),
        ("They met in Georgia.", "likely"),
        ("Beijing agreed.", "likely"),
        ("They met in Beijing.", "doubtful"),
        ("the Moscow talks", "doubtful"),
        ("the mayor of Moscow", "doubtful"),
        ("the aims of Moscow", "likely"),
        ("He saw Michael Owen Jordan there.", "doubtful"),
        ("the King of Jordan", "likely"),
        ("Korea agreed.", "doubtful"),
        ("The Republic of Korea agreed, as Korea does.", "likely"),
        ("GIVE US PEACE", "doubtful"),
    ],
)
def test_says_how_sure_it_is(text, certainty):
    found = find(text, "en", year=2020).frame()
    assert found.certainty.iloc[-1] == certainty

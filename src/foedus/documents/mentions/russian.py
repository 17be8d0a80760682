"""How Russian names, adjectives and peoples decline: every form of the words of the table.

Dictionaries of lemmas read one form in its likeliest sense (чада is a child first, кубе a
cube) and do not know most capitals. The table's own words are few and regular, so their
forms are made from their endings.
"""

from __future__ import annotations

from functools import cache

_ADJECTIVE = {
    "ий": "ий ого ому им ом ая ой ую ое ие их ими ою",
    "ый": "ый ого ому ым ом ая ой ую ое ые ых ыми ою",
    "ой": "ой ого ому ым ом ая ую ое ые ых ыми",
    "яя": "ий его ему им ем яя ей юю ее ие их ими",
}
_SOFT = "кгхжчшщ"
_MASCULINE = " а у ом е"
_PEOPLE = " а у ом е ы ов ам ами ах"
_IRREGULAR = {
    "египет": "египет египта египту египтом египте",
    "турок": "турок турка турку турком турке турки туркам турками турках",
    "маврикий": "маврикий маврикия маврикию маврикием маврикии",
    "капитолий": "капитолий капитолия капитолию капитолием капитолии",
    "косово": "косово косова косову косовом косове",
    "латыш": "латыш латыша латышу латышом латыше латыши латышей латышам латышами латышах",
    "беларусь": "беларусь беларуси беларусью",
    "острова": "острова островов островам островами островах",
    "штаты": "штаты штатов штатам штатами штатах",
    "власти": "власти властей властям властями властях",
    "киприоты": "киприоты киприотов киприотам киприотами киприотах",
    "сербы": "сербы сербов сербам сербами сербах",
    "албанцы": "албанцы албанцев албанцам албанцами албанцах",
    "союз": "союз союза союзу союзом союзе",
    "дом": "дом дома дому домом доме",
    "дворец": "дворец дворца дворцу дворцом дворце",
    "договор": "договор договора договору договором договоре",
    "наша": "наша нашей нашу нашею",
    "моя": "моя моей мою моею",
    "наше": "наше нашего нашему нашим нашем",
    "мое": "мое моего моему моим моем",
    "родина": "родина родины родине родину родиной",
    "море": "море моря морю морем",
    "королевство": "королевство королевства королевству королевством королевстве",
    "содружество": "содружество содружества содружеству содружеством содружестве",
    "государство": "государство государства государству государством государстве",
    "отечество": "отечество отечества отечеству отечеством отечестве",
    "правительство": "правительство правительства правительству правительством правительстве",
    "руководство": "руководство руководства руководству руководством руководстве",
    "соломоновы": "соломоновы соломоновых соломоновым соломоновыми",
    "маршалловы": "маршалловы маршалловых маршалловым маршалловыми",
    "озеро": "озеро озера озеру озером озере",
}
_NEVER = frozenset(("республик", "америки", "микронезии", "доминики", "мыса"))


@cache
def declined(word: str) -> frozenset[str]:
    """The forms of a word of the table, in lower case and with е for ё.

    Parameters
    ----------
    word
        A part of a name (without hyphens), an adjective, or one of a people.

    Examples
    --------
    >>> sorted(declined("россия"))
    ['россией', 'россии', 'россию', 'россия']
    >>> "китайцев" in declined("китаец"), "российскими" in declined("российский")
    (True, True)
    >>> sorted(declined("чили"))
    ['чили']
    """
    word = word.replace("ё", "е")
    if word in _IRREGULAR:
        return frozenset(_IRREGULAR[word].split())
    if word in _NEVER or len(word) < 3:
        return frozenset((word,))
    return frozenset({word, *(_adjective(word) or _person(word) or _noun(word))})


def _adjective(word: str) -> list[str]:
    stem, end = word[:-2], word[-2:]
    if end in ("ая", "ое") and stem:
        hard = "ий" if stem[-1] in _SOFT else "ый"
        return _with(stem, _ADJECTIVE[hard])
    if end in ("яя",):
        return _with(stem, _ADJECTIVE["яя"])
    if end in ("ые", "ие") and len(stem) > 2:
        return _with(stem, _ADJECTIVE["ый" if end == "ые" else "ий"])
    if end in ("ий", "ый") and len(stem) > 2:
        return _with(stem, _ADJECTIVE[end])
    return []


def _person(word: str) -> list[str]:
    if word.endswith("ец"):
        before = word[-3]
        stem = word[:-2] + ("й" if before in "аеиоуыэюя" else "ь" if before == "л" else "") + "ц"
        return _with(stem, "а у ем е ы ев ам ами ах")
    if word.endswith(("анин", "янин")):
        stem = word[:-2]
        return [*_with(word, _MASCULINE), *_with(stem, "е ам ами ах"), stem]
    if word in ("болгарин", "грузин"):
        stem = word.removesuffix("ин") if word == "болгарин" else word
        return [*_with(word, _MASCULINE), *_with(stem, "ы ам ами ах"), stem]
    if word.endswith("ка") and word[-3] not in "аеиоуыэюя" and word not in _PLACES:
        root, soft = word[:-2].rstrip("йь"), word[-3] in "йьчшж"
        return [*_with(word[:-1], "а и е у ой ам ами ах"), root + ("ек" if soft else "ок")]
    return []


_PLACES = frozenset(("ланка", "ямайка", "дакка"))


def _noun(word: str) -> list[str]:
    stem, end = word[:-1], word[-1]
    if end in "аеиоуыэюя":
        return _vowel_noun(word, stem)
    if end in "ьй":
        return _with(stem, "я ю ем е")
    soft = [word + "ем"] if end in "цжшч" else []
    return [*soft, *_with(word, f"а у ом е {'и' if end in _SOFT else 'ы'} ов ам ами ах")]


def _vowel_noun(word: str, stem: str) -> list[str]:
    if word.endswith("ия"):
        return _with(stem, "и ю ей")
    if word.endswith("я"):
        return _with(stem, "и е ю ей")
    if word.endswith("а") and word[-2] not in "уиое":
        return _with(stem, ("и" if stem[-1] in _SOFT else "ы") + " е у ой ей")
    if word.endswith(("ды", "ны", "мы", "ры", "лы", "ты", "вы")):
        return [stem, *_with(stem, "ов ам ами ах")]
    return []


def _with(stem: str, endings: str) -> list[str]:
    return [stem + end for end in endings.split()]

"""Two versions of a made-up document in three languages, of which every answer is known."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from foedus.documents.comparing.two_documents.sides import Document, Side

Form = Literal["paragraphs", "titles"]
STATES = (750, 740, 640, 140, 651, 710, 630, 160)
"""Order in the old version, but for the focus: India, Japan, Turkey, Brazil, Egypt, China ..."""
NAMES = {
    "en": {710: "China", 750: "India", 740: "Japan", 640: "Turkey", 140: "Brazil", 651: "Egypt",
           630: "Iran", 160: "Argentina"},
    "ru": {710: "Китай", 750: "Индия", 740: "Япония", 640: "Турция", 140: "Бразилия",
           651: "Египет", 630: "Иран", 160: "Аргентина"},
    "zh": {710: "中国", 750: "印度", 740: "日本", 640: "土耳其", 140: "巴西", 651: "埃及",
           630: "伊朗", 160: "阿根廷"},
}  # fmt: skip
HEADINGS = {
    "en": ("I. General aims", "II. Regional priorities", "III. Final provisions"),
    "ru": ("I. Общие цели", "II. Региональные приоритеты", "III. Заключительные положения"),
    "zh": ("第一章 总目标", "第二章 地区优先方向", "第三章 附则"),
}
OPENING = {
    "en": "{0} comes next. ",
    "ru": "Далее следует {0}. ",
    "zh": "接下来是{0}。",
}
AGAIN = {"en": "{0} trades. ", "ru": "{0} торгует. ", "zh": "{0}开展贸易。"}
_SYLLABLES = {
    "en": ("ba", "lo", "mi", "tu", "re", "sa", "ko"),
    "ru": ("ба", "ло", "ми", "ту", "ре"),
}
_HAN = (0x7000, 0x7100)


@dataclass(frozen=True)
class Known:
    """What the two versions are made of.

    Parameters
    ----------
    old, new
        The versions.
    mentions
        Of China in each.
    places
        Of China among the eight of the list, in each.
    changes
        Paragraphs of the general part by change.
    """

    old: Side
    new: Side
    mentions: tuple[int, int]
    places: tuple[int, int]
    changes: dict[str, int]


def versions(
    language: str,
    *,
    mentions: int = 4,
    places: tuple[int, int] = (7, 2),
    kept: int = 5,
    moved: int = 1,
    rewritten: int = 2,
    added: int = 3,
    dropped: int = 4,
    form: Form = "paragraphs",
    seed: int = 1,
) -> Known:
    """A pair of versions: China twice as often in the new, at other places of the list."""
    rng = random.Random(seed)
    stay = [paragraph(language, rng) for _ in range(kept)]
    change = [paragraph(language, rng) for _ in range(rewritten)]
    wander = [paragraph(language, rng) for _ in range(moved)]
    gone = [paragraph(language, rng) for _ in range(dropped)]
    fresh = [paragraph(language, rng) for _ in range(added)]
    about = {ccode: paragraph(language, rng) for ccode in STATES}
    old = _text(language, [*wander, *stay, *change, *gone], about, mentions, places[0], form)
    edited = [_edited(language, text, rng) for text in change]
    new = _text(language, [*stay, *edited, *fresh, *wander], about, 2 * mentions, places[1], form)
    return Known(
        Side("old", (Document("old", old, language, 2016),)),
        Side("new", (Document("new", new, language, 2023),)),
        (mentions, 2 * mentions),
        places,
        {"kept": kept, "moved": moved, "rewritten": rewritten, "added": added, "dropped": dropped},
    )


def paragraph(language: str, rng: random.Random, words: int = 24) -> str:
    """A paragraph of words that no other has and that name nobody."""
    if language == "zh":
        return "".join(chr(rng.randrange(*_HAN)) for _ in range(words)) + "。"
    made = ["".join(rng.choices(_SYLLABLES[language], k=5)) for _ in range(words)]
    return " ".join(made).capitalize() + "."


def _edited(language: str, text: str, rng: random.Random) -> str:
    """The paragraph with its last quarter written anew."""
    fresh = paragraph(language, rng, 6)
    if language == "zh":
        return text[: len(text) * 3 // 4] + fresh
    parts = text.split(" ")
    return " ".join(parts[: len(parts) * 3 // 4]) + " " + fresh.lower()


def _text(
    language: str, general: list[str], about: dict[int, str], mentions: int, place: int, form: Form
) -> str:
    order = [c for c in STATES if c != 710]
    order.insert(place - 1, 710)
    first, regions, last = HEADINGS[language]
    blocks = [first, *general, regions]
    for k, ccode in enumerate(order, start=1):
        name = NAMES[language][ccode]
        times = mentions if ccode == 710 else 3
        if form == "titles":
            times -= 1
            blocks.append(
                f"（{'一二三四五六七八'[k - 1]}）{name}" if language == "zh" else f"{k}. {name}"
            )
        opening = OPENING[language].format(name)
        blocks.append(opening + AGAIN[language].format(name) * (times - 1) + about[ccode])
    closing = {"en": "This text is final.", "ru": "Текст окончателен.", "zh": "本文为最终文本。"}
    return "\n\n".join([*blocks, last, closing[language]])

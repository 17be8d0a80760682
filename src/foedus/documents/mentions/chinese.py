"""Mentions in Chinese: the longest form that begins at each letter, then short signs.

Chinese does not part its words, so that ordinary words which contain a form are in the
table too, and taken out in the same walk from left to right: 其中国家 is "of which
countries", not China.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from foedus.documents.mentions.alphabetic import Hit
from foedus.documents.mentions.context import CERTAIN, DOUBTFUL, LIKELY
from foedus.documents.mentions.cues import any_of, cues
from foedus.documents.mentions.signs import PAIR, sign_hits
from foedus.documents.mentions.table import Entry, entries, not_states

_BLOT = "\ue000"
_IN_PAIRS = ("印尼", "沙特", "阿联酋", "东帝汶", "巴新", "埃塞")
_IN_NAMES = "·•・"
_PEOPLE = re.compile(f"人(?![{''.join(sorted(cues('not after people', 'zh')))}])")
_NOT_BEFORE = {
    # Names that other letters make another word of.
    **{"中国": "际", "日本": "身人", "海地": "区铁带", "马里": "兰奥", "多哥": "们", "河内": "蒙"},
    # Ordinary words that other letters undo: 中美元首 are heads of state, no dollars.
    **dict.fromkeys(("美元", "日元", "韩元", "澳元", "加元"), "首"),
    **dict.fromkeys(("中文", "俄文", "日文", "法文", "英文"), "化"),
    **{"法人": "文民", "美学": "者", "日内": "阁", "日产": "业", "中外": "长", "泰安": "全"},
}
_NOT_AFTER = {"都柏林": "首"}
_OF_DEFENCE = ("美国", "俄国", "英国", "法国", "德国", "韩国", "泰国")
_PLACE_BEFORE = re.compile(f"(?:{any_of('place before', 'zh')})$")
_EVENT_AFTER = re.compile(any_of("event after", "zh"))
_ACTS = re.compile(any_of("acts", "zh"))
_ENDS_IN_A_SIGN = tuple("法美英德韩俄泰")


class _Forms(NamedTuple):
    """The forms by spelling, a pattern of their first letters, lengths by the first two."""

    known: dict[str, Entry]
    first: re.Pattern[str]
    lengths: dict[str, tuple[int, ...]]


def hits(text: str) -> list[Hit]:
    """Forms of states in a text, from left to right, none over another."""
    found: list[Hit] = []
    free: list[str] = []
    known, first, lengths = _forms()
    at = 0
    for m in first.finditer(text):
        begin = m.start()
        if begin < at:
            continue
        for size in lengths.get(text[begin : begin + 2], ()):
            entry = known.get(text[begin : begin + size])
            end = begin + size
            if entry is None or _part_of_a_word(text, begin, end, entry):
                continue
            if not entry.readings and _runs_into_a_name(text, end, entry.form, known):
                continue
            free += (text[at:begin], _BLOT * size)
            at = end
            hit = _judged(text, begin, at, entry)
            if hit is not None:
                found.append(hit)
                if entry.form in _IN_PAIRS and (china := _china_beside(text, begin, at)):
                    found.append(china)
            break
    free.append(text[at:])
    found += sign_hits("".join(free))
    found.sort(key=lambda h: h.begin)
    # A sign may stand both beside a name and in a run.
    return [h for k, h in enumerate(found) if not k or h.begin >= found[k - 1].end]


def _china_beside(text: str, begin: int, end: int) -> Hit | None:
    """The sign of China in a pair with a name that has no sign (中印尼关系, 阿联酋中方)."""
    china = next(e for e in entries("zh") if e.form == "中")
    if text[begin - 1 : begin] == "中" and PAIR.match(text, end):
        return Hit(begin - 1, begin, china, CERTAIN, None)
    if text[end : end + 1] == "中" and PAIR.match(text, end + 1):
        return Hit(end, end + 1, china, CERTAIN, None)
    return None


def _part_of_a_word(text: str, begin: int, end: int, entry: Entry) -> bool:
    """The letters belong to another word (中国际, 1日本, 首都柏林, 俄国防部)."""
    form, after = entry.form, text[end : end + 1]
    before = text[begin - 1 : begin] if begin else ""
    if after and (after in _NOT_BEFORE.get(form, "") or (after == "防" and form in _OF_DEFENCE)):
        return True
    if before and before in _NOT_AFTER.get(form, ""):
        return True
    return form == "日本" and before.isdigit()


def _runs_into_a_name(text: str, end: int, word: str, known: dict[str, Entry]) -> bool:
    """The last letter of an ordinary word begins a name (联合法国: not 合法)."""
    if not word.endswith(_ENDS_IN_A_SIGN):
        return False
    entry = known.get(text[end - 1 : end + 1])
    return entry is not None and bool(entry.readings)


def _judged(text: str, begin: int, end: int, entry: Entry) -> Hit | None:
    """The form with what its context says; None where it is no state here."""
    if not entry.readings or _in_a_name(text, begin, end):
        return None
    kind = entry.readings[0].kind
    if kind == "capital":
        if _EVENT_AFTER.match(text, end):
            return None
        return Hit(begin, end, entry, _city(text, begin, end), None)
    if kind == "name" and _PEOPLE.match(text, end):
        return Hit(begin, end + 1, entry, CERTAIN, "people")
    unsure = kind == "seat" or entry.ambiguous & {"place", "person", "word"}
    return Hit(begin, end, entry, LIKELY if unsure else CERTAIN, None)


def _in_a_name(text: str, begin: int, end: int) -> bool:
    """A point before or after makes it a part of a foreign person's name."""
    beside = text[begin - 1 : begin] if begin else ""
    return any(c and c in _IN_NAMES for c in (beside, text[end : end + 1]))


def _city(text: str, begin: int, end: int) -> int:
    """A capital is a place, unless the word after it makes it act."""
    if _PLACE_BEFORE.search(text, max(0, begin - 3), begin):
        return DOUBTFUL
    return LIKELY if _ACTS.match(text, end) else DOUBTFUL


@cache
def _forms() -> _Forms:
    known = {e.form: e for e in entries("zh") if e.readings[0].kind != "sign"}
    known |= {form: Entry(form, ()) for form in not_states("zh")}
    lengths: dict[str, set[int]] = {}
    for form in known:
        lengths.setdefault(form[:2], set()).add(len(form))
    first, second = ("".join(sorted({pair[k] for pair in lengths})) for k in (0, 1))
    by_pair = {pair: tuple(sorted(sizes, reverse=True)) for pair, sizes in lengths.items()}
    return _Forms(known, re.compile(f"[{first}](?=[{second}])"), by_pair)

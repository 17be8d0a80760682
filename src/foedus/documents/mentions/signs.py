"""Short signs of states in Chinese compounds: 中俄, 俄方, 美军, 访华, 中、俄两国.

One letter names a state only in a run of signs, before 方 (side) or an organ of state, or
after a verb such as 访 (visit). Strong signs (俄, 美) count in every run; weak ones (加,
意), which are ordinary letters, only before a word that pairs of states take, such as 关系
(relations). Regions (欧, 非) may be part of a run and name no state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from foedus.documents.mentions.alphabetic import Hit
from foedus.documents.mentions.context import CERTAIN, LIKELY
from foedus.documents.mentions.cues import any_of, cues
from foedus.documents.mentions.table import Entry, entries

_REGIONS = "欧非"
_ALONE_ONLY, _WEAK_IN_RUNS = "华", "以"
_PALESTINE = ("巴以", "以巴")
PAIR = re.compile(any_of("pair after", "zh"))
"""Words that follow a pair of states."""
_ORGANS = re.compile(any_of("organ after", "zh"))
_FEW_ORGANS = re.compile(any_of("few organs after", "zh"))
_WITH_ORGANS, _WITH_FEW_ORGANS = "美俄乌日韩朝英印伊叙黎泰柬菲越澳缅", "以法德"
_OWN_ORGANS = {
    "美": ("国务", "财政部", "商务部", "司法部", "贸易代表", "最高法院"),
    "日": ("外相", "防卫"),
    "朝": ("中社", "外务省", "劳动党"),
    "以": ("国防军", "总理", "称"),
    "德": ("总理", "政府"),
    "台": ("当局",),
}
_VERBS = {
    "华": "对访驻在来涉援赴旅输反遏留抵侵",
    "美": "对访驻在赴输援反亲留旅抵涉",
    "俄": "对访驻在赴援制反亲旅抵涉",
    "乌": "对访驻援在抵",
    "日": "对访驻赴反",
    "韩": "对访驻赴抵",
    "朝": "访驻制援",
    "台": "对援涉",
    "伊": "对制访",
    "澳": "访驻赴",
    "英": "访驻赴",
    "法": "访驻赴",
    "德": "访驻赴",
    "印": "访驻",
    "越": "访驻",
    "菲": "访驻",
}
_NOT_AFTER_RUN = cues("not after run", "zh")
_NOT_AFTER_VERB = cues("not after verb and sign", "zh")
_NOT_AFTER_SIDE = cues("not after side", "zh")


def sign_hits(free: str) -> Iterator[Hit]:
    """Signs that name a state: runs, then single ones.

    Parameters
    ----------
    free
        A Chinese text in which names and ordinary words are blotted out.
    """
    signs = _signs()
    run, listed, single = _patterns()
    taken = set()
    for m in run.finditer(free):
        for hit in _run(free, m.start(), m.end()):
            taken.add(hit.begin)
            yield hit
    for m in listed.finditer(free):
        for begin in range(m.start(), m.end(), 2):
            if free[begin] in signs and begin not in taken:
                taken.add(begin)
                yield Hit(begin, begin + 1, signs[free[begin]], CERTAIN, None)
    for m in single.finditer(free):
        alone = None if m.start() in taken else _single(free, m.start())
        if alone is not None:
            yield alone


def _run(free: str, begin: int, end: int) -> Iterator[Hit]:
    """The first two to four signs that make a compound, if any do."""
    if free[begin] == "日" and begin and free[begin - 1].isdigit():
        begin += 1  # the twelfth (12日), not Japan
    while end - begin > 1:
        stop = next(
            (e for e in range(min(end, begin + 4), begin + 1, -1) if _joins(free, begin, e)), 0
        )
        if stop:
            yield from _apart(free[begin:stop], begin)
        begin = stop or begin + 1


def _joins(free: str, begin: int, end: int) -> bool:
    """All signs are strong, or one is and a word for pairs follows."""
    strong = [sign in _strong() for sign in free[begin:end]]
    if PAIR.match(free, end):
        return any(strong) or free[begin:end] in _PALESTINE
    return all(strong) and free[end : end + 1] not in _NOT_AFTER_RUN


def _apart(run: str, begin: int) -> Iterator[Hit]:
    signs = _signs()
    # A pair with China is plain; in longer runs the first letter may end a word (确保中老).
    sure = CERTAIN if "中" in run and len(run) == 2 else LIKELY
    for at, sign in enumerate(run):
        # Beside Israel 巴 is Palestine, which the state system does not have.
        if sign in signs and not (sign == "巴" and "以" in run):
            certainty = CERTAIN if sign in _strong() else sure
            yield Hit(begin + at, begin + at + 1, signs[sign], certainty, None)


def _single(free: str, begin: int) -> Hit | None:
    """A sign with 方, an organ or a verb."""
    sign, after, entry = free[begin], free[begin + 1 : begin + 2], _signs()[free[begin]]
    before = free[begin - 1 : begin] if begin else ""
    if sign == "日" and before.isdigit():
        return None
    if after == "方":
        if sign == _ALONE_ONLY or free[begin + 2 : begin + 3] in _NOT_AFTER_SIDE:
            return None
        return Hit(begin, begin + 2, entry, CERTAIN, "side")
    organs = _FEW_ORGANS if sign in _WITH_FEW_ORGANS else _ORGANS
    organ = sign in _WITH_ORGANS + _WITH_FEW_ORGANS and organs.match(free, begin + 1)
    own = free.startswith(_OWN_ORGANS.get(sign, ()), begin + 1)
    verb = before and before in _VERBS.get(sign, "") and after not in _NOT_AFTER_VERB
    return Hit(begin, begin + 1, entry, LIKELY, None) if organ or own or verb else None


@cache
def _signs() -> dict[str, Entry]:
    return {e.form: e for e in entries("zh") if e.readings[0].kind == "sign"}


@cache
def _strong() -> frozenset[str]:
    """Signs that need no word beside a run to tell."""
    told = (e.form for e in _signs().values() if any("cue" not in r.ambiguous for r in e.readings))
    return frozenset(told) - {_ALONE_ONLY, _WEAK_IN_RUNS}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    in_runs = "".join(sorted(_signs().keys() - {_ALONE_ONLY})) + _REGIONS
    organs = _WITH_ORGANS + _WITH_FEW_ORGANS + "台"
    verbs = "".join(sorted(set("".join(_VERBS.values()))))
    return (
        re.compile(f"[{in_runs}]{{2,}}"),
        re.compile(f"[{in_runs}](?:、[{in_runs}]){{1,4}}(?={any_of('listed after', 'zh')})"),
        re.compile(
            f"[{''.join(sorted(_signs()))}](?=方)|[{organs}](?=[军空海媒外国防总首政议官财驻企情核称务商司贸最劳中当])"
            f"|(?<=[{verbs}])[{''.join(_VERBS)}]"
        ),
    )

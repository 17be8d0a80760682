"""Hand-made Chinese sentences with the states they name; hard cases beside plain ones."""

import pytest

from foedus.documents.mentions.mentions import find

NAMED = [
    ("美国、俄罗斯和中国", [("美国", 2, "name"), ("俄罗斯", 365, "name"), ("中国", 710, "name")]),
    ("中俄两国元首举行会谈", [("中", 710, "sign"), ("俄", 365, "sign")]),
    (
        "俄中关系和美中关系",
        [("俄", 365, "sign"), ("中", 710, "sign"), ("美", 2, "sign"), ("中", 710, "sign")],
    ),
    ("中美俄三国", [("中", 710, "sign"), ("美", 2, "sign"), ("俄", 365, "sign")]),
    ("中、俄、美三国", [("中", 710, "sign"), ("俄", 365, "sign"), ("美", 2, "sign")]),
    ("俄方愿同中方合作", [("俄方", 365, "side"), ("中方", 710, "side")]),
    ("12日中俄签署协议", [("中", 710, "sign"), ("俄", 365, "sign")]),
    ("近日，中美元首通话", [("中", 710, "sign"), ("美", 2, "sign")]),
    ("俄乌冲突", [("俄", 365, "sign"), ("乌", 369, "sign")]),
    ("巴以冲突", [("以", 666, "sign")]),
    ("美军称击退俄军", [("美", 2, "sign"), ("俄", 365, "sign")]),
    ("访华期间谈对美政策", [("华", 710, "sign"), ("美", 2, "sign")]),
    ("中非合作论坛和中欧班列", [("中", 710, "sign"), ("中", 710, "sign")]),
    ("中印尼关系", [("中", 710, "sign"), ("印尼", 850, "name")]),
    ("联合法国总统", [("法国", 220, "name")]),
    ("德国首都柏林", [("德国", 255, "name"), ("柏林", 255, "capital")]),
    ("中国人民和美国人", [("中国", 710, "name"), ("美国人", 2, "people")]),
    ("乌克兰人道局势", [("乌克兰", 369, "name")]),
    ("巴布亚新几内亚与赤道几内亚", [("巴布亚新几内亚", 910, "name"), ("赤道几内亚", 411, "name")]),
    ("刚果（金）和刚果（布）", [("刚果（金）", 490, "name"), ("刚果（布）", 484, "name")]),
    ("白宫和克里姆林宫", [("白宫", 2, "seat"), ("克里姆林宫", 365, "seat")]),
    ("建设美丽中国", [("中国", 710, "name")]),
    ("以军空袭黎巴嫩", [("以", 666, "sign"), ("黎巴嫩", 660, "name")]),
    ("蒙古国与内蒙古", [("蒙古国", 712, "name")]),
    ("在合作过程中美方表示", [("美方", 2, "side")]),
    (
        "塞尔维亚总统说，塞方愿发展塞中关系",
        [
            ("塞尔维亚", 345, "name"),
            ("塞方", 345, "side"),
            ("塞", 345, "sign"),
            ("中", 710, "sign"),
        ],
    ),
    ("中俄文化年", [("中", 710, "sign"), ("俄", 365, "sign")]),
]
NOBODY = [
    "双方一致同意，对方表示欢迎",
    "发展中国家和其中国家公园",
    "美丽、完美、审美、美食、美元、美洲",
    "中央、中心、中东、中亚、中西部、中美洲",
    "英雄、英语、法律、方法、执法人员",
    "德育、道德、日常、日前、近日、印象、印发",
    "来自西方和南方的官方消息",
    "内蒙古、朝鲜半岛、朝鲜族、约旦河西岸",
    "以军事手段以方便群众",
    "巴勒斯坦、法西斯、哈马斯",
    "在采访中记者看到台风",
    "乔治·华盛顿和约旦·彼得森",
    "北京奥运会、巴黎协定、北京大学",
    "我国和我方",
    "扎西德勒，越来越好",
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_names(text, expected):
    found = find(text, "zh", year=2020)
    assert list(zip(found.form, found.ccode.tolist(), found.kinds, strict=True)) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_names_nobody(text):
    assert find(text, "zh", year=2020).form == ()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("北京方面表示", "likely"),
        ("会议在北京举行", "doubtful"),
        ("万象", "doubtful"),
        ("苏丹总统", "likely"),
        ("中国", "certain"),
    ],
)
def test_says_how_sure_it_is(text, certainty):
    assert find(text, "zh", year=2020).frame().certainty.iloc[0] == certainty


def test_a_weak_sign_needs_its_state_in_the_text():
    """巴 is Pakistan, Brazil, Panama and others; nobody without one of them near."""
    assert find("巴方愿同中方合作", "zh").form == ("中方",)
    pakistan = find("巴基斯坦总理到访。巴方愿同中方合作", "zh")
    brazil = find("巴西总统到访。巴方愿同中方合作", "zh")
    assert pakistan.ccode.tolist() == [770, 770, 710]
    assert brazil.ccode.tolist() == [140, 140, 710]

"""The coder that takes the codes of the nearest labelled passages."""

import numpy as np
import pytest
from tests.documents.coding.made_up import SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding.interface import Coder, Excerpt
from foedus.documents.coding.nearest import Labelled, NearestCoder

WORDS = ("threat", "trade", "closer", "looser")
TOLD = (
    Labelled("threat threat", {"threat": None}),
    Labelled("threat", {"threat": None, "stance": -1}),
    Labelled("trade", {"trade": None}),
    Labelled("closer", {"forecast": "closer"}),
    Labelled("looser", {"forecast": "looser"}),
)


def embed(texts):
    return np.array([[text.count(word) for word in WORDS] for text in texts], float)


def coder(**options):
    return NearestCoder(
        SMALL, embed, options.pop("labelled", TOLD), **({"neighbours": 2} | options)
    )


def codes(judgement):
    return {(label.code, label.value) for label in judgement.labels}


def test_neighbours_vote():
    first, second = coder().code([Excerpt("a threat, a threat, a threat"), Excerpt("trade now")])
    assert codes(first) == {("threat", None)}
    assert codes(second) == {("trade", None)}
    assert first.labels[0].score == pytest.approx(1)
    assert isinstance(coder(), Coder)


def test_of_two_values_the_nearer_wins():
    (found,) = coder(floor=0.1).code([Excerpt("closer closer looser")])
    assert codes(found) == {("forecast", "closer")}
    assert found.labels[0].score == pytest.approx(2 / 3)


def test_a_scale_is_left_alone_unless_asked_for():
    """The same topic with the opposite stance lies close: nearness cannot tell them apart."""
    assert "stance" not in coder().code([Excerpt("threats")])[0].codes
    asked = coder(scales=True, neighbours=1)
    assert codes(asked.code([Excerpt("threat!")])[0]) <= {("threat", None), ("stance", -1)}
    assert "stance" in asked.code([Excerpt("threat!")])[0].codes


def test_a_passage_that_nothing_is_near_is_not_without_codes():
    far, empty = coder().code([Excerpt("weather"), Excerpt("")])
    assert far.problem == empty.problem == "no labelled passage is near"
    assert not far.labels


def test_a_labelled_passage_does_not_vote_for_itself():
    (found,) = coder(neighbours=1, labelled=(TOLD[2], TOLD[3])).code([Excerpt("trade")])
    assert found.problem


def test_order_of_labelled_and_of_passages_does_not_matter():
    passages = [Excerpt("threat trade"), Excerpt("closer"), Excerpt("trade trade")]
    straight = coder(neighbours=3, floor=0).code(passages)
    turned = coder(neighbours=3, floor=0, labelled=TOLD[::-1]).code(passages[::-1])[::-1]
    assert [codes(j) for j in straight] == [codes(j) for j in turned]


def test_the_name_tells_the_labels_and_settings():
    names = {
        coder().name,
        coder(neighbours=1).name,
        coder(labelled=TOLD[:4]).name,
        coder(floor=0.2).name,
        coder(model="other").name,
    }
    assert len(names) == 5


def test_what_cannot_be_used():
    with pytest.raises(FoedusError, match="no labelled passages"):
        coder(labelled=())
    with pytest.raises(FoedusError, match="not a value of code 'stance'"):
        coder(labelled=(Labelled("x", {"stance": 5}),))
    with pytest.raises(FoedusError, match="no code to look for"):
        coder(labelled=(Labelled("x", {"stance": 1}),))
    with pytest.raises(FoedusError, match="0 neighbours"):
        coder(neighbours=0)

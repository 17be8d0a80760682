"""Counts by document and state, shares, passages about one state."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.language.paragraphs import paragraphs
from foedus.documents.language.sentences import sentences
from foedus.documents.mentions.counting import count_states
from foedus.documents.mentions.mentions import find, find_all
from foedus.documents.mentions.passages import dedicated

DOCUMENTS = ["Russia and China; China.", "Nobody at all.", "France, China."]


def test_counts_by_document_and_state():
    counts = count_states(find_all(DOCUMENTS, "en"))
    assert counts.ccodes.tolist() == [220, 365, 710]
    assert counts.count.tolist() == [[0, 1, 2], [0, 0, 0], [1, 0, 1]]
    assert counts.named.tolist() == [3, 0, 2]
    assert counts.of(710).tolist() == [2, 0, 1]
    assert counts.of(2).tolist() == [0, 0, 0]


def test_long_table_has_no_row_for_what_is_not_named():
    frame = count_states(find_all(DOCUMENTS, "en")).frame()
    assert frame[["document", "ccode", "mentions"]].to_numpy().tolist() == [
        [0, 365, 1],
        [0, 710, 2],
        [2, 220, 1],
        [2, 710, 1],
    ]
    assert frame.share.round(3).tolist() == [0.333, 0.667, 0.5, 0.5]


def test_share_with_its_interval():
    share = count_states(find_all(DOCUMENTS, "en")).share(710)
    assert (share.mentions, share.of, share.value) == (3, 5, 0.6)
    # Clopper and Pearson's bounds of 3 in 5: 0.1466 and 0.9473.
    assert share.exact is not None
    assert share.exact.low == pytest.approx(0.14663, abs=1e-4)
    assert share.exact.high == pytest.approx(0.94726, abs=1e-4)


def test_no_share_where_nobody_is_named():
    share = count_states(find_all(["Nobody."], "en")).share(710)
    assert share.value is None
    assert "not assessable" in share.why


@given(st.permutations(range(3)))
def test_counts_follow_the_documents(order):
    counts = count_states(find_all([DOCUMENTS[k] for k in order], "en"))
    straight = count_states(find_all(DOCUMENTS, "en"))
    assert counts.count.tolist() == straight.count[list(order)].tolist()


TEXT = (
    "The Assembly met.\n\n"
    "China, Chinese ports and Chinese ships grow; India trades.\n\n"
    "China met India and Brazil and Russia.\n\n"
    "China and China alone."
)


def test_dedicated_passages():
    found = dedicated(find(TEXT, "en"), paragraphs(TEXT), 710)
    assert found.mentions.tolist() == [0, 3, 1, 2]
    assert found.named.tolist() == [0, 4, 4, 2]
    assert found.passed.tolist() == [False, True, False, True]
    assert found.first == 2
    assert np.isnan(found.share[0])
    assert found.share[1:].tolist() == [0.75, 0.25, 1.0]


def test_dedicated_with_another_test():
    mentions, parts = find(TEXT, "en"), paragraphs(TEXT)
    assert dedicated(mentions, parts, 710, least_share=1).first == 4
    assert dedicated(mentions, parts, 710, fewest=4).first is None
    assert dedicated(mentions, parts, 750, least_share=0.25, fewest=1).first == 2
    for wrong in ({"least_share": 0}, {"least_share": 1.5}, {"fewest": 0}):
        with pytest.raises(FoedusError):
            dedicated(mentions, parts, 710, **wrong)


def test_mentions_by_sentence():
    text = "Russia met China. Nobody came. France left."
    spans = sentences(text, "en")
    assert find(text, "en").inside(spans).tolist() == [0, 0, 2]
    assert find(text, "en").inside(spans[1:]).tolist() == [-1, -1, 1]
    assert find(text, "en").inside(spans, document=1).tolist() == [-1, -1, -1]

"""Documents of known construction in three languages give exactly what they were made of."""

from __future__ import annotations

import pytest
from tests.documents.comparing.two_documents.made_up_versions import Form, versions

from foedus.documents.comparing.two_documents.comparison import compare

CHINA = 710
LANGUAGES = ("en", "zh", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["paragraphs", "titles"])
def test_the_answers_are_those_of_the_construction(language: str, form: Form) -> None:
    known = versions(language, form=form)
    found = compare(known.old, known.new, CHINA)
    pair = found.state.rates
    assert (pair.first.mentions, pair.second.mentions) == known.mentions
    ratio = 2 * pair.first.tokens / pair.second.tokens
    assert pair.ratio == pytest.approx(ratio)
    assert pair.ratio_interval is not None
    assert pair.ratio_interval.low < ratio < pair.ratio_interval.high
    way = "parts" if form == "titles" else "openings"
    assert found.way == way
    for places, place in zip(found.places, known.places, strict=True):
        assert places.of(way) == place
        assert len(places.ways[way].items) == 8
    assert [p.rank for p in found.passages] == list(known.places)
    assert [p.of for p in found.passages] == [8, 8]
    plain = [row for row in found.changes.rows if not row.names_it]
    ours = {change: sum(r.change == change for r in plain) for change in known.changes}
    # Seven states of the list and the last paragraph stay as they are.
    assert ours == known.changes | {"kept": known.changes["kept"] + 8}
    (own,) = [row for row in found.changes.rows if row.names_it]
    in_headings = int(form == "titles")
    assert (own.old_mentions + in_headings, own.new_mentions + in_headings) == known.mentions

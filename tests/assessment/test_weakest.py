"""Where the tie is weakest: for each side, from the ledger and from measures; with sources."""

from __future__ import annotations

import foedus


def test_each_side_has_its_own_weak_spots_with_sources():
    found = foedus.assess("CHN", "RUS", 2025, draws=20).weakest
    sides = {w.side for w in found}
    assert {"CHN", "RUS"} <= sides
    from_ledger = [w for w in found if w.item]
    assert from_ledger
    assert all(w.sources for w in from_ledger if w.kind != "refused")
    assert all(w.kind in ("refused", "withheld", "taken", "at odds") for w in from_ledger)


def test_what_one_withholds_weakens_the_tie_for_the_other():
    found = foedus.assess("CHN", "RUS", 2025, draws=20)
    acts = {a.id: a for a in found.record.acts}
    for w in found.weakest:
        if w.kind in ("withheld", "taken"):
            assert acts[w.item].actor != w.side


def test_dependence_comes_from_the_measure_and_names_it():
    found = foedus.assess("BLR", "RUS", 2014, draws=20).weakest
    lean = [w for w in found if w.kind == "dependence"]
    assert [w.side for w in lean] == ["BLR"]
    assert lean[0].measure == "trade_share"


def test_a_pair_without_a_case_file_says_only_what_measures_say():
    found = foedus.assess("USA", "CUB", 2014, draws=20).weakest
    assert not [w for w in found if w.item]

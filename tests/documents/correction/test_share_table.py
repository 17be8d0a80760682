"""Tables of corrected shares, with the passages behind each cell."""

import numpy as np
import pytest
from tests.documents.correction.made_up_corpus import corpus, labelled

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.correction.coded import coded
from foedus.documents.correction.estimate import by_group, mean
from foedus.documents.correction.how import How
from foedus.documents.correction.share_table import COLUMNS, share_table

WORLD = corpus(np.random.default_rng(51))
SIDE = np.array(["CHN", "RUS"])[WORLD.side]
LANGUAGE = np.array(["zh", "en", "ru", None], object)[WORLD.documents % 4]


@pytest.fixture(scope="module")
def codes():
    made = labelled(WORLD, 300, 1, by=("side",), allocation="equal")
    turned = coded(1 - made.machine, 1 - made.gold, made.pi, documents=made.document,
                   strata=made.stratum)  # fmt: skip
    return {"trade": made, "not trade": turned}


@pytest.fixture(scope="module")
def table(codes):
    return share_table(codes, {"side": SIDE, "language": LANGUAGE}, WORLD.units)


def test_one_row_a_cell(table):
    held = table.frame()
    assert list(held.columns) == list(COLUMNS)
    assert len(held) == 2 * (1 + 2 + 3)
    assert held["value"].notna().all()
    assert (held["low"] < held["value"]).all()
    assert (held["value"] < held["high"]).all()
    assert held.query("by == 'language'")["rows"].sum() == 2 * (LANGUAGE != None).sum()  # noqa: E711


def test_cells_are_the_estimates_of_the_groups(codes, table):
    covariates = {"side": SIDE, "language": np.where(LANGUAGE == None, "missing", LANGUAGE)}  # noqa: E711
    how = How(covariates=covariates)
    assert table.cell("trade").estimate == mean(codes["trade"], how=how).estimate
    expected = by_group(codes["trade"], SIDE, how=how)["RUS"].estimate
    found = table.cell("trade", "side", "RUS").estimate
    assert found.value == pytest.approx(expected.value)
    assert found.se == pytest.approx(expected.se)


def test_the_passages_behind_a_cell(codes, table):
    made = codes["trade"]
    behind = table.passages("trade", "side", "RUS")
    by = dict(behind)
    place = {u: k for k, u in enumerate(WORLD.units)}
    assert len(behind) == len(by)
    for unit, who in behind:
        k = place[unit]
        assert SIDE[k] == "RUS"
        # People's word stands against the machine's.
        assert (
            (made.gold[k] == 1)
            if who == "people"
            else (np.isnan(made.gold[k]) and made.machine[k] >= 0.5)
        )
    row = table.frame().query("code == 'trade' and by == 'side' and cell == 'RUS'").iloc[0]
    assert row["passages"] == len(behind)
    assert set(table.passages("trade", "side", "RUS", "people")) <= set(behind)
    denied = {u for u in WORLD.units if made.gold[place[u]] == 0}
    assert not denied & set(by)


def test_small_cells_say_what_they_lack(codes):
    institution = np.where(np.arange(len(SIDE)) < 40, "one institute", "others")
    table = share_table(codes, {"institution": institution}, WORLD.units)
    cell = table.cell("trade", "institution", "one institute")
    assert not cell.assessable
    assert "not enough gold labels" in cell.reason
    row = table.frame().query("code == 'trade' and cell == 'one institute'").iloc[0]
    assert np.isnan(row["value"])
    assert row["naive"] > 0
    assert row["more"] > 0


def test_prediction_powered_table(codes):
    table = share_table(codes, {"side": SIDE}, WORLD.units, how=How(method="ppi"))
    one, two = (table.cell("trade", "side", s).estimate.value for s in ("CHN", "RUS"))
    assert 0 < one < two < 1
    assert 0 <= table.cell("trade").tuning <= 1


def test_unknown_names(table):
    with pytest.raises(UnknownName, match="'trade'"):
        table.cell("trad")
    with pytest.raises(UnknownName, match="side"):
        table.passages("trade", "sides")
    with pytest.raises(UnknownName, match="RUS"):
        table.cell("trade", "side", "RUSS")


def test_what_does_not_fit(codes):
    with pytest.raises(FoedusError, match="3 passages"):
        share_table(codes, {}, [1, 2, 3])
    with pytest.raises(FoedusError, match="called 'all'"):
        share_table(codes, {"all": SIDE}, WORLD.units)
    with pytest.raises(FoedusError, match="several codes"):
        share_table(codes, {}, WORLD.units, how=How(guess=np.zeros(len(SIDE))))

"""Latent hostility: its items, directions and coverage on made-up rows."""

import numpy as np
import pandas as pd

from foedus.dyads.frame import DyadFrame
from foedus.measures import hostility_score as hs

FRAME = DyadFrame(1950, (np.array([2, 20, 365]),) * 12)
DISPUTE = ["ccode1", "ccode2", "year", "hostlev1"]


def tables(*sanctions):
    kinds = [*hs.HARD, "travel", "other"]
    columns = ["ccode1", "ccode2", "start", "end", *kinds]
    disputes = pd.DataFrame(
        [(2, 365, 1955, 4), (365, 2, 1955, 1), (365, 2, 1956, 5)], columns=DISPUTE
    )
    return {
        "disputes_gml_all": disputes.astype(float),
        "disputes_cow": disputes.iloc[:0].astype(float),
        "sanctions": pd.DataFrame(sanctions, columns=columns),
    }


def row(one, two, year):
    return int(FRAME.rows([one], [two], [year])[0])


def test_a_dispute_counts_for_who_acted():
    found = hs.dispute_item(tables(), FRAME)
    assert found[row(2, 365, 1955)].tolist() == [2, 0]
    assert found[row(2, 365, 1956)].tolist() == [0, 3]
    assert found[row(2, 20, 1955)].tolist() == [0, 0]


def test_sanctions_count_for_the_sender_while_they_last():
    found = hs.sanction_item(tables((2, 365, 1952, 1954, 1, 1, 0, 0, 1, 0)), FRAME)
    assert [found[row(2, 365, y)].tolist() for y in (1951, 1952, 1954, 1955)] == [
        [0, 0], [3, 0], [3, 0], [0, 0],
    ]  # fmt: skip
    light = hs.sanction_item(tables((2, 365, 1952, 1952, 0, 0, 0, 0, 1, 0)), FRAME)
    assert light[row(2, 365, 1952)].tolist() == [1, 0]


def test_rivalry_weighs_the_same_both_ways_and_missing_stays_missing():
    weight = np.zeros(len(FRAME))
    weight[:3] = (0.7, 0.4, np.nan)
    assert hs.rivalry_item(weight, FRAME)[:4].tolist() == [[2, 2], [1, 1], [-1, -1], [0, 0]]


def test_foes_stand_above_others_and_the_acting_side_above_the_other():
    weight = np.zeros(len(FRAME))
    weight[(FRAME.ccode1 == 2) & (FRAME.ccode2 == 365)] = 0.7
    found = hs.compute(tables(), FRAME, {"rivalry": weight})["hostility_score"]
    at = row(2, 365, 1955)
    assert found[at].min() > found[row(2, 20, 1955)].max() + 0.5
    assert found.shape == (len(FRAME), 2)

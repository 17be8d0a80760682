"""Real passages: Security Council speeches with human labels of criticism (folder unscon).

Every passage has a human label, so the truth is known. A crude word list is the machine; gold
samples are drawn again and again, as if only they had been coded by hand.
"""

import numpy as np
import pandas as pd
import pytest

from foedus.documents.correction.coded_by import coded_by
from foedus.documents.correction.draw import draw
from foedus.documents.correction.estimate import mean
from foedus.documents.correction.how import How
from foedus.documents.correction.share_table import share_table
from foedus.documents.correction.strata import crossed

WORDS = (
    "condemn violat illegal aggress occup annex separatist terror threat fail refus undermin "
    "provocat escalat attack so-called unacceptable pretext propaganda false deni lie"
)


@pytest.fixture(scope="module")
def speeches(data):
    rows = pd.read_csv(data / "unscon" / "conflict_annotations.csv")
    rows["truth"] = rows["Binary_Conflict_score"].astype(float)
    pattern = "|".join(WORDS.split())
    rows["machine"] = rows["EDU_text"].str.lower().str.contains(pattern).astype(float)
    rows["state"] = rows["file_id"].str.extract(r"spch\d+_(.*?)(?:_\d+)?\.txt")[0]
    rows["meeting"] = rows["file_id"].str.extract(r"SPV\.(\d+)")[0]
    return rows


def sampled(rows, n, seed, **options):
    sample = draw(range(len(rows)), n, seed=seed, documents=rows["file_id"], **options)
    return coded_by(sample, rows["machine"], np.where(sample.drawn, rows["truth"], np.nan))


def test_the_machine_is_off_and_the_correction_is_not(speeches):
    truth = speeches["truth"].mean()
    strata = crossed(machine=speeches["machine"].astype(int))
    found = [mean(sampled(speeches, 200, k, strata=strata, allocation="equal"),
                  how=How(seed=k)) for k in range(40)]  # fmt: skip
    values = np.array([f.estimate.value for f in found])
    covered = np.mean([f.estimate.interval.low <= truth <= f.estimate.interval.high for f in found])
    assert abs(values.mean() - truth) < 3 * values.std() / np.sqrt(40)
    assert covered >= 0.85
    assert abs(found[0].naive.value - truth) > 0.02
    assert not found[0].naive.interval.low <= truth <= found[0].naive.interval.high


def test_shares_by_meeting_with_their_passages(speeches):
    by = {"meeting": speeches["meeting"], "state": speeches["state"]}
    made = sampled(speeches, 600, 3)
    table = share_table({"criticism": made}, by, speeches.index)
    held = table.frame().set_index("cell")
    truth = speeches.groupby("meeting")["truth"].mean()
    meetings = held[held["by"] == "meeting"].loc[truth.index]
    assert (meetings["low"] <= truth).all()
    assert (truth <= meetings["high"]).all()
    assert (meetings["naive_high"] < truth).all()
    for cell in truth.index:
        for unit, _ in table.passages("criticism", "meeting", cell)[:5]:
            assert speeches.loc[int(unit), "meeting"] == cell
    # No state has thirty labels from ten speeches: a share would look exact and be a handful.
    states = held[held["by"] == "state"]
    assert states["value"].isna().all()
    assert states["reason"].str.contains("not enough gold labels").all()

"""Liquidity lines: day-first dates, open ends, pooled funds, the PBC-CBR line."""

from functools import cache

import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.bfr_liquidity_lines.read import read

HEAD = (
    "deal_ID,deal_type,framework,collateral,ISO_source,source_country,ISO_recipient,"
    "recipient_country,start_date,end_date,currency_of_deal,deal_currency_amount,USD_amount,"
    "unlimited,initiative\n"
)
SWAP = "1,reciprocal,0,swap,CHN,China,RUS,Russia,13/10/2014,13/10/2017,CNY,150,,0,\n"
POOL = "2,pooled fund,1,swap,CHN,China,RUS,Russia,21/06/2014,31/12/9999,USD,20.5,20.5,0,BRICS_CRA\n"
AREA = "3,unidirectional,0,swap,USA,USA,EA,Euro ar\xe9a,12/12/2007,12/06/2008,USD,20,20,0,\n"


def lines(tmp_path, *rows):
    path = tmp_path / "l.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + "".join(rows)).encode("latin-1"))
    return {"lines": path}


def test_dates_kinds_and_areas(tmp_path):
    tables = read(lines(tmp_path, SWAP, POOL, AREA))
    swap, pool = tables["liquidity_lines"].to_dict("records")
    assert (swap["ccode1"], swap["ccode2"], swap["kind"]) == (710, 365, "swap")
    assert swap["start"] == pd.Timestamp(2014, 10, 13)
    assert (swap["amount"], swap["currency"]) == (150, "CNY")
    assert pd.isna(swap["usd"])
    assert swap["reciprocal"]
    assert not swap["pooled"]
    assert pd.isna(pool["end"])
    assert pool["pooled"]
    assert pool["initiative"] == "BRICS_CRA"
    area = tables["area_lines"].to_dict("records")
    assert [(a["ccode"], a["area"], a["area_lends"]) for a in area] == [(2, "EA", False)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (SWAP.replace("13/10/2014", "2014-10-13"), "not dd/mm/yyyy"),
        (SWAP.replace("13/10/2017", "13/10/2011"), "ends before it starts"),
        (SWAP.replace("RUS,", "XXX,"), "no state for the source or recipient"),
        (SWAP.replace("reciprocal", "gift"), "deal_type"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, row, said):
    with pytest.raises(SourceDamaged, match=said):
        read(lines(tmp_path, row))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("bfr_liquidity_lines"), [folder]))


def test_china_lends_russia(data):
    deals = real(data)["liquidity_lines"]
    pair = deals[(deals["ccode1"] == 710) & (deals["ccode2"] == 365) & ~deals["pooled"]]
    assert pair["start"].dt.year.tolist() == [2014, 2017, 2020]
    assert pair["amount"].tolist() == [150, 150, 150]
    assert set(pair["currency"]) == {"CNY"}
    assert pair["end"].max() == pd.Timestamp(2023, 11, 23)


def test_all_agreements_are_accounted_for(data):
    tables = real(data)
    both = len(tables["liquidity_lines"]) + len(tables["area_lines"])
    assert 1550 <= both <= 1561  # the rest are between two areas
    assert tables["liquidity_lines"]["start"].dt.year.min() == 1978
    assert set(tables["area_lines"]["area"]) == {"EA", "HKG", "MAC"}
    assert set(tables["liquidity_lines"].query("initiative == 'CMIM'")["pooled"]) == {True}

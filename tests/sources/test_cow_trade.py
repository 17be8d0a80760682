"""COW trade: two directed rows a pair, -9 missing, and the known flows of 2014."""

import csv
from functools import cache

import duckdb
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_trade.read import read

HEAD = ["ccode1", "ccode2", "year", "importer1", "importer2", "flow1", "flow2", "version"]
ROWS = [
    [2, 20, 1920, "United States of America", "Canada", 612, 735, 4],
    [2, 40, 1920, "United States of America", "Cuba", -9, 12.5, 4],
]


def write(path, rows, head=HEAD):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return {"flows": path}


def test_a_pair_becomes_two_directed_rows(tmp_path):
    flows = read(write(tmp_path / "Dyadic_COW_4.0.csv", ROWS))["trade_flows"]
    assert flows[["ccode1", "ccode2"]].values.tolist() == [[2, 20], [2, 40], [20, 2], [40, 2]]
    assert flows["imports"].tolist()[0] == 612
    assert flows["imports"].isna().tolist() == [False, True, False, False]
    assert flows["imports"].tolist()[2:] == [735, 12.5]


def test_the_parquet_copy_reads_like_the_csv(tmp_path):
    files = write(tmp_path / "a.csv", ROWS)
    duckdb.sql(f"COPY (FROM '{files['flows']}') TO '{tmp_path / 'a.parquet'}'")
    of_parquet = read({"flows": tmp_path / "a.parquet"})["trade_flows"]
    assert of_parquet.equals(read(files)["trade_flows"])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*ROWS, ROWS[0]], "repeat the key"),
        ([[20, 2, 1920, "", "", 1, 1, 4]], "ccode1 >= ccode2"),
        ([[2, 20, 1920, "", "", -3, 1, 4]], "not the missing code -9"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, rows, said):
    with pytest.raises(SourceDamaged, match=said):
        read(write(tmp_path / "a.csv", rows))


def test_a_cut_off_parquet_is_named(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 cut")
    with pytest.raises(SourceDamaged, match=r"a\.parquet is not a whole Parquet"):
        read({"flows": tmp_path / "a.parquet"})


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(SourceDamaged, match="flow2"):
        read(write(tmp_path / "a.csv", [[2, 20, 1920, 5]], ["ccode1", "ccode2", "year", "flow1"]))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("cow_trade"), [folder]))["trade_flows"]


def test_the_real_file_is_whole(data):
    flows = real(data)
    assert (flows["year"].min(), flows["year"].max()) == registry.origin("cow_trade").coverage
    assert len(flows) == 2 * 673_654
    assert not flows.duplicated(["ccode1", "ccode2", "year"]).any()


def test_known_flows_of_2014(data):
    flows = real(data).set_index(["ccode1", "ccode2", "year"])["imports"]
    assert flows[365, 710, 2014] == pytest.approx(51_135, abs=0.5)  # Russia from China
    assert flows[710, 365, 2014] == pytest.approx(42_807, abs=0.5)  # China from Russia


def test_west_germany_is_missing_as_the_caveat_says(data):
    flows = real(data)
    partners = flows.loc[(flows["ccode1"] == 260) & (flows["year"] >= 1960), "ccode2"]
    assert set(partners) == {211, 212}

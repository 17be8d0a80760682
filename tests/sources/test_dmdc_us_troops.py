"""US troops: one figure a year by one rule; bases by host."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.dmdc_us_troops.read import read

HEAD = (
    "ccode,countryname,year,month,quarter,source,troops_ad,"
    "army_ad,navy_ad,air_force_ad,marine_corps_ad\n"
)
SITES = "countryname,ccode,basename,base,lilypad,fundedsite\nGermany,255,A,1,0,0\n"
QUARTERS = {"March": 1, "June": 2, "September": 3, "December": 4}


def row(gwcode, year, month, source, troops, branches=(0, 0, 0, 0)):
    cells = [gwcode, "host", year, month, QUARTERS[month], source, troops, *branches]
    return ",".join(map(str, cells)) + "\n"


def report(gwcode, year, month, troops, branches=(0, 0, 0, 0)):
    return row(gwcode, year, month, f"{month} {year}", troops, branches)


def files(tmp_path, rows, sites=SITES):
    (tmp_path / "t.csv").write_text(HEAD + rows)
    (tmp_path / "b.csv").write_bytes(sites.encode("cp1252"))
    return {"troops": tmp_path / "t.csv", "bases": tmp_path / "b.csv"}


def troops_of(tmp_path, *rows):
    tables = read(files(tmp_path, "".join(rows)))
    return tables["us_troops"].set_index(["ccode", "year"])


def test_september_holds_and_gaps_are_marked(tmp_path):
    troops = troops_of(
        tmp_path,
        report(260, 2018, "June", 70457),
        report(260, 2018, "September", 35101),
        row(645, 2003, "June", "Kane 2006", 136000),
        report(645, 2003, "September", 0),
        report(260, 1970, "September", 202935),
        row(750, 1970, "September", "", 0),
        report(1008, 1970, "September", 99),  # Guam is no state
        report(2, 1970, "September", 99),  # at home
    )
    assert troops.loc[(255, 2018), ["troops", "imputed"]].tolist() == [35101, False]
    assert troops.loc[(645, 2003)].tolist() == [136000, True, "June"]
    assert troops.loc[(260, 1970), "troops"] == 202935  # West Germany's COW code
    assert troops.loc[(750, 1970), ["troops", "imputed"]].tolist() == [0, False]
    assert not set(troops.index.get_level_values("ccode")) & {2, 1008}


def test_hosts_counted_twice_are_halved(tmp_path):
    troops = troops_of(
        tmp_path,
        report(732, 2015, "September", 49868),
        report(740, 2015, "September", 55744),  # Japan is not on the list
        report(115, 1990, "September", 8),
        row(115, 1990, "June", "Kane 2006", 8),  # the report was right this time
    )["troops"]
    assert (troops[732, 2015], troops[740, 2015], troops[115, 1990]) == (24934, 55744, 8)


def test_a_mended_file_is_left_alone(tmp_path):
    rows = (report(732, 2015, "September", 24934), report(325, 2015, "September", 11613))
    troops = troops_of(tmp_path, *rows)["troops"]
    assert (troops[732, 2015], troops[325, 2015]) == (24934, 11613)


def test_early_reports_stand_alone_and_the_gap_is_interpolated_again(tmp_path):
    troops = troops_of(
        tmp_path,
        report(260, 1950, "June", 200, (90, 5, 5, 0)),  # 100 of the report and 100 of Kane's
        row(260, 1951, "June", "Stepwise Imputation", 300),
        row(260, 1952, "June", "Stepwise Imputation", 400),
        report(260, 1953, "June", 500, (200, 20, 20, 10)),
    )
    assert troops["troops"].tolist() == [100, 150, 200, 250]
    assert troops["imputed"].tolist() == [False, True, True, False]


def test_bases_of_the_host(tmp_path):
    sites = SITES + "Antarctica,920,M,0,1,0\nUnited States,2,M,1,1,0\n"
    sites += "Germany,255,Ramst\xe4in,0,1,0\n"
    bases = read(files(tmp_path, report(260, 1970, "September", 5), sites))["us_bases"]
    assert bases.values.tolist() == [[255, 1, 1, 0]]


def test_a_repeated_month_is_named(tmp_path):
    with pytest.raises(SourceDamaged, match="repeat the key"):
        read(files(tmp_path, report(260, 1970, "September", 5) * 2))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("dmdc_us_troops"), [folder]))


def test_real_hosts(data):
    troops = real(data)["us_troops"].set_index(["ccode", "year"])
    years = troops.index.get_level_values("year")
    assert (years.min(), years.max()) == (1950, 2025)
    figure = troops["troops"]
    assert figure[817, 1968] == 537_377  # the report of September 1968
    assert figure[732, 2015] == 24_934
    assert figure[255, 2003] == 74_796  # September lacks Germany: Kane's figure
    assert troops.loc[(255, 2003), "imputed"]
    assert figure[255, 2019] == 35_275
    assert figure[260, 1955] < 300_000
    interpolated = troops[(years == 1951) | (years == 1952)]
    assert interpolated["imputed"].all()


def test_real_bases(data):
    bases = real(data)["us_bases"].set_index("ccode")
    assert bases.loc[740, "bases"] == 42
    assert bases.loc[732, "bases"] == 30
    assert 2 not in bases.index
    assert 920 not in bases.index

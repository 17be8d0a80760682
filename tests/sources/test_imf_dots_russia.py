"""IMF trade of Russia: direction, estimates, groups left out."""

from functools import cache

import openpyxl
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.imf_dots_russia.read import EXPORTS, IMPORTS, read


def book(path, reporter, sheets):
    work = openpyxl.Workbook()
    work.remove(work.active)
    for title, years, rows in sheets:
        sheet = work.create_sheet(title)
        for row in ([], [None, title], [], [None, reporter], [None, "US Dollars, Millions"], []):
            sheet.append(row or [None])
        sheet.append([None, None, *map(str, years)])
        for row in rows:
            sheet.append([None, *row])
    work.save(path)
    return path


def files(tmp_path, reporter="Russian Federation"):
    bought = (IMPORTS, [2021, 2022], [["China, P.R.: Mainland", 70.0, 60.0]])
    sold = (EXPORTS, [2021, 2022], [["China, P.R.: Mainland", 50.0, None], ["Euro Area", 9.0, 9.0]])
    old = (IMPORTS, [2010, 2021], [["China, P.R.: Mainland", 30.0, 99.0]])
    world = [(EXPORTS, [2021], [["India", 400.0]]), (IMPORTS, [2021], [["India", 300.0]])]
    return {
        "partners": book(tmp_path / "p.xlsx", reporter, [sold, bought]),
        "imports_2010": book(tmp_path / "o.xlsx", "Russian Federation", [old]),
        "world": book(tmp_path / "w.xlsx", "World", world),
    }


def test_directions_and_estimates(tmp_path):
    tables = read(files(tmp_path))
    rows = tables["imf_russia_trade"].values.tolist()
    assert rows == [
        [365, 710, 2010, 30.0, False],  # only the older retrieval has 2010
        [365, 710, 2021, 70.0, False],  # the later retrieval holds
        [365, 710, 2022, 60.0, True],
        [710, 365, 2021, 50.0, False],  # Russia's exports are China's imports
    ]
    assert tables["imf_trade_totals"].values.tolist() == [[750, 2021, 400.0, 300.0]]


def test_another_reporter_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="does not name 'Russian Federation'"):
        read(files(tmp_path, reporter="Belarus"))


def test_a_file_that_is_no_workbook_is_named(tmp_path):
    given = files(tmp_path)
    given["world"].write_text("no workbook")
    with pytest.raises(SourceDamaged, match=r"w\.xlsx is not an Excel workbook"):
        read(given)


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("imf_dots_russia"), [folder]))


def test_russia_and_china(data):
    trade = real(data)["imf_russia_trade"].set_index(["ccode1", "ccode2", "year"])
    assert trade.loc[(365, 710, 2014), "imports"] == pytest.approx(50_856.0, abs=0.1)
    assert trade.loc[(710, 365, 2021), "imports"] == pytest.approx(68_422.7, abs=0.1)
    assert not trade.loc[(710, 365, 2021), "estimated"]
    years = trade.reset_index()
    assert (years["year"].min(), years["year"].max()) == (2010, 2023)
    assert (years["estimated"] == (years["year"] >= 2022)).all()


def test_most_partners_are_known(data):
    trade = real(data)["imf_russia_trade"]
    partners = set(trade["ccode1"]) | set(trade["ccode2"])
    assert len(partners) > 185
    assert {2, 200, 255, 371, 484, 490, 640, 679, 704, 705, 710, 713, 731, 732, 740} <= partners


def test_totals_are_larger_than_russias_part(data):
    both = real(data)["imf_russia_trade"].merge(
        real(data)["imf_trade_totals"], left_on=["ccode1", "year"], right_on=["ccode", "year"]
    )
    both = both[both["ccode1"] != 365]
    assert (both["imports_x"] <= both["imports_y"] * 1.02).mean() > 0.99

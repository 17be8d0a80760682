"""The panel that ships: intact, small, allowed, and readable in parts."""

import hashlib
import importlib.util
import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged, UnknownName
from foedus.dyads.frame import DyadFrame
from foedus.measures.build import content_hash, to_frame
from foedus.measures.metadata import Column
from foedus.measures.registry import columns
from foedus.sources.registry import all_origins
from foedus.store import parquet, reference
from foedus.store.reference import LOCAL, MANIFEST, PANEL, ReferencePanel, parts, shipped_folder
from foedus.store.tables import Tables

REPOSITORY = Path(__file__).resolve().parents[2]
MB = 1024 * 1024


@pytest.fixture(scope="module")
def shipped():
    return ReferencePanel.open(shipped_folder())


@pytest.fixture
def made_up(tmp_path):
    """A panel of three years and three states: a directed column, a plain one, one that stays here."""
    frame = DyadFrame(2000, (np.array([2, 20, 200]),) * 3)
    every = [Column("owed", directed=True), Column("kappa", 0.002), Column("trade", ships=False)]
    rng = np.random.default_rng(0)
    arrays = {
        "owed": rng.integers(0, 4, (9, 2)).astype(float),
        "kappa": np.round(rng.uniform(-1, 1, 9) / 0.002) * 0.002,
        "trade": np.arange(9.0),
    }
    arrays["owed"][0, 1] = arrays["kappa"][4] = np.nan
    parquet.write(to_frame(every[:2], arrays, frame), tmp_path / PANEL)
    parquet.write(to_frame(every[2:], arrays, frame), tmp_path / LOCAL)
    listed = {c.name: {"step": c.step, "directed": c.directed, "ships": c.ships} for c in every}
    (tmp_path / MANIFEST).write_text(json.dumps({"format": reference.FORMAT, "columns": listed}))
    return frame, arrays, tmp_path


def test_round_trip(made_up):
    frame, arrays, folder = made_up
    found = ReferencePanel.open(folder).read(["owed", "kappa", "trade"])
    row = frame.rows(found["ccode1"], found["ccode2"], found["year"])
    assert sorted(row.tolist()) == list(range(9))
    assert found["ccode1"].tolist() == sorted(found["ccode1"].tolist())
    assert found["year"][:3].tolist() == [2000, 2001, 2002]  # a pair's history lies together
    for name, values in arrays.items():
        assert np.allclose(found[name], values[row], equal_nan=True)
    assert found["owed"].shape == (9, 2)


def test_some_rows(made_up):
    _, _, folder = made_up
    found = ReferencePanel.open(folder).read(["trade", "kappa"], "ccode1 = 2 AND year >= 2001")
    assert found["ccode2"].tolist() == [20, 20, 200, 200]
    assert len(found["trade"]) == len(found["kappa"]) == 4


def test_keys_alone(made_up):
    assert set(ReferencePanel.open(made_up[2]).read([])) == {"ccode1", "ccode2", "year"}


def test_columns_that_stay_here_are_unknown_elsewhere(made_up):
    _, _, folder = made_up
    (folder / LOCAL).unlink()
    panel = ReferencePanel.open(folder)
    assert "trade" not in panel.columns
    with pytest.raises(UnknownName):
        panel.read(["trade"])


def test_an_unknown_column_names_the_nearest(made_up):
    with pytest.raises(UnknownName, match="kappa"):
        ReferencePanel.open(made_up[2]).read(["kapa"])


def test_a_panel_written_twice_has_the_same_bytes(made_up, tmp_path):
    frame, arrays, folder = made_up
    every = [Column("owed", directed=True), Column("kappa", 0.002)]
    again = to_frame(every, arrays, frame)
    parquet.write(again, tmp_path / "again.parquet")
    assert (tmp_path / "again.parquet").read_bytes() == (folder / PANEL).read_bytes()
    assert content_hash(again) == content_hash(to_frame(every, arrays, frame))
    other = {**arrays, "kappa": arrays["kappa"] + 0.002}
    assert content_hash(to_frame(every, other, frame)) != content_hash(again)


@pytest.mark.parametrize("manifest", [None, "", "{", '{"format": 99}', "{}"])
def test_a_manifest_that_cannot_be(made_up, manifest):
    _, _, folder = made_up
    path = folder / MANIFEST
    if manifest is None:
        path.unlink()
    else:
        path.write_text(manifest)
    with pytest.raises(SourceDamaged) as caught:
        ReferencePanel.open(folder)
    assert "foedus data build" in caught.value.remedy


def test_a_damaged_panel_says_so(made_up):
    _, _, folder = made_up
    (folder / PANEL).write_bytes((folder / PANEL).read_bytes()[:50])
    with pytest.raises(SourceDamaged):
        ReferencePanel.open(folder).read(["kappa"])


def test_a_few_altered_bytes_are_found(made_up):
    _, _, folder = made_up
    panel = ReferencePanel.open(folder)
    panel.manifest["file_sha256"] = hashlib.sha256((folder / PANEL).read_bytes()).hexdigest()
    panel.verify()
    content = bytearray((folder / PANEL).read_bytes())
    content[100] ^= 1
    (folder / PANEL).write_bytes(content)
    with pytest.raises(SourceDamaged, match="manifest"):
        panel.verify()
    (folder / PANEL).unlink()
    with pytest.raises(SourceDamaged, match="no file"):
        panel.verify()


def forget():
    reference._opened.cache_clear()
    reference._verified.cache_clear()


def test_a_panel_built_here_comes_first_if_it_can_stand_in(shipped, tmp_path, monkeypatch):
    folder = tmp_path / "built"
    shutil.copytree(shipped.folder, folder)
    monkeypatch.setattr(reference, "built_folder", lambda: folder)
    whole = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    lesser = json.loads(json.dumps(whole))
    lesser["inputs"]["atop"]["present"] = False
    for manifest, used in (
        (whole, folder),
        (whole | {"foedus": "0.0.0"}, reference.shipped_folder()),
        (lesser, reference.shipped_folder()),
    ):
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        forget()
        assert reference.current().folder == used
    forget()


def test_the_shipped_file_is_the_one_the_manifest_describes(shipped):
    file = shipped.folder / PANEL
    assert hashlib.sha256(file.read_bytes()).hexdigest() == shipped.manifest["file_sha256"]
    table = parquet.read(file)
    assert len(table) == shipped.manifest["rows"]
    assert content_hash(table) == shipped.manifest["content_sha256"]
    keys = table[["ccode1", "ccode2", "year"]]
    assert keys.equals(keys.sort_values(["ccode1", "ccode2", "year"], ignore_index=True))
    assert not keys.duplicated().any()


def test_the_shipped_rows_are_the_pairs_of_the_state_system(shipped):
    frame = DyadFrame.between(*shipped.manifest["years"])
    found = shipped.read([])
    row = np.sort(frame.rows(found["ccode1"], found["ccode2"], found["year"]))
    assert np.array_equal(row, np.arange(len(frame)))


def test_the_shipped_panel_is_small(shipped):
    assert sum(f.stat().st_size for f in shipped.folder.iterdir()) < 25 * MB
    assert not (shipped.folder / LOCAL).exists()


def test_only_allowed_columns_ship(shipped):
    listed = shipped.manifest["columns"]
    names = {p for n, c in listed.items() if c["ships"] for p in parts(n, c)}
    assert set(parquet.read(shipped.folder / PANEL, None).columns) == names | {
        "ccode1",
        "ccode2",
        "year",
    }
    for name, column in listed.items():
        assert column["ships"] == columns()[name].ships, name
        assert column["step"] == columns()[name].step, name


def test_every_shipped_column_names_sources_that_may(shipped):
    origins = {o.name: o for o in all_origins()}
    for name, column in shipped.manifest["columns"].items():
        assert column["sources"], name
        for source in column["sources"]:
            assert origins[source].licence
            if column["ships"]:
                assert origins[source].ships, (name, source)


def test_nothing_of_the_sanctions_file_ships(shipped):
    for name, column in shipped.manifest["columns"].items():
        if column["ships"]:
            assert "gsdb_sanctions" not in column["sources"], name
            assert "sanction" not in name


def test_the_manifest_records_its_inputs(shipped):
    for name, given in shipped.manifest["inputs"].items():
        assert given["present"], name
        assert all(len(h) == 64 for h in given["sha256"].values())
        assert given["licence"]


def test_the_page_lists_every_column_with_its_cost(shipped):
    path = REPOSITORY / "scripts" / "panel_costs.py"
    spec = importlib.util.spec_from_file_location("panel_costs", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page(shipped), (
        "run scripts/panel_costs.py"
    )
    assert (
        sum(script.sizes(shipped.folder / PANEL).values()) * 1024
        < (shipped.folder / PANEL).stat().st_size
    )


def test_tables_load_once_and_forget(tmp_path):
    parquet.write(pd.DataFrame({"x": [1]}), tmp_path / "t.parquet")
    tables = Tables({"t": tmp_path / "t.parquet"}, {"u": "Ask its maker."})
    assert "t" in tables
    assert "u" not in tables
    assert tables["t"] is tables["t"]
    first = tables["t"]
    tables.release()
    assert tables["t"] is not first
    with pytest.raises(Exception, match="Ask its maker"):
        tables["u"]


def test_the_panel_can_be_moved(shipped, tmp_path):
    copy = shutil.copytree(shipped.folder, tmp_path / "elsewhere")
    found = ReferencePanel.open(copy).read(
        ["votes_yy"], "ccode1 = 365 AND ccode2 = 710 AND year = 2015"
    )
    assert found["votes_yy"].shape == (1,)

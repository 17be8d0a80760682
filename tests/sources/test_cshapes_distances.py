"""Minimum distances and capitals."""

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cshapes_distances.read import read, read_frame


def test_what_is_not_r_data_is_refused(tmp_path):
    path = tmp_path / "cow_mindist.rda"
    path.write_bytes(b"not R data")
    with pytest.raises(SourceDamaged, match="cannot be read as R data"):
        read({"distances": path, "capitals": path})


def test_cut_off_r_data_is_refused(data, tmp_path):
    whole = (data / "peacesciencer" / "cow_mindist.rda").read_bytes()
    path = tmp_path / "cow_mindist.rda"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceDamaged, match="cannot be read as R data"):
        read_frame(path, "cow_mindist", ["year"])


def test_wrong_frame_and_column_are_named(data):
    path = data / "peacesciencer" / "cow_mindist.rda"
    with pytest.raises(SourceDamaged, match="it has cow_mindist"):
        read_frame(path, "gw_mindist", ["year"])
    with pytest.raises(SourceDamaged, match="lacks the column km"):
        read_frame(path, "cow_mindist", ["km"])


def test_real_distances_and_capitals(data):
    tables = registry.read(registry.find(registry.origin("cshapes_distances"), [data]))
    dyads, capitals = tables["minimum_distances"], tables["capitals"]
    assert (len(dyads), dyads["year"].min(), dyads["year"].max()) == (952244, 1886, 2019)
    km = dyads[dyads["year"] == 2015].set_index(["ccode1", "ccode2"])["km"]
    assert km[365, 710] == 0
    assert round(km[2, 200]) == 4120
    assert list(dyads.columns) == ["ccode1", "ccode2", "year", "km"]
    now = capitals[capitals["end"].dt.year == 2024].set_index("ccode")
    assert now.loc[710, "name"] == "Beijing"
    assert now.index.is_unique

"""Files whose bytes depend on their content, and what happens when they are damaged."""

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.store import parquet


@pytest.fixture
def frame():
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "ccode1": np.arange(5000, dtype=np.int16),
            "whole": pd.array(
                np.where(rng.random(5000) < 0.3, None, rng.integers(-9, 99, 5000)), "Int16"
            ),
            "real": np.where(rng.random(5000) < 0.2, np.nan, rng.normal(size=5000)),
            "name": rng.choice(["a", "b", "ü"], 5000),
        }
    )


def test_round_trip_with_missing_values(tmp_path, frame):
    path = tmp_path / "deep" / "t.parquet"
    parquet.write(frame, path)
    back = parquet.read(path)
    assert list(back.columns) == list(frame.columns)
    for name in frame.columns:
        assert back[name].isna().tolist() == frame[name].isna().tolist()
        known = frame[name].notna()
        assert back.loc[known, name].tolist() == frame.loc[known, name].tolist()
    assert not list(path.parent.glob("*.part"))


def test_arrays_without_pandas(tmp_path, frame):
    path = tmp_path / "t.parquet"
    parquet.write(frame, path)
    found = parquet.read_arrays(path, ["ccode1", "whole"], "ccode1 >= 10 AND ccode1 < 20")
    assert found["ccode1"].tolist() == list(range(10, 20))
    expected = frame["whole"].iloc[10:20].to_numpy(float, na_value=np.nan)
    assert np.array_equal(found["whole"], expected, equal_nan=True)


def test_a_column_of_missing_values_only(tmp_path):
    path = tmp_path / "t.parquet"
    parquet.write(pd.DataFrame({"x": pd.array([None, None], "Int8")}), path)
    assert np.isnan(parquet.read_arrays(path)["x"]).all()


def test_same_content_same_bytes(tmp_path, frame):
    for name in ("a", "b"):
        parquet.write(frame.copy(), tmp_path / f"{name}.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_name_with_a_quote(tmp_path, frame):
    path = tmp_path / "people's data.parquet"
    parquet.write(frame, path)
    assert len(parquet.read(path)) == len(frame)


def spoil(path, how):
    content = path.read_bytes()
    if how == "cut short":
        path.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "another format":
        path.write_text("ccode1,ccode2\n2,20\n")
    else:
        path.unlink()


@pytest.mark.parametrize("how", ["cut short", "empty", "another format", "absent"])
@pytest.mark.parametrize("reader", [parquet.read, parquet.read_arrays])
def test_a_damaged_file_says_so(tmp_path, frame, how, reader):
    path = tmp_path / "t.parquet"
    parquet.write(frame, path)
    spoil(path, how)
    with pytest.raises(SourceDamaged, match=r"t\.parquet") as caught:
        reader(path)
    assert "foedus data build" in caught.value.remedy


def test_a_column_that_is_not_there(tmp_path, frame):
    path = tmp_path / "t.parquet"
    parquet.write(frame, path)
    with pytest.raises(SourceDamaged, match="kappa"):
        parquet.read(path, ["kappa"])

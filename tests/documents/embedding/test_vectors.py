"""Vectors on disk: what is appended is found again, by many alike and after a stop."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.embedding.vectors import Vectors, signs


def made(number: int, seed: int = 0) -> np.ndarray:
    """Vectors of length 1 in a few bunches."""
    rng = np.random.default_rng(seed)
    middles = rng.standard_normal((20, 512))
    x = middles[rng.integers(0, 20, number)] + 0.7 * rng.standard_normal((number, 512))
    return (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32)


def test_the_nearest_are_those_of_all_cosines(tmp_path):
    x = made(9000)
    store = Vectors(tmp_path)
    store.append(np.arange(9000) + 10, x)
    found, cosine = store.nearest(x[77], 10)
    true = np.argsort(-(x @ x[77]), kind="stable")[:10]
    assert found[0] == 87
    assert len(set(found) & set(true + 10)) >= 9
    assert cosine[0] == pytest.approx(1, abs=2e-3)
    assert (np.diff(cosine) <= 0).all()


def test_only_rows_that_count_are_found(tmp_path):
    x = made(300)
    store = Vectors(tmp_path)
    store.append(np.arange(300), x)
    among = np.arange(300) % 3 == 0
    found, _ = store.nearest(x[1], 20, among)
    assert len(found) == 20
    assert (found % 3 == 0).all()
    none, _ = store.nearest(x[1], 20, np.zeros(300, bool))
    assert len(none) == 0


def test_appended_in_parts_is_the_same_as_at_once(tmp_path):
    x = made(500)
    one, two = Vectors(tmp_path / "one"), Vectors(tmp_path / "two")
    one.append(np.arange(500), x)
    for a in range(0, 500, 130):
        two.append(np.arange(a, min(a + 130, 500)), x[a : a + 130])
    for name in ("vectors.f16", "signs.u8", "segments.i64"):
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()
    assert len(two) == 500


def test_rows_of_a_process_that_died_are_written_over(tmp_path):
    x = made(60)
    store = Vectors(tmp_path)
    store.append(np.arange(40), x[:40])
    # Died after the rows, before they were said to count.
    with (tmp_path / "vectors.f16").open("ab") as file:
        file.write(b"\x00" * 1024 * 7)
    assert len(store) == 40
    store.append(np.arange(40, 60), x[40:])
    assert store.segments().tolist() == list(range(60))
    assert store.nearest(x[50], 1)[0].tolist() == [50]
    np.testing.assert_allclose(store.rows(np.array([45])), x[[45]], atol=1e-3)


def test_an_empty_store_finds_nothing(tmp_path):
    store = Vectors(tmp_path / "none")
    assert len(store) == 0
    assert len(store.nearest(made(1)[0], 5)[0]) == 0


def test_damage_and_foreign_vectors_are_named(tmp_path):
    store = Vectors(tmp_path)
    store.append(np.arange(30), made(30))
    (tmp_path / "signs.u8").write_bytes(b"short")
    with pytest.raises(FoedusError, match="damaged"):
        store.nearest(made(1)[0], 3)
    head = json.loads((tmp_path / "vectors.json").read_text())
    (tmp_path / "vectors.json").write_text(json.dumps(head | {"encoder": "another"}))
    with pytest.raises(FoedusError, match="made by another"):
        len(store)
    (tmp_path / "vectors.json").write_text("{")
    with pytest.raises(FoedusError, match="no JSON"):
        len(store)


@given(st.integers(0, 50), st.floats(0.1, 9))
def test_signs_do_not_depend_on_length(seed, stretch):
    x = made(3, seed)
    np.testing.assert_array_equal(signs(x), signs(np.float32(stretch) * x))

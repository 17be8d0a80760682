"""Every source with made-up files: they read well, and each kind of damage is named plainly.

A source joins by its folder of samples; see ``conftest.py``.
"""

from __future__ import annotations

import csv
import gzip
import importlib
from io import StringIO
from pathlib import Path

import pytest

from foedus.core.errors import SourceDamaged
from foedus.core.origin import Origin
from foedus.sources import registry

SAMPLES = Path(__file__).with_name("samples")
FORMATS_OF_TEXT = (".csv", ".gz")


def cases() -> list[tuple[str, str, str]]:
    """(source, layout, role) of every sampled file."""
    found = []
    for folder in sorted(p for p in SAMPLES.iterdir() if p.is_dir()):
        source = registry.origin(folder.name)
        found += [(source.name, f.layout, f.role) for f in source.files]
    return found


LAYOUTS = sorted({(name, layout) for name, layout, _ in cases()})


def reader(name: str):
    package = importlib.import_module(f"foedus.sources.{name}.read")
    return package.read


def rows_of(source: str, path: Path) -> list[list[str]]:
    """The made-up rows, header first, of the sample laid out at `path`."""
    name = path.name.split(".")[0]
    text = (SAMPLES / source / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(StringIO(text)))


def text_of(rows: list[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def empty(path: Path, _rows, _write) -> Path:
    path.write_bytes(b"")
    return path


def header_only(path: Path, rows, write) -> Path:
    return write(text_of(rows[:1]), path)


def cut_off(path: Path, _rows, _write) -> Path:
    """A compressed file that broke off in the middle."""
    whole = path.read_bytes()
    if path.suffix == ".csv":
        path = path.with_name(path.name + ".gz")
        whole = gzip.compress(whole, mtime=0)
    path.write_bytes(whole[: len(whole) // 2])
    return path


def wrong_columns(path: Path, rows, write) -> Path:
    head = [f"x_{c}" for c in rows[0]]
    return write(text_of([head, *rows[1:]]), path)


def wrong_encoding(path: Path, _rows, _write) -> Path:
    """A spreadsheet's "Unicode text": UTF-16."""
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    wide = text.decode().encode("utf-16")
    path.write_bytes(gzip.compress(wide, mtime=0) if path.suffix == ".gz" else wide)
    return path


def duplicated_rows(path: Path, rows, write) -> Path:
    return write(text_of([*rows, *rows[1:]]), path)


FAULTS = [empty, header_only, cut_off, wrong_columns, wrong_encoding, duplicated_rows]


@pytest.mark.parametrize(("name", "layout"), LAYOUTS)
def test_the_samples_read_into_the_declared_tables(sample, name, layout):
    source = registry.origin(name)
    tables = reader(name)(sample(name, layout))
    for table in source.tables:
        frame = tables[table.name]
        assert list(frame[list(table.columns)].columns) == list(table.columns)
        assert not frame.duplicated(list(table.key)).any(), table.name
        assert frame[list(table.key)].notna().all(axis=None)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(("name", "layout", "role"), cases())
def test_damage_is_named(sample, write, name, layout, role, fault):
    files = sample(name, layout)
    if fault is wrong_encoding and files[role].suffix not in FORMATS_OF_TEXT:
        pytest.skip(f"{files[role].suffix} is not text")
    files[role] = fault(files[role], rows_of(name, files[role]), write)
    with pytest.raises(SourceDamaged) as caught:
        reader(name)(files)
    assert caught.value.problem
    assert caught.value.remedy, "the error names no next step"
    assert "Traceback" not in str(caught.value)


def test_every_declared_column_has_a_label_and_every_file_a_reader():
    for name, _ in LAYOUTS:
        source: Origin = registry.origin(name)
        for table in source.tables:
            assert set(table.key) <= set(table.columns)
            assert all(label.strip() for label in table.columns.values())

"""Small made-up files in each source's own layout, written where and as a test needs them.

A source joins by a folder ``samples/<source>/`` with one CSV for each file of its
``source.toml``, under the same name (``x.csv`` for ``x.csv.gz`` or ``x.rda``).
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from foedus.core.origin import Origin

SAMPLES = Path(__file__).with_name("samples")
INNER = (".csv", ".gz", ".rda", ".parquet", ".xlsx")


def sample_of(source: Origin, declared: str) -> Path:
    """The sample CSV of a declared file."""
    name = Path(declared).name
    while Path(name).suffix in INNER:
        name = Path(name).stem
    return SAMPLES / source.name / f"{name}.csv"


def write_rda(frame: pd.DataFrame, name: str, path: Path) -> None:
    """Save a frame as R would."""
    import rdata

    text = frame.select_dtypes(exclude="number").columns
    plain = frame.astype(dict.fromkeys(text, object)).where(frame.notna(), None)
    rdata.write_rda(path, {name: plain.set_index(pd.RangeIndex(len(plain)))})


def write_sample(text: str, path: Path) -> Path:
    """Write CSV text in the format that the file name asks for."""
    from io import StringIO

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
    elif path.suffix == ".rda":
        frame = pd.read_csv(StringIO(text), keep_default_na=False)
        write_rda(frame, path.stem, path)
    elif path.suffix == ".parquet":
        pd.read_csv(StringIO(text)).to_parquet(path)
    elif path.suffix == ".xlsx":
        pd.read_csv(StringIO(text)).to_excel(path, index=False)
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def sample(tmp_path: Path):
    """Lay out the made-up files of a source: ``sample(source, layout) -> {role: path}``."""

    def lay_out(name: str, layout: str = "shared") -> dict[str, Path]:
        from foedus.sources import registry

        source = registry.origin(name)
        return {
            f.role: write_sample(
                sample_of(source, f.path).read_text(encoding="utf-8"), tmp_path / f.path
            )
            for f in source.files
            if f.layout == layout
        }

    return lay_out


@pytest.fixture
def write():
    """Write CSV text in the format that a file's name asks for: ``write(text, path)``."""
    return write_sample

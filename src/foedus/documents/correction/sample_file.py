"""The record of a gold sample as a file: CSV or JSON, written once, checked on reading.

Both hold, for each unit: id, document, stratum in each draw, probability, drawn or not; and once:
seed, size and count of each stratum, what it was drawn from, a fingerprint. The CSV has these in a
first line that starts with ``#``. Reading draws the sample again from seed and ids, so that a
record whose probabilities or units were changed by hand is refused.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from foedus.core.errors import FoedusError, NotWritable, SourceDamaged, SourceMissing
from foedus.documents.correction.gold_sample import GoldSample, Wave

FORMAT = "foedus gold sample 1"
_AGAIN = "Take the file as it was written; if it is lost, draw again with the same seed and units."


def write_sample(sample: GoldSample, path: Path) -> Path:
    """Write the record; the ending says how: ``.csv`` or ``.json``.

    Parameters
    ----------
    sample
        As drawn.
    path
        A new file: a record is frozen, so one that is there is not written over.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    NotWritable
        If the file exists or cannot be written.
    FoedusError
        If the ending is neither.
    """
    ending = _ending(path)
    if path.exists():
        raise NotWritable(
            f"{path} exists, and the record of a sample is never written over.",
            "Give another name.",
        )
    head, columns = _head(sample), _columns(sample)
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            if ending == ".json":
                json.dump(head | {"columns": columns}, stream, ensure_ascii=False, indent=0)
                return path
            stream.write("# " + json.dumps(head, ensure_ascii=False) + "\n")
            # All text in quotes: an id may hold a line end of any kind.
            writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    return path


def _unwritable(path: Path, fault: OSError) -> NotWritable:
    if not path.parent.is_dir():
        return NotWritable(
            f"Cannot write '{path}': the folder '{path.parent}' does not exist.",
            f"Make it first (`mkdir -p {path.parent}`) or name another.",
        )
    return NotWritable(
        f"{path} cannot be written: {fault.strerror or fault}.", "Name another folder."
    )


def read_sample(path: Path) -> GoldSample:
    """Read a record and check it against itself.

    Returns
    -------
    GoldSample

    Raises
    ------
    SourceMissing
        If there is no such file.
    SourceDamaged
        If it is cut off, incomplete, or was changed: what differs is named.
    """
    ending = _ending(path)
    if not path.is_file():
        raise SourceMissing(
            f"There is no file {path}.", "Give one that `foedus texts sample` wrote."
        )
    try:
        head, columns = _json(path) if ending == ".json" else _csv(path)
        return _checked(path, head, columns)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, StopIteration) as fault:
        raise SourceDamaged(
            f"{path} is not a whole record of a gold sample ({type(fault).__name__}: {fault}).",
            _AGAIN,
        ) from fault


def fingerprint(sample: GoldSample) -> str:
    """SHA-256 of all that makes the sample: units, documents, strata, counts, seeds, origin."""
    digest = hashlib.sha256(f"{FORMAT}\0{sample.drawn_from}\0".encode())
    for kept in (sample.units, sample.documents):
        digest.update("\0".join(kept).encode() + b"\0\0")
    for wave in sample.waves:
        digest.update(json.dumps([wave.seed, wave.strata, wave.taken.tolist()]).encode())
        digest.update(wave.stratum.astype("<i8").tobytes())
    return digest.hexdigest()


def _head(sample: GoldSample) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "drawn_from": sample.drawn_from,
        "units": len(sample),
        "drawn": sample.n,
        "draws": [
            {
                "seed": wave.seed,
                "strata": {name: {"size": int(size), "taken": int(taken)}
                           for name, size, taken in zip(wave.strata, wave.sizes, wave.taken, strict=True)},
            }
            for wave in sample.waves
        ],
        "fingerprint": fingerprint(sample),
    }  # fmt: skip


def _columns(sample: GoldSample) -> dict[str, list[Any]]:
    strata = {
        f"stratum_{k}": [wave.strata[s] for s in wave.stratum]
        for k, wave in enumerate(sample.waves, 1)
    }
    return {
        "unit": list(sample.units),
        "document": list(sample.documents),
        **strata,
        "pi": [float(p) for p in sample.pi],
        "drawn": [int(d) for d in sample.drawn],
    }


def _json(path: Path) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    head = json.loads(path.read_text(encoding="utf-8"))
    return head, head.pop("columns")


def _csv(path: Path) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        first = stream.readline()
        if not first.startswith("# "):
            raise ValueError("the first line is not its description")
        rows = csv.reader(stream)
        names = next(rows)
        body = list(rows)
    short = next((k for k, row in enumerate(body) if len(row) != len(names)), None)
    if short is not None:
        raise ValueError(f"row {short + 1} has {len(body[short])} of {len(names)} fields")
    listed = list(zip(*body, strict=True)) or [()] * len(names)
    return json.loads(first[2:]), {n: list(v) for n, v in zip(names, listed, strict=True)}


def _checked(path: Path, head: dict[str, Any], columns: dict[str, list[Any]]) -> GoldSample:
    if head["format"] != FORMAT:
        raise SourceDamaged(f"{path} is in the format {head['format']!r}, not {FORMAT!r}.", _AGAIN)
    n = len(columns["unit"])
    if n != head["units"] or any(len(v) != n for v in columns.values()):
        raise SourceDamaged(f"{path} has {n} of {head['units']} units.", _AGAIN)
    waves = tuple(_wave(k, w, columns) for k, w in enumerate(head["draws"], 1))
    units = tuple(str(u) for u in columns["unit"])
    sample = GoldSample(
        units, tuple(str(d) for d in columns["document"]), waves, str(head["drawn_from"])
    )
    _compare(path, "probability", sample, columns["pi"], sample.pi)
    _compare(path, "draw", sample, columns["drawn"], sample.drawn.astype(float))
    for wave, told in zip(waves, head["draws"], strict=True):
        sizes = [s["size"] for s in told["strata"].values()]
        if wave.sizes.tolist() != sizes:
            raise SourceDamaged(f"Strata of {path} do not have the sizes it gives.", _AGAIN)
    if fingerprint(sample) != head["fingerprint"]:
        raise SourceDamaged(f"{path} was changed after it was written.", _AGAIN)
    return sample


def _wave(k: int, told: dict[str, Any], columns: dict[str, list[Any]]) -> Wave:
    names = tuple(told["strata"])
    place = {name: j for j, name in enumerate(names)}
    stratum = np.array([place[s] for s in columns[f"stratum_{k}"]], np.int64)
    taken = np.array([told["strata"][name]["taken"] for name in names], np.int64)
    return Wave(int(told["seed"]), names, stratum, taken)


def _compare(path: Path, what: str, sample: GoldSample, said: list[Any], drawn: Any) -> None:
    given = np.array([float(v) for v in said])
    differs = np.flatnonzero(~np.isclose(given, drawn, rtol=1e-9, atol=0))
    if differs.size:
        k = int(differs[0])
        raise SourceDamaged(
            f"{path} was changed: the {what} of unit {sample.units[k]!r} is {given[k]:g}, "
            f"but seed and strata give {float(drawn[k]):g} ({differs.size} such units).",
            _AGAIN,
        )


def _ending(path: Path) -> str:
    if path.suffix not in (".csv", ".json"):
        raise FoedusError(
            f"A gold sample is kept as .csv or .json, not {path.suffix or 'without ending'!r}.",
            "Give the file one of these endings.",
        )
    return path.suffix

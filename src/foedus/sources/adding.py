"""Taking over a user's own copy of raw files: recognised, read by its source, then kept.

Nothing is kept before every source concerned has read what it would find, and a file
takes its place by a rename: a bad copy never displaces a good one.
"""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from foedus.core.errors import FoedusError, NotWritable, SourceDamaged
from foedus.core.origin import Origin, RawFile
from foedus.sources import registry
from foedus.sources.parcel import MOST_BYTES, Found, files_in
from foedus.sources.recognition import Recognised, is_text, recognise, single_files
from foedus.sources.state_of_files import Likeness, likeness

_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept.

    Parameters
    ----------
    recognised
        What it was recognised as.
    likeness
        Whether it is the copy the source was tested on.
    read_by
        Sources that read it whole.
    waits_for
        For each source that cannot be read yet, the files it still needs.
    """

    recognised: Recognised
    likeness: Likeness
    read_by: tuple[str, ...]
    waits_for: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a parcel: files that were kept (or would be), and files not recognised."""

    kept: tuple[Checked, ...]
    not_recognised: tuple[str, ...]


def add(path: Path, into: Path, dry_run: bool = False) -> Taken:
    """Recognise, check and keep the raw files at `path`.

    Parameters
    ----------
    path
        A file, a folder or a zip.
    into
        The folder of added copies.
    dry_run
        Check only.

    Returns
    -------
    Taken
        The files kept, each with what reads it.

    Raises
    ------
    FoedusError
        If nothing is recognised; lists what the sources expect.
    SourceDamaged
        If a source cannot read a file; nothing is kept then.
    NotWritable
        If the folder of added copies cannot be written.
    """
    with TemporaryDirectory(prefix="foedus-") as temporary:
        unpacked, stage = Path(temporary, "unpacked"), Path(temporary, "stage")
        unpacked.mkdir()
        found = files_in(path, unpacked)
        known, others = recognise(found)
        for one in known:
            _place(one.file, stage / one.path)
        if not known:
            known, others = _by_columns(others, stage)
        if not known:
            raise _nothing_recognised(path, found)
        kept = tuple(_checked(one, stage, into) for one in known)
        if not dry_run:
            _keep([one.path for one in known], stage, into)
    return Taken(kept, tuple(str(inside) for inside, _ in others))


def _place(file: Path, target: Path) -> None:
    """Copy a file to where it belongs, packed or unpacked as the place's name says."""
    if file.stat().st_size == 0:
        raise SourceDamaged(f"{file.name} is empty.", "Get a fresh copy of the file and try again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not is_text(target.name):
        shutil.copyfile(file, target)
        return
    packed = _is_gzip(file)
    if packed:
        _unpack(file, None if target.suffix == ".gz" else target)
    if packed == (target.suffix == ".gz"):
        shutil.copyfile(file, target)
    elif not packed:
        # No time stamp inside, so that the same content gives the same file.
        with file.open("rb") as stream, gzip.GzipFile(target, "wb", mtime=0) as out:
            shutil.copyfileobj(stream, out)


def _is_gzip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _unpack(file: Path, target: Path | None) -> None:
    """Read a gzip to its end, so that one cut off or swollen is found before anything parses it."""
    size = 0
    try:
        with gzip.open(file) as stream, (target or Path(os.devnull)).open("wb") as out:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > MOST_BYTES:
                    raise SourceDamaged(
                        f"{file.name} unpacks to more than {MOST_BYTES / 2**30:.0f} GiB.",
                        "No source of foedus is that large; check what it is.",
                    )
                out.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as e:
        raise SourceDamaged(
            f"{file.name} is cut off or not gzip: {e}.",
            "Get a fresh copy of the file and try again.",
        ) from e


def _by_columns(found: Iterable[Found], stage: Path) -> tuple[list[Recognised], list[Found]]:
    """Text files of unknown name that exactly one source can read whole."""
    known, others = [], []
    for inside, file in found:
        owners = [o for o in single_files() if is_text(inside.name) and _reads(o, file)]
        if len(owners) == 1:
            path = owners[0][1].path
            _place(file, stage / path)
            known.append(Recognised(inside, file, path, tuple(owners), "columns"))
        else:
            others.append((inside, file))
    return known, others


def _reads(owner: tuple[Origin, RawFile], file: Path) -> bool:
    source, raw = owner
    with TemporaryDirectory(prefix="foedus-") as room:
        target = Path(room) / raw.path
        try:
            _place(file, target)
            _read(registry.Presence(source, raw.layout, {raw.role: target}, ()))
        except SourceDamaged:
            return False
    return True


def _checked(one: Recognised, stage: Path, into: Path) -> Checked:
    """Read the file with each source that declares it, as far as its other files are there."""
    read_by: list[str] = []
    waits: dict[str, tuple[str, ...]] = {}
    for source, raw in one.owners:
        wanted = [f for f in source.files if f.layout == raw.layout]
        there = {f.role: _first_of(f.path, stage, into) for f in wanted}
        missing = tuple(f.path for f in wanted if there[f.role] is None)
        if missing:
            waits[source.name] = min(waits.get(source.name, missing), missing, key=len)
            _check_table(stage / one.path)
        elif source.name not in read_by:
            files = {role: path for role, path in there.items() if path is not None}
            _read(registry.Presence(source, raw.layout, files, ()))
            read_by.append(source.name)
    waits = {name: files for name, files in waits.items() if name not in read_by}
    hashes = [raw.sha256 for _, raw in one.owners if raw.sha256]
    same = likeness(stage / one.path, hashes[0] if hashes else "")
    return Checked(one, same, tuple(read_by), waits)


def _first_of(path: str, *folders: Path) -> Path | None:
    return next((f / path for f in folders if (f / path).is_file()), None)


def _read(presence: registry.Presence) -> None:
    """Read a source; whatever its reader stumbles over is the file's fault here."""
    try:
        registry.read(presence)
    except FoedusError:
        raise
    except Exception as fault:
        names = ", ".join(sorted(p.name for p in presence.files.values()))
        raise SourceDamaged(
            f"{presence.origin.title} cannot be read from {names}: {fault}.",
            f"{presence.origin.where_to_get}",
        ) from fault


def _check_table(path: Path) -> None:
    """What can be told of a file whose source still lacks others: text files parse as a table."""
    if is_text(path.name):
        from foedus.sources.opening import read_csv

        read_csv(path, [], encoding="latin-1", low_memory=False, nrows=1000)


def _keep(paths: Iterable[str], stage: Path, into: Path) -> None:
    try:
        for path in paths:
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            try:
                shutil.copyfile(stage / path, part)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
    except OSError as fault:
        raise NotWritable(
            f"Cannot keep a copy in {str(into)!r}: {(fault.strerror or str(fault)).lower()}.",
            "Set XDG_CACHE_HOME to a folder you may write to, or name your own folder with --data.",
        ) from fault


def _nothing_recognised(path: Path, found: list[Found]) -> FoedusError:
    shown = ", ".join(str(inside) for inside, _ in found[:5]) or "no file"
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    lines = [
        f"  {source.name}: {' or '.join(_layouts(source))}. {source.where_to_get}"
        for source in registry.all_origins()
        if source.files
    ]
    return FoedusError(
        f"No source reads what is in {str(path)!r} ({shown}{more}).",
        "check the file against what the sources read, and where to get it:\n" + "\n".join(lines),
    )


def _layouts(source: Origin) -> list[str]:
    names: dict[str, list[str]] = {}
    for f in source.files:
        names.setdefault(f.layout, []).append(PurePosixPath(f.path).name)
    return list(dict.fromkeys(" + ".join(n) for n in names.values()))

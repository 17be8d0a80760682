"""Writing a result to a place the user named, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from foedus.core.errors import NotWritable


def write(path: str | Path, content: str | bytes) -> Path:
    """Write `content` to `path`; a reader never sees half a file.

    The content goes to a temporary file in the same folder, which then takes the name. A pipe or
    device is written to as it is.

    Parameters
    ----------
    path
        Where to; a link is followed, an existing file replaced and its mode kept.
    content
        Text is written as UTF-8 with the line ends it has.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    NotWritable
        When `path` is a folder, its folder is missing, or the system refuses; names the next step.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder) / "x.md", "# 中国").read_text(encoding="utf-8")
    '# 中国'
    """
    asked = Path(path)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        place = asked.resolve()
        _check(asked, place)
        if place.exists() and not place.is_file():
            place.write_bytes(data)
        else:
            _replace(place, data)
    except (OSError, ValueError, RuntimeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise NotWritable(
            f"Cannot write {str(asked)!r}: {reason.lower()}.",
            "Name a file in a folder you may write to, as in `-o report.html`, or leave `-o` out "
            "to print.",
        ) from fault
    return asked


def check(path: str | Path) -> None:
    """Raise what `write` would raise about the folder, before any work is done.

    Raises
    ------
    NotWritable
        If the place is a folder, or in one that is not there.
    """
    asked = Path(path)
    try:
        _check(asked, asked.resolve())
    except (OSError, ValueError, RuntimeError) as fault:
        raise NotWritable(
            f"Cannot write {str(asked)!r}: {fault}.", "Name a file in a folder you may write to."
        ) from fault


def _check(asked: Path, place: Path) -> None:
    if place.is_dir():
        raise NotWritable(
            f"Cannot write {str(asked)!r}: it is a folder.",
            f"Name a file in it, as in `-o {asked / 'report.html'}`.",
        )
    if not place.parent.exists():
        raise NotWritable(
            f"Cannot write {str(asked)!r}: the folder {str(asked.parent)!r} does not exist.",
            f"Make it first (`mkdir -p {asked.parent}`) or name another.",
        )
    if not place.parent.is_dir():
        raise NotWritable(
            f"Cannot write {str(asked)!r}: {str(asked.parent)!r} is a file, not a folder.",
            "Name a file in a folder.",
        )


def _replace(place: Path, data: bytes) -> None:
    """Write beside `place`, then rename onto it; the temporary file never stays behind."""
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_mask()
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(13, "permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).chmod(mode)
        Path(name).replace(place)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _mask() -> int:
    """The process's mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

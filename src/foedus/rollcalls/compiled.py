"""The compiler behind the estimators: numba, an optional extra, met only here."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from foedus.core.errors import FoedusError

Function = TypeVar("Function", bound=Callable[..., Any])
REORDERED = {"contract", "nsz", "arcp"}
"""Freedoms of the compiler with floating-point sums that leave nan and infinity alone."""
MANY_VOTES = 50_000
"""From here on several threads save time; below, they cost it."""


def compiler() -> Any:
    """The numba module.

    Raises
    ------
    FoedusError
        Where it is not installed.
    """
    try:
        return importlib.import_module("numba")
    except ImportError as error:
        raise FoedusError(
            "Estimating ideal points needs numba, which is not installed.",
            "Install it: pip install 'foedus[votes]'.",
        ) from error


_numba = compiler()
prange: Any = _numba.prange


def compiled(
    *, inline: bool = False, parallel: bool = False, reordered: bool = False
) -> Callable[[Function], Function]:
    """Compile on first use and keep the result on disk; other threads may run meanwhile.

    Parameters
    ----------
    inline
        For small functions that only compiled ones call.
    parallel
        Whether `prange` uses the compiler's own threads, which two requests may not do at once.
    reordered
        Whether sums may be rearranged for speed (`REORDERED`).
    """
    kind: dict[str, Any] = {"inline": "always"} if inline else {"cache": True, "parallel": parallel}
    if reordered and not inline:
        kind["fastmath"] = REORDERED
    return cast(
        Callable[[Function], Function], _numba.njit(error_model="numpy", nogil=not inline, **kind)
    )


@contextmanager
def threads_for(votes: int) -> Iterator[None]:
    """Work on so many votes with a fitting number of threads; draws do not depend on it."""
    before = _numba.get_num_threads()
    if votes < MANY_VOTES:
        _numba.set_num_threads(1)
    try:
        yield
    finally:
        _numba.set_num_threads(before)

"""The compiler behind the estimator: numba, an optional extra, met only here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, TypeVar, cast

from foedus.core.errors import FoedusError

Function = TypeVar("Function", bound=Callable[..., Any])


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
            "Fast ideal points need numba, which is not installed.",
            "Install it: pip install 'foedus[votes]'.",
        ) from error


_numba = compiler()


def compiled(*, inline: bool = False) -> Callable[[Function], Function]:
    """Compile on first use and keep the result on disk.

    Compiled functions let other threads run, and start none themselves: the compiler's own
    threads may not be used by two requests at once.
    """
    kind: dict[str, Any] = {"inline": "always"} if inline else {"cache": True}
    return cast(
        Callable[[Function], Function], _numba.njit(error_model="numpy", nogil=not inline, **kind)
    )

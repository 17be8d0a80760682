"""Get the competitors, where that is possible; otherwise say why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

R_PACKAGES = {"MCMCpack": "r-cran-mcmcpack", "pscl": "r-cran-pscl"}
DYNAMIRT = "dynamirt==0.2.0"
DYNAMIRT_NEEDS = ("numpyro>=0.22", "jax", "matplotlib", "tinygp", "xarray>=2024.10", "arviz")
_MINUTES = 15


class NotAvailable(Exception):
    """A competitor cannot be had here."""


def r_with(package: str, install: bool) -> str:
    """Path of an Rscript that loads `package`; Debian's package is installed where one may.

    Raises
    ------
    NotAvailable
        With the reason.
    """
    if not _loads(package) and install:
        if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
            raise NotAvailable(f"R package {package} is missing; only apt-get as root is tried")
        debian = R_PACKAGES[package]
        _quietly(["apt-get", "install", "-y", "--no-install-recommends", debian])
    if not _loads(package):
        raise NotAvailable(f"R package {package} is not installed")
    return str(shutil.which("Rscript"))


def _loads(package: str) -> bool:
    rscript = shutil.which("Rscript")
    if not rscript:
        return False
    return _quietly([rscript, "-e", f"loadNamespace('{package}')"]) == ""


def python_with_dynamirt(folder: Path, install: bool) -> tuple[str, str]:
    """Python of a throw-away environment in `folder` that has dynamirt, and a remark.

    Raises
    ------
    NotAvailable
        With the reason.
    """
    if not install:
        raise NotAvailable("dynamirt is not installed")
    if refused := _quietly([sys.executable, "-m", "venv", str(folder)]):
        raise NotAvailable(f"no environment: {refused}")
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    remark = ""
    if _quietly([*pip, DYNAMIRT]):
        # It asks for arviz 1, which needs Python 3.12; fitting does not use what is new there.
        _quietly([*pip, *DYNAMIRT_NEEDS])
        _quietly([*pip, "--no-deps", DYNAMIRT])
        remark = "installed with an older arviz than it asks for"
    if refused := _quietly([python, "-W", "ignore", "-c", "import dynamirt"]):
        raise NotAvailable(f"dynamirt: {refused}")
    return python, remark


def _quietly(command: Sequence[str]) -> str:
    """Run; the last line of complaint, empty where all went well."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_MINUTES * 60, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines()
    return lines[-1] if lines else f"left with {done.returncode}"

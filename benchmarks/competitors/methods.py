"""The programs compared: how each is run, and what it found on a common scale."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.competitors import install
from benchmarks.competitors.foedus_fit import MODES
from benchmarks.competitors.processes import Cost, measured
from benchmarks.competitors.votes import Case, write
from foedus.rollcalls.sampling.convergence import effective_size

Floats = NDArray[np.float64]
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
IN_R = {"MCMCordfactanal": "MCMCpack", "MCMCirt1d": "MCMCpack", "ideal": "pscl"}
DYNAMIC = {"dynamirt NUTS": "nuts", "dynamirt SVI": "svi"}
R_LENGTH = {"real": ("1000", "10000", "10"), "made up": ("500", "4000", "4")}
"""Sweeps not kept, sweeps kept, and every how many-th is stored."""
SEED = "1"


@dataclass(frozen=True)
class Method:
    """A program.

    Parameters
    ----------
    name : str
    command : callable
        Folder with the votes, and "real" or "made up", to the command.
    remark : str
        Anything unusual about how it runs.
    """

    name: str
    command: Callable[[Path, str], list[str]]
    remark: str = ""


@dataclass(frozen=True)
class Fit:
    """What a program found.

    Parameters
    ----------
    cost : Cost
        Of the whole process.
    fit_cpu : float
        Processor seconds of the estimate alone, without start and reading.
    version : str
    mean, low, high : ndarray, shape (points,)
        Positions and 90 % bounds; mean 0 and standard deviation 1 in every draw, and the
        direction of what is known. Bounds are nan where there are none.
    draws : int
    ess : float
        Median effective sample size; nan without draws.
    """

    cost: Cost
    fit_cpu: float
    version: str
    mean: Floats
    low: Floats
    high: Floats
    draws: int
    ess: float


def foedus_methods() -> list[Method]:
    """Every mode of foedus."""

    def command(mode: str) -> Callable[[Path, str], list[str]]:
        module = "benchmarks.competitors.foedus_fit"
        return lambda folder, _: [sys.executable, "-m", module, mode, str(folder)]

    return [Method(f"foedus {mode}", command(mode)) for mode in MODES]


def r_methods(may_install: bool) -> tuple[list[Method], dict[str, str]]:
    """R's packages, and why those that cannot be had are absent."""
    found, absent = [], {}
    for name, package in IN_R.items():
        try:
            rscript = install.r_with(package, may_install)
        except install.NotAvailable as reason:
            absent[f"{package} {name}"] = str(reason)
            continue
        found.append(Method(f"{package} {name}", _of_r(rscript, name)))
    return found, absent


def _of_r(rscript: str, name: str) -> Callable[[Path, str], list[str]]:
    script = str(HERE / "session.R")
    return lambda folder, kind: [rscript, script, name, str(folder), *R_LENGTH[kind], SEED]


def dynamic_methods(folder: Path, may_install: bool) -> tuple[list[Method], dict[str, str]]:
    """dynamirt, in an environment made in `folder`, or why it is absent."""
    try:
        python, remark = install.python_with_dynamirt(folder, may_install)
    except install.NotAvailable as reason:
        return [], dict.fromkeys(DYNAMIC, str(reason))
    script = str(HERE / "dynamirt_fit.py")

    def command(how: str) -> Callable[[Path, str], list[str]]:
        return lambda votes, _: [python, script, how, str(votes)]

    return [Method(name, command(how), remark) for name, how in DYNAMIC.items()], {}


def fitted(method: Method, case: Case, kind: str = "real") -> Fit | str:
    """Run in a process of its own; the reason in words where that fails."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(case.votes, folder)
        cost = measured(method.command(folder, kind), {"PYTHONPATH": str(ROOT)})
        if isinstance(cost, str):
            return f"failed: {cost}"
        if (folder / "draws.bin").exists():
            said = dict(
                line.split(" ", 1) for line in (folder / "said.txt").read_text("utf-8").splitlines()
            )
            flat = np.fromfile(folder / "draws.bin")
            draws = flat.reshape(-1, int(said["draws"])).T[None]
            return _of_draws(draws, case.known, cost, float(said["cpu"]), said["version"])
        with np.load(folder / "fit.npz") as kept:
            spent, version = float(kept["cpu"]), str(kept["version"])
            if "draws" in kept:
                fit = _of_draws(kept["draws"].astype(float), case.known, cost, spent, version)
                # Draws from an approximation are independent, and say nothing about its quality.
                return fit if kept.get("chain", True) else replace(fit, ess=np.nan)
            mean = kept["mean"]
            nothing = np.full_like(mean, np.nan)
            bounds = [kept.get(name, nothing) for name in ("low", "high")]
    centre, size = mean.mean(), mean.std()
    sign = _sign(mean, case.known)
    placed = [sign * (x - centre) / size for x in (mean, *bounds)]
    low, high = np.sort(placed[1:], axis=0)
    return Fit(cost, spent, version, placed[0], low, high, 0, np.nan)


def _of_draws(draws: Floats, known: Floats, cost: Cost, spent: float, version: str) -> Fit:
    scaled = draws - draws.mean(axis=2, keepdims=True)
    scaled /= scaled.std(axis=2, keepdims=True)
    scaled *= _sign(scaled.mean(axis=(0, 1)), known)
    flat = scaled.reshape(-1, scaled.shape[2])
    low, high = np.quantile(flat, (0.05, 0.95), axis=0)
    ess = float(np.nanmedian(effective_size(scaled)))
    return Fit(cost, spent, version, flat.mean(axis=0), low, high, len(flat), ess)


def _sign(mean: Floats, known: Floats) -> float:
    return 1.0 if correlation(mean, known) >= 0 else -1.0


def correlation(x: Floats, y: Floats) -> float:
    """Over the points for which both are known."""
    both = ~np.isnan(x) & ~np.isnan(y)
    return float(np.corrcoef(x[both], y[both])[0, 1])


def rank_correlation(x: Floats, y: Floats) -> float:
    """Spearman's: does not ask how far apart the ends are."""
    both = ~np.isnan(x) & ~np.isnan(y)
    ranks = (z[both].argsort().argsort().astype(float) for z in (x, y))
    return float(np.corrcoef(*ranks)[0, 1])

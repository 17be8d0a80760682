"""Have the chains met, and how many independent draws are they worth?

Split R-hat and effective sample size, both on ranks (Vehtari, Gelman, Simpson, Carpenter
and Buerkner 2021, Bayesian Analysis 16: 667-718), for many quantities at once.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

Floats = NDArray[np.float64]
FEWEST = 4
"""Draws a chain needs: each half at least two."""
_BLOCK = 2000


def r_hat(draws: NDArray[Any]) -> Floats:
    """Split R-hat on ranks: the larger of the one for levels and the one for spread.

    Parameters
    ----------
    draws : ndarray, shape (chains, draws, quantities)

    Returns
    -------
    ndarray, shape (quantities,)
        Near 1 where chains agree (above 1.01 they do not quite); nan where nothing varies.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> bool((r_hat(rng.standard_normal((2, 500, 3))) < 1.02).all())
    True
    """

    def of(block: Floats) -> Floats:
        folded = np.abs(block - np.median(block, axis=(0, 1)))
        return np.fmax(_r_hat(ranked(block)), _r_hat(ranked(folded)))

    return _in_blocks(draws, of)


def effective_size(draws: NDArray[Any]) -> Floats:
    """Effective sample size of the centre of each quantity (bulk ESS).

    Parameters
    ----------
    draws : ndarray, shape (chains, draws, quantities)

    Returns
    -------
    ndarray, shape (quantities,)
        How many independent draws would say as much; nan where nothing varies.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> bool((effective_size(rng.standard_normal((2, 500, 3))) > 500).all())
    True
    """
    return _in_blocks(draws, lambda block: _size(ranked(block)))


def ranked(draws: Floats) -> Floats:
    """Normal scores of the ranks over all chains, shape as given (ties in order of draws)."""
    chains, length, count = draws.shape
    flat = draws.reshape(chains * length, count)
    order = np.argsort(flat, axis=0, kind="stable")
    total = chains * length
    inverse = NormalDist().inv_cdf
    scores = np.array([inverse((k + 0.625) / (total + 0.25)) for k in range(total)])
    out = np.empty(flat.shape)
    np.put_along_axis(out, order, np.broadcast_to(scores[:, None], flat.shape), axis=0)
    out[:, flat.max(axis=0) == flat.min(axis=0)] = 0.0
    return out.reshape(draws.shape)


def _in_blocks(draws: NDArray[Any], of: Any) -> Floats:
    halves = _split(draws)
    count = halves.shape[2]
    # In blocks, so that many quantities need little memory.
    parts = [of(halves[:, :, k : k + _BLOCK].astype(float)) for k in range(0, count, _BLOCK)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _split(draws: NDArray[Any]) -> NDArray[Any]:
    if draws.ndim != 3 or draws.shape[1] < FEWEST:
        raise FoedusError(
            f"Draws of shape {draws.shape} cannot be judged.",
            f"They need the shape (chains, draws, quantities), with at least {FEWEST} draws a chain.",
        )
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _r_hat(halves: Floats) -> Floats:
    length = halves.shape[1]
    within = halves.var(axis=1, ddof=1).mean(axis=0)
    between = halves.mean(axis=1).var(axis=0, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.sqrt(((length - 1) / length * within + between) / within))


def _size(halves: Floats) -> Floats:
    chains, length, _ = halves.shape
    centred = halves - halves.mean(axis=1, keepdims=True)
    padded = np.fft.rfft(centred, n=2 * length, axis=1)
    product = np.fft.irfft(padded * padded.conj(), n=2 * length, axis=1)[:, :length]
    covariance = product.mean(axis=0) / length
    within = covariance[0] * length / (length - 1)
    total = within * (length - 1) / length + halves.mean(axis=1).var(axis=0, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        rho = 1 - (within - covariance * length / (length - 1)) / total
    rho[0] = 1.0
    even = rho[: length // 2 * 2]
    pairs = even[0::2] + even[1::2]
    # Geyer's sequence: sums of neighbours, up to the first that is negative, never rising.
    kept = np.minimum.accumulate(pairs > 0, axis=0)
    falling = np.where(kept, np.minimum.accumulate(np.where(kept, pairs, np.inf), axis=0), 0.0)
    time = -1 + 2 * falling.sum(axis=0)
    draws = chains * length
    size = draws / np.maximum(time, 1 / np.log10(draws))
    return np.asarray(np.where(total > 0, size, np.nan))

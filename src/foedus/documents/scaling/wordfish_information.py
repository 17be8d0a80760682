"""What the counts say about documents' positions once the words' parameters are profiled out.

The second derivatives of the log-likelihood by the documents' parameters, less what the words'
parameters take up (the Schur complement): its inverse under the identifying constraints gives
the standard errors, and with the gradient it gives Newton's step for all documents at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.scaling.placements import Floats
from foedus.documents.scaling.wordfish_model import State, blocks, means, standardised, table


@dataclass(frozen=True, eq=False)
class Information:
    """Profiled information about alpha and theta, with the constraints.

    Parameters
    ----------
    matrix : ndarray, shape (2 documents, 2 documents)
        Minus the second derivatives, alpha first.
    slope : ndarray, shape (2 documents,)
        Gradient of the profiled log-likelihood.
    constraints : ndarray, shape (3, 2 documents)
        Directions in which nothing may move: the mean of alpha, the mean and spread of theta.
    """

    matrix: Floats
    slope: Floats
    constraints: Floats

    def errors(self) -> Floats | None:
        """Standard errors of theta; None where the information is not positive definite."""
        free = self._free()
        inside = free.T @ self.matrix @ free
        try:
            root = np.linalg.cholesky(inside)
        except np.linalg.LinAlgError:
            return None
        n = len(self.slope) // 2
        spread = np.linalg.solve(root, free[n:].T)
        return np.asarray(np.sqrt((spread**2).sum(axis=0)))

    def step(self) -> Floats | None:
        """Newton's step under the constraints; None where it would not lead upwards."""
        free = self._free()
        inside = free.T @ self.matrix @ free
        try:
            root = np.linalg.cholesky(inside)
        except np.linalg.LinAlgError:
            return None
        half = np.linalg.solve(root, free.T @ self.slope)
        return np.asarray(free @ np.linalg.solve(root.T, half))

    def _free(self) -> Floats:
        """Orthonormal directions that the constraints leave free."""
        full = np.linalg.qr(self.constraints.T, mode="complete")[0]
        return np.asarray(full[:, 3:])


def information(
    counts: DocumentCounts,
    columns: DocumentCounts,
    state: State,
    prior_sd: float,
    observed: bool = True,
) -> Information:
    """The profiled information at a state.

    Parameters
    ----------
    counts, columns
        Counts, and the same transposed.
    state
        Identified parameters.
    prior_sd
        Standard deviation of the prior of the words' slopes.
    observed
        The observed second derivatives, or the expected ones (never negative).

    Returns
    -------
    Information
    """
    theta, _, _, beta = state
    n, ridge = len(theta), 1 / prior_sd**2
    matrix, slope = np.zeros((2 * n, 2 * n)), np.zeros(2 * n)
    own = np.zeros((n, 3))
    for part in blocks(2 * n, len(beta)):
        b = beta[part]
        mu = means(state, part)
        off = table(columns, part) - mu
        by = np.stack([np.ones(len(b)), b, b * b], axis=1)
        own += mu @ by
        slope += (off @ by[:, :2]).T.ravel()
        across, gain = _across(mu, off, theta, b, ridge, observed)
        matrix -= across @ across.T
        slope -= across @ gain
    at = np.arange(n)
    # The spread of theta is held, and a wider one would lower the penalty: its multiplier.
    pull = ridge * float(beta @ beta) / n
    matrix[at, at] += own[:, 0]
    matrix[at, n + at] += own[:, 1]
    matrix[n + at, at] += own[:, 1]
    matrix[n + at, n + at] += own[:, 2] + pull
    slope[n:] -= pull * theta
    constraints = np.zeros((3, 2 * n))
    constraints[0, :n] = constraints[1, n:] = 1.0
    constraints[2, n:] = theta
    return Information(matrix, slope, constraints)


def _across(
    mu: Floats, off: Floats, theta: Floats, b: Floats, ridge: float, observed: bool
) -> tuple[Floats, Floats]:
    """Second derivatives by documents and words, times a root of the words' own inverse.

    Returns
    -------
    across : ndarray, shape (2 documents, 2 words)
        Times its transpose it is what the words take up of the information.
    gain : ndarray, shape (2 words,)
        The words' gradient times the same root.
    """
    n, m = mu.shape
    level, tilt, curve = np.stack([np.ones(n), theta, theta**2]) @ mu
    g, h = off.sum(axis=0), theta @ off - ridge * b
    down = 1 / np.sqrt(level)
    side = np.sqrt(level / (level * (curve + ridge) - tilt**2))
    lean = -tilt / level * side
    tilted = mu * theta[:, None]
    across = np.empty((2 * n, 2 * m))
    across[:n, :m] = mu * down
    across[:n, m:] = mu * lean + tilted * side
    across[n:, :m] = across[:n, :m] * b
    across[n:, m:] = across[:n, m:] * b
    if observed:
        across[n:, m:] -= off * side
    return across, np.concatenate([g * down, g * lean + h * side])


def moved(state: State, step: Floats, part: float) -> State:
    """Documents moved along a step, words as they were; theta on its scale again.

    The words follow later, so that alpha must not be made up for their mean now.
    """
    n = len(state.theta)
    alpha, theta = state.alpha + part * step[:n], state.theta + part * step[n:]
    return standardised(state._replace(alpha=alpha, theta=theta))


def given_words(counts: DocumentCounts, state: State) -> Floats:
    """Standard errors of theta with the words' parameters taken as known; they are too small."""
    own = np.zeros((len(counts), 3))
    by = np.stack([np.ones(len(state.beta)), state.beta, state.beta**2], axis=1)
    for part in blocks(len(counts), len(state.beta)):
        own += means(state, part) @ by[part]
    level, tilt, curve = own.T
    return np.asarray(np.sqrt(level / (level * curve - tilt**2)))


def word_errors(counts: DocumentCounts, state: State, prior_sd: float) -> Floats:
    """Standard errors of the words' slopes with the documents' positions taken as known."""
    theta, out = state.theta, np.empty(len(state.beta))
    by = np.stack([np.ones(len(theta)), theta, theta**2])
    for part in blocks(len(theta), len(out)):
        level, tilt, curve = by @ means(state, part)
        out[part] = np.sqrt(level / (level * (curve + 1 / prior_sd**2) - tilt**2))
    return out

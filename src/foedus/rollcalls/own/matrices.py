"""Small symmetric matrices, for compiled code."""

from __future__ import annotations

import math
from typing import Any

from foedus.rollcalls.compiled import compiled


@compiled(reordered=True)
def cholesky(matrix: Any, factor: Any) -> Any:
    """Lower factor in place; False where the matrix is not positive definite."""
    n = len(matrix)
    for i in range(n):
        for j in range(i + 1):
            x = matrix[i, j]
            for k in range(j):
                x -= factor[i, k] * factor[j, k]
            if i == j:
                if not x > 1e-12:
                    return False
                factor[i, i] = math.sqrt(x)
            else:
                factor[i, j] = x / factor[j, j]
    return True


@compiled(reordered=True)
def solve_lower(factor: Any, x: Any) -> None:
    """Solve ``L y = x`` in place."""
    for i in range(len(x)):
        for k in range(i):
            x[i] -= factor[i, k] * x[k]
        x[i] /= factor[i, i]


@compiled(reordered=True)
def solve_upper(factor: Any, x: Any) -> None:
    """Solve ``L' y = x`` in place."""
    n = len(x)
    for i in range(n - 1, -1, -1):
        for k in range(i + 1, n):
            x[i] -= factor[k, i] * x[k]
        x[i] /= factor[i, i]


@compiled(reordered=True)
def log_normal(factor: Any, away: Any) -> Any:
    """Log density of a normal vector `away` from its mean, precision ``L L'``, up to a constant."""
    n = len(away)
    log = 0.0
    for i in range(n):
        v = 0.0
        for k in range(i, n):
            v += factor[k, i] * away[k]
        log += math.log(factor[i, i]) - 0.5 * v * v
    return log

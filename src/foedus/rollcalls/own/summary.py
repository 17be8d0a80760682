"""Draws on one scale and in one direction.

Votes do not change when all positions are shifted and stretched, and the items with them.
So every draw is put on the same scale afterwards: mean 0 and standard deviation 1 over
all points, the positive pole above. With two dimensions a draw may also be turned; each is
turned onto the mean of all (Procrustes), and the first axis runs through the poles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.rollcalls.own.chain import Kept
from foedus.rollcalls.sampling.design import Design
from foedus.rollcalls.sampling.poles import Poles
from foedus.rollcalls.sampling.sampled import Draws, Floats

_TURNS = 3


@dataclass(frozen=True)
class Scaled:
    """Draws on the common scale.

    Parameters
    ----------
    theta : ndarray, shape (chains, draws, points, dimensions)
    slope : ndarray, shape (chains, draws, items, dimensions)
    cuts : ndarray, shape (chains, draws, items, 2)
    step : ndarray, shape (chains, draws, actors)
        Standard deviation of a step over one period, on any axis.
    stability : float
        Mean correlation of each draw's axes with the mean of all, after turning.
    """

    theta: Draws
    slope: Draws
    cuts: Draws
    step: Draws
    stability: float


def scaled(kept: Kept, plan: Design, sides: Poles) -> Scaled:
    """Put every draw on the common scale."""
    theta = kept.theta.astype(np.float64)
    dims = theta.shape[3]
    slope = kept.items[..., :dims].astype(np.float64)
    lower = kept.items[..., dims].astype(np.float64)
    cuts = np.stack([lower, lower + np.exp(kept.items[..., dims + 1])], axis=-1)
    centre = theta.mean(axis=2, keepdims=True)
    size = np.sqrt(((theta - centre) ** 2).mean(axis=(2, 3), keepdims=True))
    theta = (theta - centre) / size
    cuts -= (slope @ centre.swapaxes(2, 3)).astype(cuts.dtype)
    slope *= size
    turn, stability = turns(theta, plan, sides)
    theta, slope = theta @ turn, slope @ turn
    keep = np.exp(-kept.reversion.astype(np.float64))
    step = np.sqrt(1 - keep[..., 0] ** 2) / size[..., 0]
    return Scaled(_draws(theta), _draws(slope), _draws(cuts), _draws(step), stability)


def _draws(x: Floats) -> Draws:
    return x.astype(np.float32)


def turns(theta: Floats, plan: Design, sides: Poles) -> tuple[Floats, float]:
    """Orthogonal matrices, shape (chains, draws, dims, dims), and how well draws then agree."""
    chains, draws, _, dims = theta.shape
    if dims == 1:
        mean = theta.mean(axis=1)[..., 0]
        signs = np.array([sides.oriented(one, plan.actor) for one in mean])
        centre = (theta * signs[:, None, None, None]).mean(axis=(0, 1))[:, 0]
        turned = theta[..., 0] * signs[:, None, None]
        return (
            np.broadcast_to(signs[:, None, None, None], (chains, draws, 1, 1)),
            _agreement(turned[..., None], centre[:, None]),
        )
    goal = theta[0, -1]
    for _ in range(_TURNS):
        left, _, right = np.linalg.svd(theta.swapaxes(2, 3) @ goal)
        turn = left @ right
        goal = (theta @ turn).mean(axis=(0, 1))
    axes = _axes(goal, plan, sides)
    return turn @ axes, _agreement(theta @ turn @ axes, goal @ axes)


def _axes(goal: Floats, plan: Design, sides: Poles) -> Floats:
    """First axis through the poles; others by how far positions spread, heaviest side above."""
    up = goal[np.isin(plan.actor, sides.positive)].mean(axis=0)
    first = up - goal[np.isin(plan.actor, sides.negative)].mean(axis=0)
    first = first / np.linalg.norm(first)
    rest = goal - np.outer(goal @ first, first)
    _, _, axes = np.linalg.svd(rest, full_matrices=False)
    axes = axes[: goal.shape[1] - 1]
    axes = axes * np.where(((rest @ axes.T) ** 3).sum(axis=0) < 0, -1, 1)[:, None]
    return np.vstack([first, axes]).T


def _agreement(theta: Floats, goal: Floats) -> float:
    product = (theta * goal).sum(axis=2) / np.sqrt((theta**2).sum(axis=2) * (goal**2).sum(axis=0))
    return float(product.mean())

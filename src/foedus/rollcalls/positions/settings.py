"""How ideal points are estimated: mode, length of chains, dimensions, direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from foedus.core.errors import FoedusError, unknown
from foedus.core.settings import SEED

Mode = Literal["fast", "foedus", "faithful"]
MODES: tuple[Mode, ...] = get_args(Mode)
LENGTHS = {"foedus": (3000, 1000, 2), "faithful": (3000, 500, 2)}
"""Sweeps, those not kept, chains, where none are asked for."""


@dataclass(frozen=True)
class Settings:
    """How positions are estimated.

    Parameters
    ----------
    mode
        fast, foedus or faithful.
    sweeps, burn, chains
        Of the samplers; `LENGTHS` where None. In the fast mode, which has no chains,
        `sweeps` are passes over the votes.
    seed
        The same seed gives the same estimates.
    dimensions
        Of the space, 1 or 2; the mode foedus only.
    smoothing
        Of the faithful mode; .5 as published.
    nuclear
        Whether the faithful mode begins as published for nuclear votes.
    orient
        Actors (one or a tuple each) on the positive and the negative side.
    """

    mode: Mode = "fast"
    sweeps: int | None = None
    burn: int | None = None
    chains: int | None = None
    seed: int = SEED
    dimensions: int = 1
    smoothing: float = 0.5
    nuclear: bool = False
    orient: tuple[Any, Any] | None = None

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise unknown("mode", str(self.mode), list(MODES))
        if self.dimensions != 1 and self.mode != "foedus":
            raise FoedusError(
                f"The mode {self.mode} has no second dimension.", "Take the mode foedus."
            )

    @property
    def length(self) -> tuple[int, int, int]:
        """Sweeps, those not kept, chains of a sampler."""
        sweeps, burn, chains = LENGTHS[self.mode]
        if self.sweeps is not None:
            sweeps, burn = self.sweeps, self.sweeps // 3
        return sweeps, burn if self.burn is None else self.burn, self.chains or chains

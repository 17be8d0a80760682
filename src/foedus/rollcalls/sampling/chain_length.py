"""How long a sampler runs, and which draws are kept."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.core.errors import FoedusError

MOST_KEPT = 500
"""Draws kept of a chain; more would say little and need memory."""
FEWEST_KEPT = 20
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Length:
    """How long to run.

    Parameters
    ----------
    sweeps, burn, chains : int
        Sweeps of each chain, of which the first `burn` are not kept.
    seed : int

    Raises
    ------
    FoedusError
        For lengths that leave fewer than 20 sweeps, no chain, or a negative seed.
    """

    sweeps: int
    burn: int
    chains: int
    seed: int

    def __post_init__(self) -> None:
        if self.burn < 0 or self.sweeps - self.burn < FEWEST_KEPT or self.chains < 1:
            raise FoedusError(
                f"{self.sweeps} sweeps, {self.burn} of them not kept, {self.chains} chains.",
                f"Take at least one chain and at least {FEWEST_KEPT} sweeps more than are not "
                "kept.",
            )
        if self.seed < 0:
            raise FoedusError(f"The seed is {self.seed}.", "Seeds are whole numbers from 0.")

    @property
    def thin(self) -> int:
        """Every how many sweeps a draw is kept."""
        return max(1, -(-(self.sweeps - self.burn) // MOST_KEPT))

    @property
    def kept(self) -> int:
        """Draws kept of each chain."""
        return (self.sweeps - self.burn) // self.thin

    def place(self, sweep: int) -> int | None:
        """Number of the draw that this sweep (from 1) gives, if it gives one."""
        after = sweep - self.burn
        if after <= 0 or after % self.thin or after // self.thin > self.kept:
            return None
        return after // self.thin - 1

    def key(self, chain: int, sweep: int) -> int:
        """64 bits that stand for seed, chain and sweep: all random numbers hang on them."""
        x = (
            self.seed * 0x9E3779B97F4A7C15 + chain * 0xD1B54A32D192ED03 + sweep * 0x8CB92BA72F3D8DD7
        ) & _MASK
        x = ((x ^ (x >> 32)) * 0xD6E8FEB86659FD93) & _MASK
        return x ^ (x >> 32)

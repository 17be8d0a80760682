"""Coded pieces by side: what experts or statements say of a pair, and how surely it was read."""

"""Sanctions cases of the Global Sanctions Data Base as pairs of states (user-supplied only)."""

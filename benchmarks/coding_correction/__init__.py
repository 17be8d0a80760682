"""Corrected estimates from a machine coder: bias and coverage over made-up corpora."""

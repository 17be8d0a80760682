"""Estimates from machine-coded texts, corrected with gold labels drawn by known probabilities."""

"""Measured speed and accuracy; each folder runs as ``python -m benchmarks.NAME``."""

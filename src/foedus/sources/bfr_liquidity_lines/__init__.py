"""Agreements between central banks to lend each other currency."""

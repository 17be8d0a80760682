"""Polity scores of regime authority, Polity5."""

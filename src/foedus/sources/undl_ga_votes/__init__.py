"""Recorded votes of the UN General Assembly, from the UN Digital Library."""

"""Correlates of War: direct contiguity of states."""

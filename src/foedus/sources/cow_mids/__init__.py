"""Correlates of War: militarised interstate disputes."""

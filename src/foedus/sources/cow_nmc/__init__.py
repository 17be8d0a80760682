"""Correlates of War: national material capabilities."""

"""Dyadic trade of the Correlates of War project: yearly imports of each state from each other."""

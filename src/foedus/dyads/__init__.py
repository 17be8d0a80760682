"""Dyad-years: the frame of all pairs in the system, joins, directed and undirected."""

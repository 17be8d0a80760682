"""Clauses that oppose or propose: shares, how specific they are, by document and over time."""

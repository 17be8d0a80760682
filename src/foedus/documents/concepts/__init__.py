"""Concepts over time: dictionaries in three languages, rates, trends, poles named, distances of use."""

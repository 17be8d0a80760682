"""Sentences as vectors, alike across languages, and the nearest of a million of them at once."""

"""Recipes: how well-known files of texts are read, as small declarative files."""

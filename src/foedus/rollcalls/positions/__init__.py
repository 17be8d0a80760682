"""Ideal points in one form, whatever the mode; with names and years; the shipped estimates."""

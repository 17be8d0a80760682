"""Data sets as their makers publish them: one folder a source, read into tidy tables."""

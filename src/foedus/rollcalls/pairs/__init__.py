"""The votes of two states: what both voted on, and how."""

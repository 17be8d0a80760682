"""The state system by year, and the names and codes states answer to."""

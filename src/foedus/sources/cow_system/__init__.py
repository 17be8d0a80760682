"""Correlates of War: members of the state system and major powers."""

"""Correlates of War: memberships in international organisations, counted."""

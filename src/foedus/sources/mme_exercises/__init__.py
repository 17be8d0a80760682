"""Multinational military exercises by participating state, 1980-2010."""

"""Rhetoric beside practice: principles professed in texts, votes on others' breaches, conduct."""

"""Latent ties, formal and supplied: the items, the static model, the paths through time."""

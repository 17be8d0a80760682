"""Miller: latent external territorial threat by state-year."""

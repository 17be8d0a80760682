"""Latent-variable estimates of GDP, population and GDP per head with their uncertainty."""

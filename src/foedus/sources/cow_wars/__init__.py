"""Correlates of War: interstate wars by directed dyad-year."""

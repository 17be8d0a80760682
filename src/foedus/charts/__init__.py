"""Vega-Lite specifications, the one source of every picture, and how they become SVG."""

"""Codings to and from other tools: REFI-QDA, doccano, Label Studio, CSV."""

"""Ideal points: do intervals cover, and are hidden votes predicted?"""

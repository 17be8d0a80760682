"""Corpora: documents of a user in one file on disk, their segments, and an index of their words.

A corpus is a folder with `corpus.sqlite`, the untouched originals under `originals/` by
their hash, and, once made, `embeddings.npy`. `schema` has its layout and version.
"""

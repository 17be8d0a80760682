"""Corpora of texts: how fast they are read, searched, compared and embedded, in what memory."""

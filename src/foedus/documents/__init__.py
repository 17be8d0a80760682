"""Texts: corpora, languages, coding, reliability, comparison, scaling."""

"""Coding: codebooks, who coded what, people at the terminal, machine coders, exchange of files."""

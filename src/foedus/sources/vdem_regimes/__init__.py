"""V-Dem's electoral and liberal democracy indices with their measurement intervals."""

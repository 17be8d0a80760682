"""Groups of states: cohesion, coalitions, pairs, with intervals."""

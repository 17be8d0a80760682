"""Alliance Treaty Obligations and Provisions: alliances, members, directed dyads."""

"""Time of the ledger: the check, the list of needs, an assessment of a coded pair."""

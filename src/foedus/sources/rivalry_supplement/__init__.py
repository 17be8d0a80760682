"""foedus' own supplement: rivalries the lists lack, and settlements that held."""

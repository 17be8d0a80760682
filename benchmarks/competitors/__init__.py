"""Other people's programs on the same votes, in the same run, on the same machine."""

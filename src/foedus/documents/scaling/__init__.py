"""Documents placed on a line: wordscores, wordfish, latent semantic scaling."""

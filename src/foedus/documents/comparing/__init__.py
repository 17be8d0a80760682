"""Documents against documents: counts, keyness, rates, with intervals."""

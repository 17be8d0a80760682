"""What samplers of ideal points share: votes in order, random numbers, chains, figures of draws."""

"""How good are the verdicts? Accuracy on cases, base rates, stability, turning years."""

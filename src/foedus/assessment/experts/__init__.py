"""What coded texts say of a pair: experts of either side, set beside each other."""

"""What latent ties are worth: recovery, hidden coverage, prediction, robustness, backtests."""

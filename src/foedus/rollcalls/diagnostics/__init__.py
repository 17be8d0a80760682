"""What a referee asks of ideal points: fit, influence, prediction, traces."""

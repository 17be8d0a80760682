"""Fast ideal points: time, agreement with the published series, honesty of the intervals."""

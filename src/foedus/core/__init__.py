"""Ground floor: errors, closed vocabularies, origins, intervals, settings."""

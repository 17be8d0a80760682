"""International Crisis Behavior: crises and crisis actors."""

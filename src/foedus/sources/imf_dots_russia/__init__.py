"""Russia's trade with all partners as it reported it to the IMF (Direction of Trade)."""

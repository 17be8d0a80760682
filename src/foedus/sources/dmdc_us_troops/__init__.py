"""US troops and bases abroad by host state."""

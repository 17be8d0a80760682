"""Votes of the UN Security Council on adopted resolutions, from the UN Digital Library."""

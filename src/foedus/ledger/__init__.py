"""Case files: what one state promised, provided, paid, withheld and took, with sources."""

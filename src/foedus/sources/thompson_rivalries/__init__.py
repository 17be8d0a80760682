"""Thompson and Dreyer: strategic rivalries to 2010."""

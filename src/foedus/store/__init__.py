"""Built tables in the cache, and the reference panel that ships with the package."""

"""One conclusion on many slices of the record."""

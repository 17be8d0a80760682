"""Finding passages: by the words as written, by their dictionary forms, by their meaning."""

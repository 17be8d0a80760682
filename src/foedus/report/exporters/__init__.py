"""One module a format; each has `render(assessment) -> str`."""

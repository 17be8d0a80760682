"""Documents as lists of neutral blocks, built once and written as Word, PDF, HTML or Markdown."""

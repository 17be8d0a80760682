"""From an assessment to what people read: terminal, HTML, Markdown, JSON."""

"""Results to text, JSON, CSV, HTML and Markdown."""

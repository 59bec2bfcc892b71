"""Each format's bytes to grids or paragraphs."""

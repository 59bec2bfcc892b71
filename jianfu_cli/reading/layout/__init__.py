"""Grids and paragraphs to forms: headings, header block, rows, outlines."""

"""Bytes to forms: guard, sniff, grid, find the form, header block, rows."""

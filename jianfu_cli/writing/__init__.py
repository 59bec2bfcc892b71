"""Core values to workbooks and Word documents."""

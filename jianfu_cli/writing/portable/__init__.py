"""A pack: the whole tool as a folder that is carried, not installed."""

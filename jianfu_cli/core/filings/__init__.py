"""Who has filed what, what counts, what is missing."""

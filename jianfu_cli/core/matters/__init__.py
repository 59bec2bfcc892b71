"""Whether two names mean the same matter, and who asks it."""

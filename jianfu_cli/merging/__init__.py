"""Forms to the municipal roll-up, as values."""

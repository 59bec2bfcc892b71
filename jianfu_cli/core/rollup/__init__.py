"""Forms to the municipal roll-up."""

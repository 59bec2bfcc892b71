"""Edits an office package that people made, and leaves alone what nobody edits."""

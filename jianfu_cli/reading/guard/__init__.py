"""What is looked at before any parser: sizes, structure, damage."""

"""What the example's inbox is made of: filled forms, the layouts people give them, papers beside them."""

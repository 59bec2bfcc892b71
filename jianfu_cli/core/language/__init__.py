"""What the text of Chinese forms means; knows no campaign."""

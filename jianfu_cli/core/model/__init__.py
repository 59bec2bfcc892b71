"""The values everything speaks in: the campaign, its forms, what is found."""

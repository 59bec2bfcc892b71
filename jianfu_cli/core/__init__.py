"""The values everything else speaks in: no files, no clock, no printing."""

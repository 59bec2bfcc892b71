"""Word documents by GB/T 9704: the draft of the report, the published whitelist."""

"""One file a command: options, read, core, render, exit code."""

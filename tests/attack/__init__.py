"""The attacks of SECURITY.md, made again: ``python -m tests.attack`` prints how many were tried and how many held."""

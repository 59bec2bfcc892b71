"""Puts this folder on the path: the tests share the makers of values in it."""

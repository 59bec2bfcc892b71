"""jianfu: forms out, forms checked, one roll-up, for campaigns that lighten teachers' load."""

__version__ = "0.1.0"

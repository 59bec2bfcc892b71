"""The figures of a roll-up counted anew by hand, and what each output prints, for ``test_independent_figures``."""

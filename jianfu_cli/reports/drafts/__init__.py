"""The words of the Word drafts (``jianfu draft``), a module a kind; what they look like is writing's."""

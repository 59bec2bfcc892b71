"""The rules: one file a family, one explicit registry."""

"""Builders of what the tests need: forms, files, workbooks, reports; all made up."""

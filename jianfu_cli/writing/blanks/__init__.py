"""The blank forms that go out."""

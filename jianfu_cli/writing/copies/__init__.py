"""The copies that go back to a unit: marked, or with the safe repairs made."""

"""The rules: `table.py` has a row for each, and one module a family says how its rules look."""

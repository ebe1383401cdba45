"""The rules, one module for each family; `table.py` lists them all."""

"""Parses the text of a script into a draft, with a diagnostic for every problem."""

"""The text of a script becomes a draft, with a diagnostic of every problem."""

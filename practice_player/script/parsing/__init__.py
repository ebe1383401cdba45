"""The text of a script becomes a draft, with every problem told at its place."""

"""Practices that travel in one file, with their pieces and recordings: made, checked, added and removed."""

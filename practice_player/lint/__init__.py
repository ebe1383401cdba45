"""Applies rules to scripts: what must be safer is an error, what could be better is advice."""

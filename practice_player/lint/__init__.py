"""Rules for scripts that can be read: what must be safer is an error, what could be better is advice."""

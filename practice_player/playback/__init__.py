"""Plays one practice: start, pause, step, stop."""

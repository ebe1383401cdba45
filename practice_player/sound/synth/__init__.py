"""Synthesised sound: backgrounds, bells and breath tones."""

"""Reads and writes the tags of sound files as bytes: pages, blocks and chunks, never samples or encoders."""

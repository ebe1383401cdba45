"""Pieces of screens: the breath pacer and the caption."""

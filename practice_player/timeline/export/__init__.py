"""A timeline for other programs: captions and chapters."""

"""The program without a face: the practices there are, and one of them at a time."""

"""The program without a front end: it lists practices and plays one at a time."""

"""Sound files on disk: any format, how long, how loud, and their samples a second at a time."""

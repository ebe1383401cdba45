"""Recordings on disk: any format, how long, how loud, and their samples page by page."""

"""The time of day on this machine."""

from datetime import datetime


def local_now() -> datetime:
    """Returns the local time, with its offset from UTC."""
    return datetime.now().astimezone()

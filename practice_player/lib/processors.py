"""How many processors there are to share work among."""

import os


def processor_count() -> int:
    """Returns how many processors this program may use, at least one."""
    if hasattr(os, "sched_getaffinity"):  # a container may be given fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

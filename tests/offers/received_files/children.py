"""What the processes cost that a test started."""

import resource


def seconds_of_children() -> float:
    """The time of the processor that all processes took that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

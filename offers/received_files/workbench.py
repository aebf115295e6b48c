"""The process that looks at one file: `python -m offers.received_files.workbench picture|flyer`.

The file comes in on standard input, what is written anew goes out on standard output. It has no environment,
hence no secrets, and the system ends it when it uses too much. Exit code 3: refused, the reason is on
standard output.
"""

import resource
import signal
import sys
import time
from math import ceil
from typing import Final

from offers.received_files.flyers import rewrite_flyer
from offers.received_files.limits import CPU_SECONDS, MAXIMUM_MEMORY
from offers.received_files.pictures import rewrite_picture
from offers.received_files.refusals import REFUSED, Reason, RefusedError

_LEAST_SECONDS: Final = 0.1  # of work, however long the start took; 0 would mean without end
_WORK: Final = {"picture": rewrite_picture, "flyer": rewrite_flyer}


def main(kind: str) -> int:
    limit_this_process()
    try:
        result, code = _WORK[kind](sys.stdin.buffer.read()), 0
    except RefusedError as refusal:
        result, code = refusal.reason.encode(), REFUSED
    except (MemoryError, RecursionError):
        result, code = Reason.TOO_LABORIOUS.encode(), REFUSED
    sys.stdout.buffer.write(result)
    return code


def limit_this_process() -> None:
    """Little memory and time, no file written, no further process."""
    # The timer ends it to the tenth of a second; the limit, which knows whole ones, cannot be taken back.
    signal.setitimer(signal.ITIMER_PROF, max(CPU_SECONDS - time.process_time(), _LEAST_SECONDS))
    for what, most in (
        (resource.RLIMIT_AS, MAXIMUM_MEMORY),
        (resource.RLIMIT_CPU, ceil(CPU_SECONDS)),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

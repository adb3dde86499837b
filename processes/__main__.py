"""Become one of the processes: `python -m processes worker|urgent|watchdog`."""

import sys

from processes import watchdog, worker

if __name__ == "__main__":
    kind = sys.argv[1]
    if kind == "watchdog":
        watchdog.main()
    else:
        worker.main(kind)

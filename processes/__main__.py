"""`python -m processes run` starts everything; `worker`, `urgent` and `watchdog` become one process of it."""

import sys

from processes import run, watchdog, worker

if __name__ == "__main__":
    kind = sys.argv[1]
    if kind == "run":
        sys.exit(run.main())
    if kind == "watchdog":
        watchdog.main()
    else:
        worker.main(kind)
